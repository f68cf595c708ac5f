using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>Leads to the page on which a forgotten password is replaced.</summary>
public sealed class PasswordResetEmail(Guid resetId) : PortalEmail
{
    public override string Kind => "password-reset";

    public override TokenTarget Opens => new(LinkTargets.PasswordReset, resetId);

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Set a new password"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["Set a new password"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["Somebody, probably you, said that the password of your account at SmtPortal is forgotten. This button leads to a page where you choose a new one. It works once, within {0} minutes.", (int)PasswordReset.Open.TotalMinutes])
        .Button(texts["Choose a new password"], EmailLink.ByToken("password"))
        .SmallPrint(texts["If it was not you, do nothing: your password stays as it is."]);
}
