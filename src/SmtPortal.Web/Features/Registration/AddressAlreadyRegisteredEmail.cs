using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

/// <summary>Tells the owner of an account what the page must not tell: that somebody tried to register with its address.</summary>
public sealed class AddressAlreadyRegisteredEmail : PortalEmail
{
    public override string Kind => "address-already-registered";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["You already have an account"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["You already have an account"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["Somebody has just tried to register at SmtPortal with this address. It has an account already, and nothing about it was changed. If that was you, sign in; in your account you can add another ESIID."])
        .Button(texts["Sign in"], EmailLink.To("/sign-in"))
        .SmallPrint(texts["If it was not you, you need not do anything."]);
}
