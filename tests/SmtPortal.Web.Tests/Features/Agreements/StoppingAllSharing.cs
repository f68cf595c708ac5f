using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Agreements;

/// <summary>AGR-8: one page, one confirmation, one mail.</summary>
public sealed class StoppingAllSharing(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task It_says_what_ends_ends_it_and_writes_one_mail()
    {
        var (first, second) = (await host.Given.Company(), await host.Given.Company());
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home, shop);
        var (a, b, c) = (
            await host.Given.Agreement(first, customer, [home]), await host.Given.Agreement(second, customer, [home, shop]), await host.Given.Agreement(first, customer, [shop], host.OneTime()));
        var others = await host.Given.Customer(await host.Given.Premise());
        var kept = await host.Given.Agreement(first, others, [await Home(others)]);

        var browser = await host.SignedIn(customer);
        var ask = await browser.GetPage("/customer/agreements/stop-all");
        Assert.All(new[] { a, b, c }, agreement => Assert.Contains($"Agreement {agreement.Number} with", ask.Text, StringComparison.Ordinal));
        Assert.Equal(3, await Active(customer)); // A GET changes nothing.
        var page = await browser.PostForm(ask, button: "End all 3 agreements");
        Assert.Contains("You have stopped all sharing. Agreements ended: 3.", page.Text, StringComparison.Ordinal);
        Assert.Contains("You share nothing at present.", (await browser.PostForm(ask, button: "End all 3 agreements")).Text, StringComparison.Ordinal);

        Assert.Equal((0, 1), (await Active(customer), await Active(others)));
        Assert.Equal(3, await host.Db(db => db.LedgerEntries.CountAsync(e => e.CustomerId == customer.OwnerId && e.Act == ConsentAct.Terminated)));
        await host.SendMail();
        var mail = Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "You have stopped all sharing");
        var words = RecordedMail.WordsOf(mail);
        Assert.All(new[] { a, b, c }, agreement => Assert.Contains($"Agreement {agreement.Number} with", words, StringComparison.Ordinal));
        Assert.DoesNotContain($"Agreement {kept.Number} with", words, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Mail.To(customer.Email), m => m.Subject!.EndsWith("has ended", StringComparison.Ordinal));
        Assert.Single(host.Mail.To(await host.OfficeOf(second)), m => m.Subject == $"Agreement {b.Number} has ended");
    }

    [Fact]
    public async Task Of_an_acceptance_at_the_same_moment_nothing_is_half_done()
    {
        var company = await host.Given.Company();
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home, shop);
        for (var round = 0; round < Tier.Times(200); round++)
        {
            await host.Given.Agreement(company, customer, [home]);
            var invitation = await host.Given.Invitation(company, customer.Email, [shop]);
            await Task.WhenAll(
                Task.Run(() => host.Use<StopAllSharing, int>(s => s.ExecuteAsync(customer.OwnerId, customer.Id, default))),
                Task.Run(() => host.Use<AcceptInvitation, AcceptResult>(x => x.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))));
            Assert.Equal(0, await host.Db(db => db.Agreements.CountAsync(a => a.CustomerId == customer.OwnerId && a.Status == AgreementStatus.Active && a.Esiids.Any(e => e.Esiid == home.Esiid))));
            await host.Use<StopAllSharing, int>(s => s.ExecuteAsync(customer.OwnerId, customer.Id, default));
            Assert.Equal(0, await Active(customer));
        }
    }

    private async Task<Domain.Registry.Premise> Home(TestUser customer) =>
        await host.Db(db => db.Premises.SingleAsync(p => db.Occupancies.Any(o => o.CustomerId == customer.OwnerId && o.Esiid == p.Esiid)));

    private Task<int> Active(TestUser customer) => host.Db(db => db.Agreements.CountAsync(a => a.CustomerId == customer.OwnerId && a.Status == AgreementStatus.Active));
}
