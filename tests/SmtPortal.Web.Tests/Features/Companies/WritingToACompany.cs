using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>The whole text of each mail about a company as such (product.md section 10).</summary>
public sealed class WritingToACompany(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly EmailLinks Links = new("https://portal.test", "TOKEN");

    [Fact]
    public void ACC_4_the_mail_that_confirms_a_registration() => Reads(new ConfirmCompanyEmail(Guid.NewGuid()), "Confirm the registration of your company",
        """
        Confirm the registration of your company
        ========================================

        Hello,

        A company was registered at SmtPortal with this address as that of its first
        administrator. Confirm it, and the operators of the portal look at the
        registration. You hear from them by mail.

        Confirm the registration:
        https://portal.test/l/TOKEN/confirm

        If you did not do this, do nothing: without your confirmation the
        registration is removed after 7 days.

        """);

    [Fact]
    public void ACC_4_the_mail_to_the_owner_of_an_account_in_English() => Reads(new CompanyAddressTakenEmail(), "This address already has an account",
        """
        This address already has an account
        ===================================

        Hello,

        Somebody has just tried to register a company at SmtPortal with this
        address. It has an account already, and nothing about it was changed. If
        that was you, register the company with another address: each sign-in
        belongs to one account.

        If it was not you, you need not do anything.

        """);

    [Fact]
    public void ACC_4_the_mail_to_the_owner_of_an_account_in_Spanish() => Reads(new CompanyAddressTakenEmail(), "Esta dirección ya tiene una cuenta",
        """
        Esta dirección ya tiene una cuenta
        ==================================

        Hola:

        Alguien acaba de intentar registrar una compañía en SmtPortal con esta
        dirección. La dirección ya tiene una cuenta, y nada en ella ha cambiado. Si
        fue usted, registre la compañía con otra dirección: cada inicio de sesión
        pertenece a una sola cuenta.

        Si no fue usted, no tiene que hacer nada.

        """, Language.Spanish);

    [Fact]
    public void ACC_4_the_mail_of_an_approval() => Reads(new CompanyApprovedEmail("Bright Advice", "Welcome."), "Bright Advice is approved",
        """
        Bright Advice is approved
        =========================

        You can invite customers now, and invite colleagues of yours. Your folder on
        our file server is ready; an administrator makes its password.

        > Welcome.

        Sign in:
        https://portal.test/company

        """);

    [Fact]
    public void ACC_4_the_mail_of_a_refusal() => Reads(new CompanyRefusedEmail("Bright Advice", "The number belongs to another."), "The registration of Bright Advice was not approved",
        """
        The registration of Bright Advice was not approved
        ==================================================

        The operators of the portal say why:

        > The number belongs to another.

        The sign-in of this registration was removed. If what stands in the way can
        be mended, register anew with the same address.

        Register anew:
        https://portal.test/register/company

        """);

    [Fact]
    public void ACC_8_the_mail_of_a_suspension() => Reads(new CompanySuspendedEmail("Bright Advice", "Complaints of customers."), "Bright Advice is suspended",
        """
        Bright Advice is suspended
        ==========================

        The operators of the portal say why:

        > Complaints of customers.

        - From now on nobody of the company can sign in, and nothing is delivered.
        - Your folder on our file server is shut; what lies in it stays its ten
          days.
        - Customers cannot accept your invitations meanwhile. The invitations keep
          their end, and so do your agreements.
        - You get no other mail until the suspension is lifted.

        Talk to the operators to have it lifted.

        """);

    [Fact]
    public void ACC_8_the_mail_when_a_suspension_is_lifted() => Reads(new CompanyResumedEmail("Bright Advice", null), "Bright Advice is no longer suspended",
        """
        Bright Advice is no longer suspended
        ====================================

        You can sign in again, and what is agreed is delivered again. Invitations
        and agreements that came to their end meanwhile have ended.

        Sign in:
        https://portal.test/company

        """);

    [Fact]
    public void ACC_5_the_mail_to_a_colleague() => Reads(
        new ColleagueInvitedEmail(ColleagueInvitation.Of(new ColleagueInviter(Guid.NewGuid(), Guid.NewGuid()), "colleague@canary.test", leads: true, TimeSpan.FromDays(7), host.Now), "Bright Advice"),
        "Work for Bright Advice at SmtPortal",
        """
        Work for Bright Advice at SmtPortal
        ===================================

        An administrator of Bright Advice invites you to its account at SmtPortal,
        as an administrator. Choose a password, and you can sign in with this
        address.

        The link works until: Nov 30, 2026, 12:00 PM CT

        Make a sign-in:
        https://portal.test/l/TOKEN/join

        If you do not work for this company, do nothing.

        """);

    [Fact]
    public void ACC_5_the_mail_to_an_address_with_an_account_in_English() => Reads(
        new ColleagueAddressTakenEmail("Bright Advice"), "Bright Advice invites you, but this address already has an account",
        """
        Bright Advice invites you, but this address already has an account
        ==================================================================

        An administrator of Bright Advice wants you to work for the company at
        SmtPortal. Your address has an account already, and each sign-in belongs to
        one account. Ask the administrator to invite you at another address.

        If you do not work for this company, you need not do anything. We have not
        told it that this address has an account.

        """);

    [Fact]
    public void ACC_5_the_mail_to_an_address_with_an_account_in_Spanish() => Reads(
        new ColleagueAddressTakenEmail("Bright Advice"), "Bright Advice le invita, pero esta dirección ya tiene una cuenta",
        """
        Bright Advice le invita, pero esta dirección ya tiene una cuenta
        ================================================================

        Un administrador de Bright Advice quiere que usted trabaje para la compañía
        en SmtPortal. Su dirección ya tiene una cuenta, y cada inicio de sesión
        pertenece a una sola cuenta. Pida al administrador que le invite con otra
        dirección.

        Si no trabaja para esta compañía, no tiene que hacer nada. No le hemos dicho
        que esta dirección tiene una cuenta.

        """, Language.Spanish);

    [Fact]
    public void ACC_5_the_mail_of_another_role() => Reads(new CompanyRoleChangedEmail("Bright Advice", isAdministrator: false), "You are a member of Bright Advice now",
        """
        You are a member of Bright Advice now
        =====================================

        An administrator gave you this role. You work with invitations, agreements
        and reports as before; colleagues and the company account are the
        administrators'.

        Sign in:
        https://portal.test/company

        """);

    [Fact]
    public void ACC_5_the_mail_of_a_removal() => Reads(new RemovedFromCompanyEmail("Bright Advice"), "Your sign-in for Bright Advice was removed",
        """
        Your sign-in for Bright Advice was removed
        ==========================================

        An administrator of Bright Advice removed your sign-in at SmtPortal. If that
        was a mistake, talk to the company: an administrator can invite you again.

        """);

    [Fact]
    public void ACC_4_the_mail_to_a_new_notification_address() => Reads(new ConfirmNotificationEmail(Guid.NewGuid(), "Bright Advice"), "Shall mail for Bright Advice come here?",
        """
        Shall mail for Bright Advice come here?
        =======================================

        An administrator of Bright Advice wants SmtPortal to send the company's mail
        about invitations, agreements and reports to this address. Confirm it, and
        it comes here.

        Confirm this address:
        https://portal.test/l/TOKEN/confirm

        If you do not know the company, do nothing: without your confirmation no
        mail of it comes here.

        """);

    [Theory]
    [InlineData("new@canary.test", "From now on mail for Bright Advice goes to new@canary.test.")]
    [InlineData(null, "From now on mail for Bright Advice goes to all administrators of the\ncompany.")]
    public void ACC_4_the_mail_to_the_notification_address_before(string? address, string sentence) => Reads(
        new NotificationAddressChangedEmail("Bright Advice", address), "Mail for Bright Advice goes to another address",
        $"""
        Mail for Bright Advice goes to another address
        ==============================================

        {sentence}

        If nobody of the company wanted this, an administrator signs in, sets the
        address right, and looks who has access.

        Look at the company account:
        https://portal.test/company/account

        """);

    [Fact]
    public void The_mail_of_a_day() => Reads(
        new DigestEmail(
        [
            new DigestLine { Id = Guid.NewGuid(), ThirdPartyId = Guid.NewGuid(), Event = CompanyEvent.EndedByColleague, Text = "Agreement 7 has ended", At = host.Now },
            new DigestLine { Id = Guid.NewGuid(), ThirdPartyId = Guid.NewGuid(), Event = CompanyEvent.InvitationExpired, Text = "Expired: invitation 12", At = host.Now },
        ], 3), "Your daily digest: 5 events",
        """
        Your daily digest: 5 events
        ===========================

        An invitation expired

        - Expired: invitation 12 (Nov 23, 2026, 12:00 PM CT)

        A colleague ended an agreement

        - Agreement 7 has ended (Nov 23, 2026, 12:00 PM CT)

        And 3 more. You find everything in the portal.

        Open the portal:
        https://portal.test/company

        An administrator of your company chooses which events come here, at once, or
        not at all.

        """);

    [Theory]
    [InlineData(null, "An administrator of your company closed it.")]
    [InlineData("Never heard of again.", "The operators of the portal closed it, and say why:\n\n> Never heard of again.")]
    public void ACC_8_the_mail_of_a_closing(string? note, string why) => Reads(new CompanyClosedEmail("Bright Advice", note), "The account of Bright Advice is closed",
        $"""
        The account of Bright Advice is closed
        ======================================

        {why}

        - All agreements have ended, and open invitations are withdrawn. Your
          customers are told.
        - Nothing more is delivered. Your folder on our file server is shut, and its
          files are removed within ten days.
        - All sign-ins of the company are gone.

        To work with customers' data here again, register the company anew.

        """);

    [Fact]
    public void ACC_8_the_mail_to_a_customer_of_a_closed_company_in_English() => Reads(
        new ClosedCompanyEmailToCustomer("Bright Advice", [.. Enumerable.Range(7, 22).Select(n => (long)n)]), "Bright Advice has closed its account here",
        $"""
        Bright Advice has closed its account here
        =========================================

        Bright Advice has closed its account at SmtPortal. Your agreements with it
        have ended, and invitations of it are withdrawn.

        {string.Join('\n', Enumerable.Range(7, 20).Select(n => $"- Agreement {n}"))}

        and 2 more

        From now on Bright Advice gets nothing more of you. What it received before
        stays with it.

        Your agreements:
        https://portal.test/customer/agreements

        """);

    [Fact]
    public void ACC_8_the_mail_to_a_customer_of_a_closed_company_in_Spanish() => Reads(
        new ClosedCompanyEmailToCustomer("Bright Advice", [7]), "Bright Advice ha cerrado su cuenta aquí",
        """
        Bright Advice ha cerrado su cuenta aquí
        =======================================

        Bright Advice ha cerrado su cuenta en SmtPortal. Sus acuerdos con ella han
        terminado, y sus invitaciones se han retirado.

        - Acuerdo 7

        Desde ahora, Bright Advice no recibe nada más de usted. Lo que recibió antes
        queda en su poder.

        Sus acuerdos:
        https://portal.test/customer/agreements

        """, Language.Spanish);

    [Fact]
    public void ACC_8_the_mail_to_a_customer_who_had_only_an_invitation() => Reads(
        new ClosedCompanyEmailToCustomer("Bright Advice", []), "Bright Advice has withdrawn its invitation",
        """
        Bright Advice has withdrawn its invitation
        ==========================================

        Bright Advice has closed its account at SmtPortal. What it asked you for can
        no longer be accepted. There is nothing more for you to do.

        """);

    private void Reads(PortalEmail mail, string subject, string text, Language language = Language.English)
    {
        var written = host.Services.GetRequiredService<Outbox>().Write(mail, language);
        Assert.Equal(subject, written.Subject);
        Assert.Equal(text.ReplaceLineEndings("\n"), written.Body.ToText(Links));
    }
}
