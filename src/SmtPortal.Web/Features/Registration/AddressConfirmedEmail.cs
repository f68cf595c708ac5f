using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

/// <summary>Tells the owner of an address that it belongs to an account from now on. Cannot be switched off.</summary>
public sealed class AddressConfirmedEmail(DateTimeOffset at) : PortalEmail
{
    public override string Kind => "address-confirmed";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your e-mail address is confirmed"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["Your e-mail address is confirmed"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["This address is confirmed for your account at SmtPortal. You can sign in with it now, and mails about your account come here."])
        .Facts((texts["When"], Show.Moment(at)))
        .Button(texts["Look at your security page"], EmailLink.To("/security"))
        .SmallPrint(texts["If it was not you, set a new password at once: choose “Forgot your password?” on the sign-in page."]);
}
