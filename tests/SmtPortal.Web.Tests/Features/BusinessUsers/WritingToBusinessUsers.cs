using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.BusinessUsers;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.BusinessUsers;

/// <summary>ACC-1: the whole text of each mail to somebody who works with a business's account.</summary>
public sealed class WritingToBusinessUsers(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly EmailLinks Links = new("https://portal.test", "TOKEN");

    [Fact]
    public void The_invitation_to_look_in_English() => Reads(new BusinessUserInvitedEmail(Invitation(leads: false), "Canary Goods"), "A sign-in for the account of Canary Goods at SmtPortal",
        """
        A sign-in for the account of Canary Goods at SmtPortal
        ======================================================

        Who manages the account of Canary Goods invites you to look at it: its
        electricity data, and who sees them. Choose a password, and you can sign in
        with this address.

        The link works until: Nov 30, 2026, 12:00 PM CT

        Make a sign-in:
        https://portal.test/l/TOKEN/join

        If you do not work for this business, do nothing.

        """);

    [Fact]
    public void The_invitation_to_look_in_Spanish() => Reads(new BusinessUserInvitedEmail(Invitation(leads: false), "Canary Goods"), "Un acceso a la cuenta de Canary Goods en SmtPortal",
        """
        Un acceso a la cuenta de Canary Goods en SmtPortal
        ==================================================

        Quien administra la cuenta de Canary Goods le invita a consultarla: sus
        datos de electricidad y quién los ve. Elija una contraseña y podrá iniciar
        sesión con esta dirección.

        El enlace sirve hasta: 30 nov 2026, 12:00 CT

        Crear un acceso:
        https://portal.test/l/TOKEN/join

        Si no trabaja para esta empresa, no haga nada.

        """, Language.Spanish);

    [Fact]
    public void The_invitation_to_manage_in_English() => Reads(new BusinessUserInvitedEmail(Invitation(leads: true), "Canary Goods"), "A sign-in for the account of Canary Goods at SmtPortal",
        """
        A sign-in for the account of Canary Goods at SmtPortal
        ======================================================

        Who manages the account of Canary Goods invites you to manage it too: you
        decide which companies see its electricity data. Choose a password, and you
        can sign in with this address.

        The link works until: Nov 30, 2026, 12:00 PM CT

        Make a sign-in:
        https://portal.test/l/TOKEN/join

        If you do not work for this business, do nothing.

        """);

    [Fact]
    public void The_invitation_to_manage_in_Spanish() => Reads(new BusinessUserInvitedEmail(Invitation(leads: true), "Canary Goods"), "Un acceso a la cuenta de Canary Goods en SmtPortal",
        """
        Un acceso a la cuenta de Canary Goods en SmtPortal
        ==================================================

        Quien administra la cuenta de Canary Goods le invita a administrarla
        también: usted decide qué empresas ven sus datos de electricidad. Elija una
        contraseña y podrá iniciar sesión con esta dirección.

        El enlace sirve hasta: 30 nov 2026, 12:00 CT

        Crear un acceso:
        https://portal.test/l/TOKEN/join

        Si no trabaja para esta empresa, no haga nada.

        """, Language.Spanish);

    [Fact]
    public void The_mail_to_an_address_with_an_account_in_English() => Reads(new BusinessAddressTakenEmail("Canary Goods"), "Canary Goods invites you, but this address already has an account",
        """
        Canary Goods invites you, but this address already has an account
        =================================================================

        Canary Goods wants you to work with its account at SmtPortal. Your address
        has an account already, and each sign-in belongs to one account. Ask to be
        invited at another address.

        If you do not work for this business, you need not do anything. We have not
        told it that this address has an account.

        """);

    [Fact]
    public void The_mail_to_an_address_with_an_account_in_Spanish() => Reads(new BusinessAddressTakenEmail("Canary Goods"), "Canary Goods le invita, pero esta dirección ya tiene una cuenta",
        """
        Canary Goods le invita, pero esta dirección ya tiene una cuenta
        ===============================================================

        Canary Goods quiere que usted use su cuenta en SmtPortal. Su dirección ya
        tiene una cuenta, y cada acceso pertenece a una sola cuenta. Pida que le
        inviten con otra dirección.

        Si no trabaja para esta empresa, no tiene que hacer nada. No le hemos dicho
        que esta dirección tiene una cuenta.

        """, Language.Spanish);

    [Fact]
    public void The_mail_of_the_right_to_manage_in_English() => Reads(new BusinessRoleChangedEmail("Canary Goods", manages: true), "You manage the account of Canary Goods now",
        """
        You manage the account of Canary Goods now
        ==========================================

        Who manages the account gave you this role. You decide now which companies
        see its data, and who works with the account.

        Sign in:
        https://portal.test/customer

        """);

    [Fact]
    public void The_mail_of_the_right_to_manage_in_Spanish() => Reads(new BusinessRoleChangedEmail("Canary Goods", manages: true), "Ahora usted administra la cuenta de Canary Goods",
        """
        Ahora usted administra la cuenta de Canary Goods
        ================================================

        Quien administra la cuenta le dio esta función. Ahora usted decide qué
        empresas ven sus datos y quién usa la cuenta.

        Iniciar sesión:
        https://portal.test/customer

        """, Language.Spanish);

    [Fact]
    public void The_mail_of_the_right_to_look_in_English() => Reads(new BusinessRoleChangedEmail("Canary Goods", manages: false), "You may look at the account of Canary Goods now",
        """
        You may look at the account of Canary Goods now
        ===============================================

        Who manages the account gave you this role. You see everything as before;
        what is decided and changed is up to those who manage it.

        Sign in:
        https://portal.test/customer

        """);

    [Fact]
    public void The_mail_of_the_right_to_look_in_Spanish() => Reads(new BusinessRoleChangedEmail("Canary Goods", manages: false), "Ahora usted puede consultar la cuenta de Canary Goods",
        """
        Ahora usted puede consultar la cuenta de Canary Goods
        =====================================================

        Quien administra la cuenta le dio esta función. Usted ve todo como antes; lo
        que se decide y se cambia corresponde a quienes la administran.

        Iniciar sesión:
        https://portal.test/customer

        """, Language.Spanish);

    [Fact]
    public void The_mail_of_a_removal_in_English() => Reads(new RemovedFromBusinessEmail("Canary Goods"), "Your sign-in for Canary Goods was removed",
        """
        Your sign-in for Canary Goods was removed
        =========================================

        Who manages the account of Canary Goods removed your sign-in at SmtPortal.
        If that was a mistake, talk to them: they can invite you again.

        """);

    [Fact]
    public void The_mail_of_a_removal_in_Spanish() => Reads(new RemovedFromBusinessEmail("Canary Goods"), "Su acceso a Canary Goods se eliminó",
        """
        Su acceso a Canary Goods se eliminó
        ===================================

        Quien administra la cuenta de Canary Goods eliminó su acceso a SmtPortal. Si
        fue un error, hable con esa persona: puede invitarle de nuevo.

        """, Language.Spanish);

    private ColleagueInvitation Invitation(bool leads) =>
        ColleagueInvitation.Of(new ColleagueInviter(Guid.NewGuid(), Guid.NewGuid(), IsOfBusiness: true), "colleague@canary.test", leads, TimeSpan.FromDays(7), host.Now);

    private void Reads(PortalEmail mail, string subject, string text, Language language = Language.English)
    {
        var written = host.Services.GetRequiredService<Outbox>().Write(mail, language);
        Assert.Equal(subject, written.Subject);
        Assert.Equal(text.ReplaceLineEndings("\n"), written.Body.ToText(Links));
    }
}
