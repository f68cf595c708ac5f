using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
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

    private void Reads(PortalEmail mail, string subject, string text, Language language = Language.English)
    {
        var written = host.Services.GetRequiredService<Outbox>().Write(mail, language);
        Assert.Equal(subject, written.Subject);
        Assert.Equal(text.ReplaceLineEndings("\n"), written.Body.ToText(Links));
    }
}
