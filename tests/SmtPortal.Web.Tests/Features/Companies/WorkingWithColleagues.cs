using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>ACC-5.</summary>
public sealed class WorkingWithColleagues(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("Member", HttpStatusCode.Forbidden)]
    [InlineData("Administrator", HttpStatusCode.OK)]
    public async Task An_invited_colleague_makes_a_sign_in_and_has_the_role(string role, HttpStatusCode atProfile)
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        var page = await Invite(await host.SignedIn(company), email, role);
        Assert.Contains($"A mail is on its way to {email}.", page.Text, StringComparison.Ordinal);
        Assert.Contains(email, page.Text, StringComparison.Ordinal);

        var browser = host.Browser();
        var join = (await host.OpenLink(browser, email, "join")).Expect(HttpStatusCode.OK);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email))); // Looking at the page made nothing.
        var signIn = await browser.PostForm(join, new { Name = "Canary Colleague", Given.Password }, "Make the sign-in");
        Assert.Contains($"Sign in with {email}.", signIn.Text, StringComparison.Ordinal);
        await browser.SignIn(email);
        (await browser.GetPage("/company/invitations/new")).Expect(HttpStatusCode.OK);
        (await browser.GetPage("/company/account/profile")).Expect(atProfile);
        var colleagues = (await browser.GetPage("/company/account/colleagues")).Expect(HttpStatusCode.OK);
        Assert.Contains("Canary Colleague (you)", colleagues.Text, StringComparison.Ordinal);
        Assert.Equal(role == "Administrator", colleagues.Text.Contains("Invite a colleague", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_works_for_seven_days_and_is_renewed_by_sending_it_again()
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        await Invite(await host.SignedIn(company), email);
        var browser = host.Browser();
        await host.OpenLink(browser, email, "join");
        var id = await host.Db(db => db.ColleagueInvitations.Where(i => i.Email == email).Select(i => i.Id).SingleAsync());
        Assert.Equal(host.Now.AddDays(7), await host.Db(db => db.ColleagueInvitations.Where(i => i.Id == id).Select(i => i.EndsAt).SingleAsync()));
        await host.Db(async db =>
        {
            var row = await db.ColleagueInvitations.SingleAsync(i => i.Id == id);
            row.SendAgain(row.Leads, TimeSpan.Zero, host.Now);
            await db.SaveChangesAsync();
        });
        (await browser.GetPage($"/colleague/{id}")).Expect(HttpStatusCode.Gone);

        var administrator = await host.SignedIn(company);
        var list = await administrator.GetPage("/company/account/colleagues");
        Assert.Contains("Over", list.Text, StringComparison.Ordinal);
        await administrator.PostForm(list, button: $"Send the link to {email} again");
        (await host.OpenLink(host.Browser(), email, "join")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_withdrawn_link_opens_nothing()
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        var administrator = await host.SignedIn(company);
        await Invite(administrator, email);
        var browser = host.Browser();
        var join = await host.OpenLink(browser, email, "join");
        var id = await host.Db(db => db.ColleagueInvitations.Where(i => i.Email == email).Select(i => i.Id).SingleAsync());
        await administrator.PostForm(await administrator.GetPage($"/company/account/colleagues/invitations/{id}/withdraw"), button: "Withdraw");
        (await browser.PostForm(join, new { Name = "Canary Colleague", Given.Password }, "Make the sign-in")).Expect(HttpStatusCode.Gone);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_elsewhere_is_told_to_its_owner_alone()
    {
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(Domain.Shared.Language.Spanish));
        var administrator = await host.SignedIn(company);
        var (known, unknown) = (await Invite(administrator, customer.Email), await Invite(administrator, CompanySteps.NewAddress()));
        Assert.Contains("A mail is on its way to", known.Text, StringComparison.Ordinal);
        Assert.Contains("A mail is on its way to", unknown.Text, StringComparison.Ordinal);
        await host.SendMail();
        var mail = host.Mail.OnlyTo(customer.Email);
        Assert.EndsWith("le invita, pero esta dirección ya tiene una cuenta", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("/l/", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_is_not_invited_twice_and_one_who_has_a_sign_in_not_at_all()
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var administrator = await host.SignedIn(company);
        var page = await Invite(administrator, colleague.Email.ToUpperInvariant());
        Assert.Equal(["Somebody of your company has this address."], page.Expect(HttpStatusCode.BadRequest).Problems);
        await Invite(administrator, email);
        await Invite(administrator, email.ToUpperInvariant(), "Administrator");
        var row = await host.Db(db => db.ColleagueInvitations.SingleAsync(i => i.ThirdPartyId == company.OwnerId));
        Assert.Equal(CompanyRole.Administrator, row.Role);
    }

    [Fact]
    public async Task One_mailbox_gets_so_many_mails_a_day_from_all_companies()
    {
        var email = CompanySteps.NewAddress();
        for (var i = 0; i < ColleagueParts.MailsPerAddress; i++)
            await Invite(await host.SignedIn(await host.Given.Company()), email);
        var refused = await Invite(await host.SignedIn(await host.Given.Company()), email);
        Assert.NotNull(refused.Expect(HttpStatusCode.TooManyRequests).Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_role_changes_at_once_in_open_sessions_too()
    {
        var company = await host.Given.Company();
        var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var (administrator, other) = (await host.SignedIn(company), await host.SignedIn(colleague));
        (await other.GetPage("/company/account/profile")).Expect(HttpStatusCode.Forbidden);
        var page = await SetRole(administrator, colleague.Id, "Administrator");
        Assert.Contains("The role is changed.", page.Text, StringComparison.Ordinal);
        (await other.GetPage("/company/account/profile")).Expect(HttpStatusCode.OK);
        await SetRole(administrator, colleague.Id, "Member");
        (await other.GetPage("/company/account/profile")).Expect(HttpStatusCode.Forbidden);
        await host.SendMail();
        Assert.Equal(2, host.Mail.To(colleague.Email).Count);
    }

    [Fact]
    public async Task Who_is_removed_is_signed_out_at_the_next_click_and_cannot_come_back()
    {
        var company = await host.Given.Company();
        var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var (administrator, other) = (await host.SignedIn(company), await host.SignedIn(colleague));
        var ask = await administrator.GetPage($"/company/account/colleagues/{colleague.Id}/remove");
        Assert.Contains("signed out everywhere", ask.Text, StringComparison.Ordinal);
        await administrator.PostForm(ask, button: "Remove");
        var next = await other.GetOnly("/company");
        Assert.StartsWith("/sign-in", new Uri(new Uri("https://localhost"), next.Expect(HttpStatusCode.Redirect).Location!).AbsolutePath, StringComparison.Ordinal);
        var browser = host.Browser();
        (await browser.PostForm(await browser.GetPage("/sign-in"), new { colleague.Email, Given.Password }, "Sign in")).Expect(HttpStatusCode.BadRequest);
        await host.SendMail();
        Assert.StartsWith("Your sign-in for", host.Mail.OnlyTo(colleague.Email).Subject, StringComparison.Ordinal);

        // The address is free again, for this company too.
        await Invite(administrator, colleague.Email);
        (await host.OpenLink(host.Browser(), colleague.Email, "join")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var company = await host.Given.Company();
        await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var administrator = await host.SignedIn(company);
        foreach (var page in new[] { "role", "remove" })
            Assert.Contains("your company needs one", (await administrator.GetPage($"/company/account/colleagues/{company.Id}/{page}")).Text, StringComparison.Ordinal);
        var me = new ColleagueInviter(company.OwnerId, company.Id);
        Assert.Equal(ChangeColleagueOutcome.LastAdministrator, await host.Use<ChangeColleague, ChangeColleagueOutcome>(c => c.RemoveAsync(me, company.Id, default)));
        Assert.Equal(ChangeColleagueOutcome.LastAdministrator, await host.Use<ChangeColleague, ChangeColleagueOutcome>(c => c.SetRoleAsync(me, company.Id, leads: false, default)));
        Assert.Equal(CompanyRole.Administrator, await host.Db(db => db.Users.Where(u => u.Id == company.Id).Select(u => u.CompanyRole).SingleAsync()));
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_at_once_leave_one()
    {
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var first = await host.Given.Company();
            var second = await host.Given.CompanyUser(first.OwnerId, CompanyRole.Administrator);
            var outcomes = await Task.WhenAll(Pairs().Select(pair => Task.Run(() => host.Use<ChangeColleague, ChangeColleagueOutcome>(change => round % 2 == 0
                ? change.RemoveAsync(new ColleagueInviter(first.OwnerId, pair.By), pair.Whom, default)
                : change.SetRoleAsync(new ColleagueInviter(first.OwnerId, pair.By), pair.Whom, leads: false, default)))));
            Assert.Equal([ChangeColleagueOutcome.Done, ChangeColleagueOutcome.NotAllowed], outcomes.Order());
            Assert.Equal(1, await host.Db(db => db.Users.CountAsync(u => u.ThirdPartyId == first.OwnerId && u.CompanyRole == CompanyRole.Administrator)));

            (Guid By, Guid Whom)[] Pairs() => [(first.Id, second.Id), (second.Id, first.Id)];
        }
    }

    [Fact]
    public async Task Joining_twice_at_once_makes_one_sign_in()
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        await Invite(await host.SignedIn(company), email);
        var browser = host.Browser();
        var join = await host.OpenLink(browser, email, "join");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => browser.PostOnly(join, new { Name = "Canary Colleague", Given.Password }, "Make the sign-in"))));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { HttpStatusCode.Redirect, HttpStatusCode.Gone }));
        Assert.Equal(1, await host.Db(db => db.Users.CountAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task A_form_that_lacks_something_says_so()
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        var administrator = await host.SignedIn(company);
        Assert.Equal(["Enter an e-mail address, such as name@example.com."], (await Invite(administrator, "nobody")).Expect(HttpStatusCode.BadRequest).Problems);
        await Invite(administrator, email);
        var browser = host.Browser();
        var page = await browser.PostForm(await host.OpenLink(browser, email, "join"), new { Name = " ", Password = "short" }, "Make the sign-in");
        Assert.Equal(["#Name", "#Password"], page.Expect(HttpStatusCode.BadRequest).Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
    }

    private static async Task<Page> Invite(PortalClient administrator, string email, string role = "Member") =>
        await administrator.PostForm(await administrator.GetPage("/company/account/colleagues/invite"), new { Email = email, Role = role }, "Send the invitation");

    private static async Task<Page> SetRole(PortalClient administrator, Guid colleague, string role) =>
        await administrator.PostForm(await administrator.GetPage($"/company/account/colleagues/{colleague}/role"), new { Role = role }, "Save the role");
}
