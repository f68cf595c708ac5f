using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Profile;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.BusinessUsers;

/// <summary>ACC-1: a business account has users who manage or view.</summary>
public sealed class WorkingWithABusinessAccount(PortalHost host) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("View", HttpStatusCode.Forbidden)]
    [InlineData("Manage", HttpStatusCode.OK)]
    public async Task An_invited_colleague_makes_a_sign_in_and_has_the_role(string role, HttpStatusCode atInvite)
    {
        var premise = await host.Given.Premise();
        var (manager, email) = (await host.Given.Business(premise), CompanySteps.NewAddress());
        var list = await Invite(await host.SignedIn(manager), email, role);
        Assert.Contains($"A mail is on its way to {email}.", list.Text, StringComparison.Ordinal);

        var browser = host.Browser();
        var join = (await host.OpenLink(browser, email, "join")).Expect(HttpStatusCode.OK);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email))); // Looking at the page made nothing.
        var signIn = await browser.PostForm(join, new { Name = "Canary Colleague", Given.Password }, "Make the sign-in");
        Assert.Contains($"Sign in with {email}.", signIn.Text, StringComparison.Ordinal);
        await browser.SignIn(email);
        Assert.Contains(premise.Esiid, (await browser.GetPage("/customer/esiids")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await browser.GetPage("/customer/users/invite")).Expect(atInvite);
        Assert.Contains("Canary Colleague (you)", (await browser.GetPage("/customer/users")).Text, StringComparison.Ordinal);
        Assert.Equal(Enum.Parse<CustomerRole>(role), await RoleOf(await host.Db(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync())));
    }

    [Fact]
    public async Task The_link_works_for_seven_days_and_is_renewed_by_sending_it_again()
    {
        var (manager, email) = (await host.Given.Business(), CompanySteps.NewAddress());
        var browser = await host.SignedIn(manager);
        await Invite(browser, email);
        var invitation = await InvitationTo(email);
        Assert.Equal(host.Now.AddDays(7), invitation.EndsAt);
        await host.Db(async db =>
        {
            var row = await db.ColleagueInvitations.SingleAsync(i => i.Id == invitation.Id);
            row.SendAgain(row.Leads, TimeSpan.Zero, host.Now);
            await db.SaveChangesAsync();
        });
        var visitor = host.Browser();
        (await host.OpenLink(visitor, email, "join")).Expect(HttpStatusCode.Gone);
        var list = await browser.GetPage("/customer/users");
        Assert.Contains("Over", list.Text, StringComparison.Ordinal);
        Assert.Contains("The mail is on its way again.", (await browser.PostForm(list, button: $"Send the link to {email} again")).Text, StringComparison.Ordinal);
        (await host.OpenLink(visitor, email, "join")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_withdrawn_link_opens_nothing()
    {
        var (manager, email) = (await host.Given.Business(), CompanySteps.NewAddress());
        var browser = await host.SignedIn(manager);
        await Invite(browser, email);
        var visitor = host.Browser();
        var join = await host.OpenLink(visitor, email, "join");
        await browser.PostForm(await browser.GetPage($"/customer/users/invitations/{(await InvitationTo(email)).Id}/withdraw"), button: "Withdraw");
        (await visitor.PostForm(join, new { Name = "Canary Colleague", Given.Password }, "Make the sign-in")).Expect(HttpStatusCode.Gone);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_elsewhere_is_told_to_its_owner_alone()
    {
        var (manager, customer) = (await host.Given.Business(), await host.Given.Customer(Language.Spanish));
        var browser = await host.SignedIn(manager);
        Assert.Contains("A mail is on its way to", (await Invite(browser, customer.Email)).Text, StringComparison.Ordinal);
        await host.SendMail();
        var mail = host.Mail.OnlyTo(customer.Email);
        Assert.EndsWith("le invita, pero esta dirección ya tiene una cuenta", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("/l/", mail.TextBody, StringComparison.Ordinal);

        var colleague = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        Assert.Equal(["Somebody with this address works with the account already."], (await Invite(browser, colleague.Email)).Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task The_mail_is_in_the_language_of_who_invites_and_the_page_in_that_of_who_comes()
    {
        var owner = await host.Given.Business();
        var manager = await host.Given.BusinessUser(owner.OwnerId, CustomerRole.Manage, Language.Spanish);
        var (browser, email) = (await host.SignedIn(manager), CompanySteps.NewAddress());
        await browser.PostForm(await browser.GetPage("/customer/users/invite"), new { Email = email, Role = "View" }, "Enviar la invitación");
        var visitor = host.Browser();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", "es");
        var join = await host.OpenLink(visitor, email, "join");
        Assert.StartsWith("Un acceso a la cuenta de", host.Mail.OnlyTo(email).Subject, StringComparison.Ordinal);
        Assert.StartsWith("Un acceso a la cuenta de", join.Heading, StringComparison.Ordinal);
        var refused = await visitor.PostForm(join, new { Name = " ", Password = "corta" }, "Crear el acceso");
        Assert.Contains("Escriba su nombre.", refused.Expect(HttpStatusCode.BadRequest).Problems);
        await visitor.PostForm(join, new { Name = "Canario", Given.Password }, "Crear el acceso");
        Assert.Equal(Language.Spanish, await host.Db(db => db.Users.Where(u => u.Email == email).Select(u => u.Language).SingleAsync()));
    }

    [Fact]
    public async Task A_role_changes_at_once_in_open_sessions_too()
    {
        var manager = await host.Given.Business();
        var colleague = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        var (browser, other) = (await host.SignedIn(manager), await host.SignedIn(colleague));
        (await other.GetPage("/customer/esiids/add")).Expect(HttpStatusCode.Forbidden);
        Assert.Contains("The role is changed.", (await SetRole(browser, colleague.Id, "Manage")).Text, StringComparison.Ordinal);
        (await other.GetPage("/customer/esiids/add")).Expect(HttpStatusCode.OK);
        await SetRole(browser, colleague.Id, "View");
        (await other.GetPage("/customer/esiids/add")).Expect(HttpStatusCode.Forbidden);
        await host.SendMail();
        Assert.Equal(2, host.Mail.To(colleague.Email).Count);
    }

    [Fact]
    public async Task Who_is_removed_is_signed_out_at_the_next_click_and_what_they_decided_stays()
    {
        var premise = await host.Given.Premise();
        var manager = await host.Given.Business(premise);
        var colleague = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.Manage);
        var agreement = await host.Given.Agreement(await host.Given.Company(), colleague, [premise]);
        var (browser, other) = (await host.SignedIn(manager), await host.SignedIn(colleague));
        await other.PostForm(await other.GetPage($"/customer/agreements/{agreement.Number}/end"), button: "End the agreement");
        var ask = await browser.GetPage($"/customer/users/{colleague.Id}/remove");
        Assert.Contains("signed out everywhere", ask.Text, StringComparison.Ordinal);
        await browser.PostForm(ask, button: "Remove");
        Assert.Contains("/sign-in", (await other.GetOnly("/customer")).Expect(HttpStatusCode.Redirect).Location!, StringComparison.Ordinal);
        await host.SendMail();
        Assert.Contains(host.Mail.To(colleague.Email), mail => mail.Subject!.StartsWith("Your sign-in for", StringComparison.Ordinal));
        Assert.Contains("The customer ended it", (await browser.GetPage($"/customer/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);

        // The address is free again, for this account too.
        await Invite(browser, colleague.Email);
        (await host.OpenLink(host.Browser(), colleague.Email, "join")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_last_who_manages_stays()
    {
        var manager = await host.Given.Business();
        await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        var browser = await host.SignedIn(manager);
        foreach (var page in new[] { "role", "remove" })
            Assert.Contains("Nobody else manages this account", (await browser.GetPage($"/customer/users/{manager.Id}/{page}")).Text, StringComparison.Ordinal);
        var me = new ColleagueInviter(manager.OwnerId, manager.Id, IsOfBusiness: true);
        Assert.Equal(ChangeColleagueOutcome.LastAdministrator, await host.Use<ChangeColleague, ChangeColleagueOutcome>(c => c.RemoveAsync(me, manager.Id, default)));
        Assert.Equal(ChangeColleagueOutcome.LastAdministrator, await host.Use<ChangeColleague, ChangeColleagueOutcome>(c => c.SetRoleAsync(me, manager.Id, leads: false, default)));
        Assert.Equal(CustomerRole.Manage, await RoleOf(manager.Id));
    }

    [Fact]
    public async Task Two_who_remove_each_other_at_once_leave_one()
    {
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var first = await host.Given.Business();
            var second = await host.Given.BusinessUser(first.OwnerId, CustomerRole.Manage);
            var outcomes = await Task.WhenAll(Pairs().Select(pair => Task.Run(() => host.Use<ChangeColleague, ChangeColleagueOutcome>(change => round % 2 == 0
                ? change.RemoveAsync(new ColleagueInviter(first.OwnerId, pair.By, IsOfBusiness: true), pair.Whom, default)
                : change.SetRoleAsync(new ColleagueInviter(first.OwnerId, pair.By, IsOfBusiness: true), pair.Whom, leads: false, default)))));
            Assert.Equal([ChangeColleagueOutcome.Done, ChangeColleagueOutcome.NotAllowed], outcomes.Order());
            Assert.Equal(1, await host.Db(db => db.Users.CountAsync(u => u.CustomerId == first.OwnerId && u.CustomerRole == CustomerRole.Manage)));

            (Guid By, Guid Whom)[] Pairs() => [(first.Id, second.Id), (second.Id, first.Id)];
        }
    }

    [Fact]
    public async Task Joining_twice_at_once_makes_one_sign_in()
    {
        var (manager, email) = (await host.Given.Business(), CompanySteps.NewAddress());
        await Invite(await host.SignedIn(manager), email);
        var browser = host.Browser();
        var join = await host.OpenLink(browser, email, "join");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => browser.PostOnly(join, new { Name = "Canary Colleague", Given.Password }, "Make the sign-in"))));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.Redirect);
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { HttpStatusCode.Redirect, HttpStatusCode.Gone }));
        Assert.Equal(1, await host.Db(db => db.Users.CountAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task A_business_with_other_users_does_not_become_a_home_and_one_without_does()
    {
        var manager = await host.Given.Business();
        var viewer = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        var browser = await host.SignedIn(manager);
        var refused = await browser.PostForm(await browser.GetPage("/customer/profile"), new { Name = "Another Name", Business = " " }, "Save");
        Assert.Equal(["Others work with this account, so it stays a business's. Remove the other users first."], refused.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Equal("Canary", await host.Db(db => db.Users.Where(u => u.Id == manager.Id).Select(u => u.DisplayName).SingleAsync()));
        await browser.PostForm(await browser.GetPage($"/customer/users/{viewer.Id}/remove"), button: "Remove");

        // An invitation that is still open does not stand in the way, and lets nobody in any more.
        var email = CompanySteps.NewAddress();
        await Invite(browser, email);
        await browser.PostForm(await browser.GetPage("/customer/profile"), new { Business = " " }, "Save");
        Assert.False(await host.Db(db => db.Customers.Where(c => c.Id == manager.OwnerId).Select(c => c.IsBusiness).SingleAsync()));
        (await host.OpenLink(host.Browser(), email, "join")).Expect(HttpStatusCode.Gone);
        (await browser.GetPage("/customer/users")).Expect(HttpStatusCode.NotFound);
        (await browser.GetPage("/customer/users/invite")).Expect(HttpStatusCode.NotFound);
        var me = new ColleagueInviter(manager.OwnerId, manager.Id, IsOfBusiness: true);
        Assert.Equal(InviteColleagueOutcome.NotFound, (await host.Use<InviteColleague, InviteColleagueResult>(i => i.ExecuteAsync(me, CompanySteps.NewAddress(), leads: false, default))).Outcome);
    }

    [Fact]
    public async Task Joining_while_the_business_becomes_a_home_never_leaves_a_home_with_two_users()
    {
        for (var round = 0; round < Tier.Times(100); round++)
        {
            var (manager, email) = (await host.Given.Business(), CompanySteps.NewAddress());
            var me = new ColleagueInviter(manager.OwnerId, manager.Id, IsOfBusiness: true);
            await host.Use<InviteColleague, InviteColleagueResult>(i => i.ExecuteAsync(me, email, leads: false, default));
            var id = (await InvitationTo(email)).Id;
            await Task.WhenAll(
                Task.Run(() => host.Use<JoinCompany, JoinCompanyOutcome>(join => join.ExecuteAsync(id, "Canary Colleague", Given.Password, default))),
                Task.Run(() => host.Use<SaveProfile, SaveProfileOutcome>(save => save.ExecuteAsync(manager.Id, new ProfileForm { Name = "Canary" }, default))));
            var (isBusiness, users) = await host.Db(async db => (
                await db.Customers.Where(c => c.Id == manager.OwnerId).Select(c => c.IsBusiness).SingleAsync(),
                await db.Users.CountAsync(u => u.CustomerId == manager.OwnerId)));
            Assert.Equal(isBusiness ? 2 : 1, users);
        }
    }

    private static async Task<Page> Invite(PortalClient manager, string email, string role = "View") =>
        await manager.PostForm(await manager.GetPage("/customer/users/invite"), new { Email = email, Role = role }, "Send the invitation");

    private static async Task<Page> SetRole(PortalClient manager, Guid colleague, string role) =>
        await manager.PostForm(await manager.GetPage($"/customer/users/{colleague}/role"), new { Role = role }, "Save the role");

    private Task<ColleagueInvitation> InvitationTo(string email) => host.Db(db => db.ColleagueInvitations.AsNoTracking().SingleAsync(i => i.Email == email));

    private Task<CustomerRole> RoleOf(Guid user) => host.Db(db => db.Users.Where(u => u.Id == user).Select(u => u.CustomerRole).SingleAsync());
}
