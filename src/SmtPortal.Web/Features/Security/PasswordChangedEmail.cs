using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Tells the owner of an account that its password is another now. Cannot be switched off.</summary>
public sealed class PasswordChangedEmail(DateTimeOffset at) : PortalEmail
{
    public override string Kind => "password-changed";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your password was changed"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["Your password was changed"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["The password of your account at SmtPortal was changed on {0}. Everybody who was signed in with the old one on another device has been signed out.", Show.Moment(at)])
        .Button(texts["Look at your security page"], EmailLink.To("/security"))
        .SmallPrint(texts["If it was not you, set a new password at once: choose “Forgot your password?” on the sign-in page."]);
}
