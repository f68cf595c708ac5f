using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Registration;
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
        {
            "authenticator-set-up", Language.English, "An authenticator app was set up",
            """
            An authenticator app was set up
            ===============================

            Hello,

            From now on, signing in to your account at SmtPortal with your password also
            asks for a code of your authenticator app. Keep the recovery codes in a safe
            place.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "authenticator-removed", Language.English, "Your authenticator app was removed",
            """
            Your authenticator app was removed
            ==================================

            Hello,

            Signing in to your account at SmtPortal with your password no longer asks
            for a code of an authenticator app. The recovery codes no longer work.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "recovery-codes-replaced", Language.English, "Your recovery codes were replaced",
            """
            Your recovery codes were replaced
            =================================

            Hello,

            New recovery codes were made for your account at SmtPortal. The former ones
            no longer work.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "recovery-code-used", Language.English, "A recovery code was used",
            """
            A recovery code was used
            ========================

            Hello,

            A recovery code was used to sign in to your account at SmtPortal. It does
            not work again. If few are left, make new ones.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "passkey-added", Language.English, "A passkey was added",
            """
            A passkey was added
            ===================

            Hello,

            A passkey was added to your account at SmtPortal. Whoever unlocks the device
            that holds it can sign in with it.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "passkey-removed", Language.English, "A passkey was removed",
            """
            A passkey was removed
            =====================

            Hello,

            A passkey was removed from your account at SmtPortal. Nobody can sign in
            with it any more.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "new-device", Language.English, "A new device signed in to your account",
            """
            A new device signed in to your account
            ======================================

            Hello,

            Somebody signed in to your account at SmtPortal with a browser that has not
            been used for it before. If that was you, you need not do anything.

            Device: Firefox, Windows
            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, sign in, choose “Sign out everywhere” on your security
            page, and change your password.

            """
        },
        {
            "authenticator-set-up", Language.Spanish, "Se configuró una aplicación de autenticación",
            """
            Se configuró una aplicación de autenticación
            ============================================

            Hola:

            Desde ahora, al iniciar sesión en su cuenta de SmtPortal con su contraseña
            también se pide un código de su aplicación de autenticación. Guarde los
            códigos de recuperación en un lugar seguro.

            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "authenticator-removed", Language.Spanish, "Se quitó su aplicación de autenticación",
            """
            Se quitó su aplicación de autenticación
            =======================================

            Hola:

            Al iniciar sesión en su cuenta de SmtPortal con su contraseña ya no se pide
            un código de una aplicación de autenticación. Los códigos de recuperación ya
            no funcionan.

            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "recovery-codes-replaced", Language.Spanish, "Se reemplazaron sus códigos de recuperación",
            """
            Se reemplazaron sus códigos de recuperación
            ===========================================

            Hola:

            Se crearon códigos de recuperación nuevos para su cuenta de SmtPortal. Los
            anteriores ya no funcionan.

            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "recovery-code-used", Language.Spanish, "Se usó un código de recuperación",
            """
            Se usó un código de recuperación
            ================================

            Hola:

            Se usó un código de recuperación para iniciar sesión en su cuenta de
            SmtPortal. No vuelve a funcionar. Si quedan pocos, cree otros nuevos.

            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "passkey-added", Language.Spanish, "Se agregó una llave de acceso",
            """
            Se agregó una llave de acceso
            =============================

            Hola:

            Se agregó una llave de acceso a su cuenta de SmtPortal. Quien desbloquee el
            dispositivo que la guarda puede iniciar sesión con ella.

            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "passkey-removed", Language.Spanish, "Se quitó una llave de acceso",
            """
            Se quitó una llave de acceso
            ============================

            Hola:

            Se quitó una llave de acceso de su cuenta de SmtPortal. Ya nadie puede
            iniciar sesión con ella.

            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "new-device", Language.Spanish, "Un dispositivo nuevo inició sesión en su cuenta",
            """
            Un dispositivo nuevo inició sesión en su cuenta
            ===============================================

            Hola:

            Alguien inició sesión en su cuenta de SmtPortal con un navegador que no se
            había usado antes para ella. Si fue usted, no tiene que hacer nada.

            Dispositivo: Firefox, Windows
            Cuándo: 23 nov 2026, 12:00 CT

            Ver su página de seguridad:
            https://portal.test/security

            Si no fue usted, inicie sesión, elija «Cerrar la sesión en todas partes» en
            su página de seguridad y cambie su contraseña.

            """
        },
        {
            "address-confirmed", Language.English, "Your e-mail address is confirmed",
            """
            Your e-mail address is confirmed
            ================================

            Hello,

            This address is confirmed for your account at SmtPortal. You can sign in
            with it now, and mails about your account come here.

            When: Nov 23, 2026, 12:00 PM CT

            Look at your security page:
            https://portal.test/security

            If it was not you, set a new password at once: choose “Forgot your
            password?” on the sign-in page.

            """
        },
        {
            "address-confirmed", Language.Spanish, "Su correo electrónico está confirmado",
            """
            Su correo electrónico está confirmado
            =====================================

            Hola:

            Esta dirección quedó confirmada para su cuenta de SmtPortal. Ya puede
            iniciar sesión con ella, y aquí llegan los correos sobre su cuenta.

            Cuándo: 23 nov 2026, 12:00 CT

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

    private static PortalEmail[] All() =>
    [
        new AddressConfirmedEmail(Noon),
        new PasswordResetEmail(Guid.NewGuid()),
        new PasswordChangedEmail(Noon),
        new NewDeviceEmail("Firefox, Windows", Noon),
        .. Enum.GetValues<SecondFactorChange>().Select(change => new SecondFactorEmail(change, Noon)),
    ];
}
