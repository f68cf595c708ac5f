using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.OccupancyClaims;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Customers;

/// <summary>ACC-6: closing a customer account ends everything for all its ESIIDs; the page says first what will end.</summary>
public sealed class ClosingTheAccount(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task The_page_says_what_will_end_and_asks_once_more()
    {
        var (first, second) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(first, second);
        await host.Given.Agreement(await host.Given.Company(), customer, [first]);
        await Bound(customer, second);
        var browser = await host.SignedIn(customer);
        var profile = await browser.GetPage("/customer/profile");
        Assert.Contains(profile.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/customer/profile/close");
        var ask = await browser.GetPage("/customer/profile/close");
        Assert.Equal("Close your account?", ask.Heading);
        Assert.Equal(
            ["1. The companies are told, and get nothing more.", "1", "2. You no longer see their data here."],
            ask.Document.QuerySelectorAll(".facts dd").Take(3).Select(dd => dd.TextContent.Trim()));
        var refused = await browser.PostForm(ask, button: "Close the account");
        Assert.Equal(["Tick that you know that this cannot be undone."], refused.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Null(await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.ClosedAt).SingleAsync()));
    }

    [Fact]
    public async Task Everything_ends_at_once_and_the_address_is_free()
    {
        var (home, elsewhere) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home);
        var agreement = await host.Given.Agreement(await host.Given.Company(), customer, [home]);
        var (bound, ofNoHome) = (await Bound(customer, home), await Bound(customer, elsewhere));
        var (browser, otherSession) = (await host.SignedIn(customer), await host.SignedIn(customer));

        var done = await Close(browser);
        Assert.Contains("Your account is closed.", done.Text, StringComparison.Ordinal);
        foreach (var former in new[] { browser, otherSession })
            (await former.GetOnly("/customer")).Expect(HttpStatusCode.Redirect);
        var row = await host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));
        Assert.Equal((AgreementStatus.Terminated, EndReason.AccountClosed), (row.Status, row.EndReason));
        foreach (var invitation in new[] { bound, ofNoHome })
            Assert.Equal(InvitationStatus.Cancelled, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync()));
        var account = await host.Db(db => db.Customers.AsNoTracking().SingleAsync(c => c.Id == customer.OwnerId));
        Assert.Equal((host.Now, null), (account.ClosedAt, account.AuthorizationCode));
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.CustomerId == customer.OwnerId)));
        Assert.False(await host.Db(db => db.UserSessions.AnyAsync(s => s.UserId == customer.Id)));
        Assert.Equal(
            [ConsentAct.AccountClosed],
            await host.Db(db => db.LedgerEntries.Where(e => e.CustomerId == customer.OwnerId && e.AgreementId == null && e.InvitationId == null).Select(e => e.Act).ToListAsync()));

        // Mails of one moment leave in any order: the older ones leave first.
        await host.SendMail();
        var again = host.Browser();
        Assert.Equal("Check your mail", (await again.Register(home, customer.Email)).Heading);
        await again.PostForm(await host.OpenConfirmation(again, customer.Email), new { Given.Password }, "Confirm this address");
        await again.SignIn(customer.Email);
        Assert.Contains("You share nothing at present.", (await again.GetPage("/customer")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_a_home_is_closed_too()
    {
        var customer = await host.Given.Customer();
        var bound = await Bound(customer, await host.Given.Premise());
        await host.SendMail();
        await Close(await host.SignedIn(customer));
        Assert.Equal(InvitationStatus.Cancelled, await host.Db(db => db.Invitations.Where(i => i.Number == bound.Number).Select(i => i.Status).SingleAsync()));
        await host.SendMail();
        Assert.Equal("Your account is closed", host.Mail.To(customer.Email)[^1].Subject);
    }

    [Fact] // AGR-7: the history stays right when the sign-in is gone
    public async Task The_companies_still_see_who_ended_what()
    {
        var (home, company) = (await host.Given.Premise(), await host.Given.Company());
        var customer = await host.Given.Customer(home);
        var before = await host.Given.Agreement(company, customer, [home]);
        await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(before.Number, customer.OwnerId, customer.Id, null, default));
        var last = await host.Given.Agreement(company, customer, [home]);
        await Close(await host.SignedIn(customer));
        var browser = await host.SignedIn(company);
        var history = (await browser.GetPage($"/company/agreements/{before.Number}")).Text;
        Assert.Contains("The customer accepted", history, StringComparison.Ordinal);
        Assert.Contains("The customer ended it", history, StringComparison.Ordinal);
        Assert.Contains("The customer closed the account", (await browser.GetPage($"/company/agreements/{last.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact] // ACC-1
    public async Task Of_a_business_who_views_may_not_and_who_manages_ends_every_sign_in()
    {
        var manager = await host.Given.Business(await host.Given.Premise());
        var viewer = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        var invited = ColleagueInvitation.Of(new ColleagueInviter(manager.OwnerId, manager.Id, IsOfBusiness: true), RegistrationSteps.NewAddress(), leads: false, TimeSpan.FromDays(7), host.Now);
        await host.Db(db =>
        {
            db.ColleagueInvitations.Add(invited);
            return db.SaveChangesAsync();
        });
        var looking = await host.SignedIn(viewer);
        (await looking.GetPage("/customer/profile/close")).Expect(HttpStatusCode.Forbidden);
        Assert.DoesNotContain("Close the account", (await looking.GetPage("/customer/profile")).Text, StringComparison.Ordinal);

        await Close(await host.SignedIn(manager));
        (await looking.GetOnly("/customer")).Expect(HttpStatusCode.Redirect);
        Assert.Equal(ColleagueInvitationStatus.Withdrawn, await host.Db(db => db.ColleagueInvitations.Where(i => i.Id == invited.Id).Select(i => i.Status).SingleAsync()));
        await host.SendMail();
        Assert.StartsWith("Your sign-in for", host.Mail.OnlyTo(viewer.Email).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_at_the_same_moment_leaves_no_active_agreement()
    {
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var premise = await host.Given.Premise();
            var customer = await host.Given.Customer(premise);
            var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]);
            await Task.WhenAll(
                Task.Run(() => host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))),
                Task.Run(() => host.Use<CloseAccount, CloseAccountOutcome>(c => c.ExecuteAsync(customer.OwnerId, customer.Id, default))));
            Assert.Equal(0, await host.Db(db => db.Agreements.CountAsync(a => a.CustomerId == customer.OwnerId && a.Status == AgreementStatus.Active)));
            Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.CustomerId == customer.OwnerId)));
        }
    }

    [Fact]
    public async Task Adding_or_claiming_an_ESIID_at_the_same_moment_leaves_the_account_nothing()
    {
        host.Logs.ExpectedErrors.Add("DbUpdateException");
        host.Logs.ExpectedErrors.Add("Failed executing DbCommand");
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var (home, wanted) = (await host.Given.Premise(), await host.Given.Premise());
            var customer = await host.Given.Customer(home);
            if (round % 2 == 1)
                await host.Given.Customer(wanted);
            await Task.WhenAll(
                Task.Run(() => host.Prove(customer, wanted)),
                Task.Run(() => host.Use<CloseAccount, CloseAccountOutcome>(c => c.ExecuteAsync(customer.OwnerId, customer.Id, default))));
            Assert.NotNull(await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.ClosedAt).SingleAsync()));
            Assert.False(await host.Db(db => db.Occupancies.AnyAsync(o => o.CustomerId == customer.OwnerId && o.CurrentEsiid != null)));
            Assert.False(await host.Db(db => db.OccupancyClaims.AnyAsync(c => c.CustomerId == customer.OwnerId && c.OpenEsiid != null)));
        }
    }

    [Fact]
    public async Task Who_registers_with_the_home_at_the_same_moment_gets_it()
    {
        host.Logs.ExpectedErrors.Add("DbUpdateException");
        host.Logs.ExpectedErrors.Add("Failed executing DbCommand");
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var home = await host.Given.Premise();
            var (former, next, browser) = (await host.Given.Customer(home), RegistrationSteps.NewAddress(), host.Browser());
            var form = await browser.GetPage("/register");
            var details = new { Name = "Canary Person", Email = next, Password = Given.Password, home.Esiid, home.MeterNumber, Rep = Given.Rep };
            var pages = Task.Run(() => browser.PostForm(form, details, "Register"));
            await Task.WhenAll(pages, Task.Run(() => host.Use<CloseAccount, CloseAccountOutcome>(c => c.ExecuteAsync(former.OwnerId, former.Id, default))));
            Assert.Equal("Check your mail", (await pages).Heading);
            await browser.PostForm(await host.OpenConfirmation(browser, next), new { Given.Password }, "Confirm this address");
            Assert.Equal(
                await host.Db(db => db.Users.Where(u => u.Email == next).Select(u => u.CustomerId!.Value).SingleAsync()),
                await host.OccupantOf(home));
        }
    }

    [Fact] // INV-10
    public async Task The_accounts_blocks_go_and_the_addresss_stay()
    {
        var (home, company) = (await host.Given.Premise(), await host.Given.Company());
        var customer = await host.Given.Customer(home);
        var invitation = await host.Given.Invitation(company, customer.Email, [home]);
        await host.SendMail();
        var browser = await host.SignedIn(customer);
        await browser.PostForm(await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(customer.Email), "block")), button: "Block this company");
        Assert.Equal(2, await host.Db(db => db.CompanyBlocks.CountAsync(b => b.ThirdPartyId == company.OwnerId)));
        await Close(browser);
        var left = await host.Db(db => db.CompanyBlocks.AsNoTracking().SingleAsync(b => b.ThirdPartyId == invitation.ThirdPartyId));
        Assert.Equal((customer.Email.ToUpperInvariant(), null), (left.NormalizedEmail, left.CustomerId));
        Assert.True((await host.Given.Invitation(company, customer.Email, [home])).IsRefused);
    }

    [Fact] // Section 10
    public async Task The_mails_say_in_English_what_ended()
    {
        var scene = await Closed(Language.English, "Advice of Lubbock");
        Assert.Equal(
            $"""
            Your account is closed ====================== You have closed your account at SmtPortal. Nobody can sign in to it any more, and nobody gets anything more of your data.
            This agreement has ended. What the company received before stays with it. - Agreement {scene.Ended} with Advice of Lubbock
            This invitation can no longer be accepted: - Invitation {scene.Cancelled} of Advice of Lubbock
            If you did not do this, open an account again with the details from your bill: then you decide anew.
            """.ReplaceLineEndings(" "), scene.ToCustomer);
        Assert.Equal(
            $"""
            Agreement {scene.Ended} has ended {new string('=', $"Agreement {scene.Ended} has ended".Length)} Ended, reason: account closed. Nothing more is produced or delivered under it. Files in your folder stay their ten days. - Agreement {scene.Ended}: {scene.Home.Esiid}
            This can no longer be accepted. - Invitation {scene.Cancelled}
            Open your agreements: https://localhost/company/agreements
            """.ReplaceLineEndings(" "), scene.ToCompany);
    }

    [Fact] // Section 10
    public async Task The_mail_says_in_Spanish_what_ended()
    {
        var scene = await Closed(Language.Spanish, "Consejo de Lubbock");
        Assert.Equal(
            $"""
            Su cuenta está cerrada ====================== Usted cerró su cuenta de SmtPortal. Ya nadie puede iniciar sesión en ella, y nadie recibe más datos suyos.
            Este acuerdo ha terminado. Lo que la empresa recibió antes queda con ella. - Acuerdo {scene.Ended} con Consejo de Lubbock
            Esta invitación ya no se puede aceptar: - Invitación {scene.Cancelled} de Consejo de Lubbock
            Si usted no lo hizo, abra una cuenta de nuevo con los datos de su factura: así vuelve a decidir usted.
            """.ReplaceLineEndings(" "), scene.ToCustomer);
    }

    private async Task<Scene> Closed(Language language, string companyName)
    {
        var home = await host.Given.Premise();
        var customer = await host.Given.Customer(language, home);
        var company = await host.Given.Company(companyName);
        var ended = await host.Given.Agreement(company, customer, [home]);
        var bound = await host.Given.Invitation(company, customer.Email, [await host.Given.Premise()]);
        await host.Use<KeepInvitation, bool>(k => k.ExecuteAsync(bound.PublicId, customer.OwnerId, default));
        await host.SendMail();
        await host.Use<CloseAccount, CloseAccountOutcome>(c => c.ExecuteAsync(customer.OwnerId, customer.Id, default));
        await host.SendMail();
        return new Scene(home, ended.Number, bound.Number, RecordedMail.WordsOf(host.Mail.To(customer.Email)[^1]), RecordedMail.WordsOf(host.Mail.To(await host.OfficeOf(company))[^1]));
    }

    private static async Task<Page> Close(PortalClient browser) =>
        (await browser.PostForm(await browser.GetPage("/customer/profile/close"), new { Understood = true }, "Close the account")).Expect(HttpStatusCode.OK);

    private async Task<Invitation> Bound(TestUser customer, Premise premise)
    {
        var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]);
        await host.Use<KeepInvitation, bool>(k => k.ExecuteAsync(invitation.PublicId, customer.OwnerId, default));
        return invitation;
    }

    private sealed record Scene(Premise Home, long Ended, long Cancelled, string ToCustomer, string ToCompany);
}
