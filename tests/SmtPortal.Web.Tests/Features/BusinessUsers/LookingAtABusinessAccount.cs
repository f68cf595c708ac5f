using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.BusinessUsers;

/// <summary>ACC-1: who may view a business's account sees everything of it and changes nothing; their own sign-in stays theirs.</summary>
public sealed class LookingAtABusinessAccount(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Note = "You may look at this account, but not change it. Who manages it can.";

    [Fact]
    public async Task Everything_is_seen_the_buttons_are_not_there_and_the_page_says_why()
    {
        var (_, viewer, agreement, invitation, extension) = await Business();
        var browser = await host.SignedIn(viewer);
        (string Address, string Seen, string[] Hidden)[] pages =
        [
            ("/customer", "Invitations that wait for your answer", ["Reject", "Look at it and answer"]),
            ("/customer/agreements", $"Agreement {agreement.Number}", ["Stop all sharing …"]),
            ($"/customer/agreements/{agreement.Number}", agreement.Esiids[0].Esiid, ["Extend …", "End this agreement …"]),
            ($"/customer/extensions/{extension.Id}", "asks to extend", ["Approve", "Decline", "Choose another day"]),
            ($"/invited/{invitation.PublicId}/accept", invitation.Esiids[0].Esiid, ["Accept", "Reject instead", "Decide later"]),
            ("/customer/esiids", agreement.Esiids[0].Esiid, ["Add an ESIID", "Add ESIIDs from a file"]),
            ("/customer/blocked-companies", "No company is blocked", ["Allow again"]),
            ("/customer/users", viewer.Email, ["Invite a colleague", "Role …", "Remove …"]),
            ("/customer/profile", "Your sign-in", ["Replace the code …", "Copy"]),
        ];
        foreach (var (address, seen, hidden) in pages)
        {
            var page = (await browser.GetPage(address)).Expect(HttpStatusCode.OK);
            Assert.Contains(seen, page.Text, StringComparison.Ordinal);
            Assert.Contains(Note, page.Text, StringComparison.Ordinal);
            var offered = page.Document.QuerySelectorAll("main a, main button").Select(e => e.TextContent.Trim()).ToList();
            Assert.Empty(offered.Intersect(hidden));
        }

        var code = await host.Db(db => db.Customers.Where(c => c.Id == viewer.OwnerId).Select(c => c.AuthorizationCode).SingleAsync());
        Assert.DoesNotContain(code!.ToString(), (await browser.GetPage("/customer/profile")).Html, StringComparison.Ordinal);
        (await browser.GetPage("/customer/activity")).Expect(HttpStatusCode.OK);
        (await browser.GetPage($"/customer/agreements/{agreement.Number}/receipt")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_manages_sees_the_buttons_and_no_note()
    {
        var (manager, _, agreement, _, _) = await Business();
        var browser = await host.SignedIn(manager);
        foreach (var address in new[] { "/customer", "/customer/agreements", $"/customer/agreements/{agreement.Number}", "/customer/esiids", "/customer/profile", "/customer/users" })
            Assert.DoesNotContain(Note, (await browser.GetPage(address)).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("End this agreement …", (await browser.GetPage($"/customer/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_posted_by_hand_changes_account_or_consent()
    {
        var (_, viewer, agreement, invitation, extension) = await Business();
        var browser = await host.SignedIn(viewer);
        string[] addresses =
        [
            $"/invited/{invitation.PublicId}/accept", $"/invited/{invitation.PublicId}/keep", $"/invited/{invitation.PublicId}/reject",
            $"/invited/{invitation.PublicId}/not-for-me", $"/invited/{invitation.PublicId}/block", "/customer/blocked-companies/allow",
            $"/customer/agreements/{agreement.Number}/end", $"/customer/agreements/{agreement.Number}/extend", "/customer/agreements/stop-all",
            $"/customer/extensions/{extension.Id}/approve", $"/customer/extensions/{extension.Id}/decline",
            "/customer/esiids/add", "/customer/esiids/file", "/customer/profile/code",
            "/customer/users/invite", $"/customer/users/{viewer.Id}/role", $"/customer/users/{viewer.Id}/remove",
        ];
        foreach (var address in addresses)
        {
            var page = await Post(browser, address);
            Assert.True(page.Status == HttpStatusCode.Forbidden, $"{address}: {(int)page.Status}");
            Assert.Equal("You may not open this page", page.Heading);
        }

        Assert.Equal(AgreementStatus.Active, await host.Db(db => db.Agreements.Where(a => a.Number == agreement.Number).Select(a => a.Status).SingleAsync()));
        Assert.Equal(InvitationStatus.Open, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync()));
        Assert.Equal(ExtensionStatus.Open, await host.Db(db => db.ExtensionRequests.Where(r => r.Id == extension.Id).Select(r => r.Status).SingleAsync()));
        Assert.False(await host.Db(db => db.CompanyBlocks.AnyAsync(b => b.CustomerId == viewer.OwnerId)));
    }

    [Fact]
    public async Task Name_language_and_mails_are_their_own_and_the_business_keeps_its_name()
    {
        var (_, viewer, _, _, _) = await Business();
        var browser = await host.SignedIn(viewer);
        var name = await host.Db(db => db.Customers.Where(c => c.Id == viewer.OwnerId).Select(c => c.Name).SingleAsync());
        var profile = await browser.GetPage("/customer/profile");
        Assert.Null(profile.Document.QuerySelector("#Business"));
        await browser.PostForm(profile, new { Name = "Bea Canary", Language = "Spanish", TellFirstAccess = false }, "Save");
        var user = await host.Db(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == viewer.Id));
        Assert.Equal(("Bea Canary", Language.Spanish, false), (user.DisplayName, user.Language, user.TellFirstAccess));
        await Post(browser, "/customer/profile", ("Name", "Bea Canary"), ("Business", "Canary Takeover"), ("Language", "English"));
        var account = await host.Db(db => db.Customers.AsNoTracking().SingleAsync(c => c.Id == viewer.OwnerId));
        Assert.Equal((name, true), (account.Name, account.IsBusiness));
        foreach (var address in new[] { "/security", "/security/password", "/security/address", "/security/passkeys/new", "/security/sign-ins" })
            (await browser.GetPage(address)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Mails_about_the_account_go_to_all_who_manage_it_and_to_nobody_else()
    {
        var (manager, viewer, agreement, invitation, _) = await Business();
        var second = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.Manage, Language.Spanish);
        var browser = await host.SignedIn(second);
        await host.SendMail();
        var (before, beforeSecond) = (host.Mail.To(manager.Email).Count, host.Mail.To(second.Email).Count);
        await browser.PostForm(await browser.GetPage($"/invited/{invitation.PublicId}/accept"), button: "Aceptar");
        await browser.PostForm(await browser.GetPage($"/customer/agreements/{agreement.Number}/end"), button: "Terminar el acuerdo");
        await host.SendMail();
        Assert.Equal(2, host.Mail.To(manager.Email).Count - before);
        Assert.Equal(2, host.Mail.To(second.Email).Count - beforeSecond);
        Assert.Empty(host.Mail.To(viewer.Email));
    }

    [Fact] // INV-8
    public async Task An_invitation_to_the_address_of_who_only_looks_is_not_the_accounts_and_its_link_may_reject()
    {
        var premise = await host.Given.Premise();
        var manager = await host.Given.Business(premise);
        var viewer = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        var invitation = await host.Given.Invitation(await host.Given.Company(), viewer.Email, [premise]);
        await host.SendMail();
        var managing = await host.SignedIn(manager);
        (await managing.GetPage($"/invited/{invitation.PublicId}/accept")).Expect(HttpStatusCode.NotFound);

        var browser = await host.SignedIn(viewer);
        (await browser.GetPage($"/invited/{invitation.PublicId}/accept")).Expect(HttpStatusCode.NotFound);
        var reject = (await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(viewer.Email), "reject"))).Expect(HttpStatusCode.OK);
        (await Post(browser, $"/invited/{invitation.PublicId}/accept")).Expect(HttpStatusCode.Forbidden);
        await browser.PostForm(reject, button: "Reject");
        Assert.Equal(InvitationStatus.Rejected, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync()));
    }

    private static async Task<Page> Post(PortalClient browser, string address, params (string Name, string Value)[] fields)
    {
        var token = (await browser.GetPage("/customer")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await Page.ReadAsync(await browser.Http.PostAsync(address, new FormUrlEncodedContent(
            fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)))));
    }

    /// <summary>A business with an agreement that a company asks to extend, and an invitation to answer.</summary>
    private async Task<(TestUser Manager, TestUser Viewer, Agreement Agreement, Invitation Invitation, ExtensionRequest Extension)> Business()
    {
        Premise[] premises = [await host.Given.Premise(), await host.Given.Premise()];
        var manager = await host.Given.Business(premises);
        var viewer = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
        var company = await host.Given.Company();
        var agreement = await host.Given.Agreement(company, manager, [premises[0]], form => form.Months = 1);
        return (manager, viewer, agreement, await host.Given.Invitation(await host.Given.Company(), manager.Email, [premises[1]]), await host.Given.Extension(company, agreement));
    }
}
