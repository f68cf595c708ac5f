using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>The last row of section 10: mails about an account's security, whole, in both languages.</summary>
public sealed class WritingSecurityMail(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, Language, string, string> Mails => new()
    {
        {
            "password-reset", Language.English, "Set a new password",
            """
            Set a new password
            ==================

            Hello,

            Somebody, probably you, said that the password of your account at SmtPortal
            is forgotten. This button leads to a page where you choose a new one. It
            works once, within 60 minutes.

            Choose a new password:
            https://portal.test/l/TOKEN/password

            If it was not you, do nothing: your password stays as it is.

            """
        },
        {
            "password-reset", Language.Spanish, "Elija una contraseña nueva",
            """
            Elija una contraseña nueva
            ==========================

            Hola:

            Alguien, probablemente usted, indicó que olvidó la contraseña de su cuenta
            de SmtPortal. Este botón lleva a una página donde puede elegir una nueva.
            Funciona una sola vez, durante 60 minutos.

            Elegir una contraseña nueva:
            https://portal.test/l/TOKEN/password

            Si no fue usted, no haga nada: su contraseña no cambia.

            """
        },
        {
            "password-changed", Language.English, "Your password was changed",
            """
            Your password was changed
            =========================

            Hello,

            The password of your account at SmtPortal was changed on Nov 23, 2026, 12:00
            PM CT. Everybody who was signed in with the old one on another device has
            been signed out.

            Look at your security page:
            https://portal.test/security

            If it was not you, set a new password at once: choose “Forgot your
            password?” on the sign-in page.

            """
        },
        {
            "password-changed", Language.Spanish, "Se cambió su contraseña",
            """
            Se cambió su contraseña
            =======================

            Hola:

            La contraseña de su cuenta de SmtPortal se cambió el 23 nov 2026, 12:00 CT.
            En los demás dispositivos se cerró la sesión que usaba la anterior.

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, elija de inmediato una contraseña nueva: presione «¿Olvidó
            su contraseña?» en la página para iniciar sesión.

            """
        },
    };

    [Theory]
    [MemberData(nameof(Mails))]
    public void It_reads(string kind, Language language, string subject, string text)
    {
        var mail = All().Single(m => m.Kind == kind);
        var (written, body) = host.Services.GetRequiredService<Outbox>().Write(mail, language);
        Assert.Equal(subject, written);
        Assert.Equal(text.ReplaceLineEndings("\n"), body.ToText(new EmailLinks("https://portal.test", "TOKEN")));
    }

    [Fact]
    public void Each_is_tested_in_both_languages() =>
        Assert.Equal(
            All().SelectMany(mail => Enum.GetValues<Language>().Select(language => (mail.Kind, language))).Order(),
            Mails.Select(row => (row.Data.Item1, row.Data.Item2)).Order());

    private static PortalEmail[] All() => [new PasswordResetEmail(Guid.NewGuid()), new PasswordChangedEmail(Noon)];
}
