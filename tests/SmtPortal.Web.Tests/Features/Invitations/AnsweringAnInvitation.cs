using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

public sealed class AnsweringAnInvitation(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task AGR_1_INV_6_The_mails_link_leads_through_sign_in_to_the_agreement_number()
    {
        var (company, customer, _, _, link) = await Invited();
        var browser = host.Browser();
        var signIn = await browser.GetPage(link("accept"));
        Assert.Equal("Sign in", signIn.Heading);
        var ask = await browser.PostForm(signIn, new { customer.Email, Given.Password }, "Sign in");
        Assert.EndsWith("asks to see your electricity data", ask.Heading, StringComparison.Ordinal);
        Assert.Contains($"You are signed in as {customer.Email}.", ask.Text, StringComparison.Ordinal);
        Assert.Contains("until Nov 22, 2027", ask.Text, StringComparison.Ordinal);
        var done = await browser.PostForm(ask, button: "Accept");
        var number = await host.Db(db => db.Agreements.Where(a => a.CustomerId == customer.OwnerId).Select(a => a.Number).SingleAsync());
        Assert.Equal($"Agreement {number} is in force", done.Heading);

        await host.RunJobs();
        Assert.Contains(host.Mail.To(customer.Email), m => m.Subject!.EndsWith($"agreement {number}", StringComparison.Ordinal));
        var office = await host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());
        Assert.StartsWith("Accepted: ", host.Mail.OnlyTo(office).Subject, StringComparison.Ordinal);
        Assert.Contains($"Agreement {number} with", (await browser.GetPage("/customer/agreements")).Text, StringComparison.Ordinal);
        Assert.Contains(customer.Email, (await (await host.SignedIn(company)).GetPage($"/company/agreements/{number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGR_3_The_agreement_runs_from_today_to_the_day_before_the_same_date()
    {
        var premise = await host.Given.Premise();
        var agreement = await host.Given.Agreement(await host.Given.Company(), await host.Given.Customer(premise), [premise]);
        Assert.Equal((new DateOnly(2026, 11, 23), new DateOnly(2027, 11, 22)), (agreement.FirstDay, agreement.LastDay));
        Assert.Equal(new DateTimeOffset(2027, 11, 23, 6, 0, 0, TimeSpan.Zero), agreement.EndsAt);
    }

    [Fact]
    public async Task INV_9_The_same_click_twice_accepts_once()
    {
        var (_, customer, _, _, link) = await Invited();
        var browser = await host.SignedIn(customer);
        var ask = await browser.GetPage(link("accept"));
        var first = await browser.PostForm(ask, button: "Accept");
        var second = await browser.PostForm(ask, button: "Accept");
        Assert.Equal(first.Heading, second.Heading);
        Assert.Equal(1, await host.Db(db => db.Agreements.CountAsync(a => a.CustomerId == customer.OwnerId)));
    }

    [Fact]
    public async Task INV_6_Whoever_holds_the_link_and_lacks_an_ESIID_is_told_which()
    {
        var (_, _, premise, _, link) = await Invited();
        var stranger = await host.Given.Customer();
        var browser = await host.SignedIn(stranger);
        var page = await browser.GetPage(link("accept"));
        Assert.Contains("Some of these ESIIDs are not in your account yet", page.Text, StringComparison.Ordinal);
        Assert.Contains(premise.Esiid, page.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main button"), b => b.TextContent.Trim() == "Accept");
    }

    [Fact]
    public async Task INV_6_Another_address_may_accept_when_it_holds_the_link_and_occupies_the_ESIIDs()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        await host.Given.Invitation(await host.Given.Company(), "canary-partner@canary.test", [premise]);
        await host.RunJobs();
        var browser = await host.SignedIn(customer);
        var ask = await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo("canary-partner@canary.test"), "accept"));
        Assert.EndsWith("is in force", (await browser.PostForm(ask, button: "Accept")).Heading, StringComparison.Ordinal);
        // ACC-3: the company keeps seeing the address it used.
        Assert.Equal("canary-partner@canary.test", await host.Db(db => db.Agreements.Where(a => a.CustomerId == customer.OwnerId).Select(a => a.Email).SingleAsync()));
    }

    [Fact]
    public async Task INV_8_The_customers_home_shows_what_waits_without_the_link()
    {
        var (_, customer, _, invitation, _) = await Invited();
        var browser = await host.SignedIn(customer);
        var home = await browser.GetPage("/customer");
        Assert.Contains("Invitations that wait for your answer", home.Text, StringComparison.Ordinal);
        (await browser.GetPage($"/invited/{invitation.PublicId}/accept")).Expect(HttpStatusCode.OK);
        var stranger = await host.SignedIn(await host.Given.Customer());
        (await stranger.GetPage($"/invited/{invitation.PublicId}/accept")).Expect(HttpStatusCode.NotFound);
        (await stranger.GetPage($"/invited/{invitation.PublicId}/reject")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task INV_11_An_invitation_opened_by_link_can_be_kept_for_later_and_is_then_bound()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var company = await host.Given.Company();
        var invitation = await host.Given.Invitation(company, "canary-other@canary.test", [premise]);
        await host.RunJobs();
        var browser = await host.SignedIn(customer);
        var ask = await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo("canary-other@canary.test"), "accept"));
        var home = await browser.PostForm(ask, button: "Decide later");
        Assert.Contains("Look at it and answer", home.Text, StringComparison.Ordinal);
        Assert.Equal(customer.OwnerId, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.CustomerId).SingleAsync()));
    }

    [Fact]
    public async Task INV_8_What_another_account_keeps_stays_on_the_home_page_of_the_address_it_was_sent_to()
    {
        var (_, customer, _, invitation, link) = await Invited();
        var partner = await host.SignedIn(await host.Given.Customer());
        await partner.PostForm(await partner.GetPage(link("accept")), button: "Decide later");
        Assert.Contains("Look at it and answer", (await (await host.SignedIn(customer)).GetPage("/customer")).Text, StringComparison.Ordinal);
        (await (await host.SignedIn(customer)).GetPage($"/invited/{invitation.PublicId}/reject")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task INV_7_Rejecting_by_link_needs_no_account_and_offers_a_reason_for_a_day()
    {
        var (company, customer, _, invitation, link) = await Invited();
        var browser = host.Browser();
        var ask = await browser.GetPage(link("reject"));
        var done = await browser.PostForm(ask, button: "Reject");
        Assert.Equal("The invitation is rejected", done.Heading);
        Assert.Equal(["Choose a reason, or leave this page: a reason is not needed."], (await browser.PostForm(done, button: "Send the reason")).Problems);
        done = await browser.PostForm(done, new { Reason = "Other", Text = "I moved to a boat." }, "Send the reason");
        Assert.Contains("will see your reason", done.Text, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector("#Text"));

        await host.RunJobs();
        Assert.Contains(host.Mail.To(customer.Email), m => m.Subject!.StartsWith("You rejected", StringComparison.Ordinal));
        var detail = await (await host.SignedIn(company)).GetPage($"/company/invitations/{invitation.PublicId}");
        Assert.Contains("I moved to a boat.", detail.Text, StringComparison.Ordinal);
        var office = await host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());
        Assert.DoesNotContain("boat", host.Mail.OnlyTo(office).TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_10_Not_for_me_closes_it_as_the_wrong_person()
    {
        var (_, _, _, invitation, link) = await Invited();
        var browser = host.Browser();
        await browser.PostForm(await browser.GetPage(link("not-for-me")), button: "This is not for me");
        var row = await host.Db(db => db.Invitations.SingleAsync(i => i.Number == invitation.Number));
        Assert.Equal((InvitationStatus.Rejected, RejectionReason.WrongPerson), (row.Status, row.RejectionReason!.Value));
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("reject")]
    [InlineData("not-for-me")]
    [InlineData("block")]
    [InlineData("register")]
    public async Task INV_4_Following_a_link_writes_nothing(string word)
    {
        var (_, customer, _, invitation, link) = await Invited();
        var before = await Versions(invitation);
        await host.Browser().GetOnly(link(word));
        var browser = await host.SignedIn(customer);
        await browser.GetOnly(link(word));
        if (word != "register")
            await browser.GetPage(link(word));
        Assert.Equal(before, await Versions(invitation));
    }

    [Fact]
    public async Task ACC_8_An_invitation_of_a_suspended_company_cannot_be_accepted_and_keeps_its_end()
    {
        var (company, customer, _, invitation, link) = await Invited();
        var browser = await host.SignedIn(customer);
        var open = await browser.GetPage(link("accept"));
        await host.Db(async db =>
        {
            (await db.ThirdParties.SingleAsync(c => c.Id == company.OwnerId)).Suspend("A test.", host.Now);
            await db.SaveChangesAsync();
        });
        var page = await browser.PostForm(open, button: "Accept");
        Assert.Contains("may not receive data at present", Assert.Single(page.Problems), StringComparison.Ordinal);
        Assert.Equal(InvitationStatus.Open, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task The_company_that_withdrew_tells_a_customer_who_comes_late()
    {
        var (company, customer, _, invitation, link) = await Invited();
        var office = await host.SignedIn(company);
        var detail = await office.PostForm(await office.GetPage($"/company/invitations/{invitation.PublicId}/withdraw"), button: "Withdraw the invitation");
        Assert.Contains("The invitation is withdrawn.", detail.Text, StringComparison.Ordinal);
        var page = await (await host.SignedIn(customer)).GetPage(link("accept"));
        Assert.Contains("has withdrawn its invitation.", page.Text, StringComparison.Ordinal);
    }

    [Fact] // section 10: who had opened it signed in is told, whatever address was invited
    public async Task That_it_was_withdrawn_is_mailed_to_who_kept_it_and_not_to_the_address_that_was_invited()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        var invited = $"canary{Given.Next()}@canary.test";
        var invitation = await host.Given.Invitation(company, invited, [premise]);
        await host.SendMail();
        var browser = await host.SignedIn(customer);
        await browser.PostForm(await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(invited), "accept")), button: "Decide later");
        var office = await host.SignedIn(company);
        await office.PostForm(await office.GetPage($"/company/invitations/{invitation.PublicId}/withdraw"), button: "Withdraw the invitation");
        await host.SendMail();
        Assert.EndsWith("has withdrawn its invitation", host.Mail.OnlyTo(customer.Email).Subject, StringComparison.Ordinal);
        Assert.Single(host.Mail.To(invited));
    }

    [Fact]
    public async Task Somebody_signed_in_for_a_company_is_told_to_sign_in_as_a_customer()
    {
        var (company, _, _, _, link) = await Invited();
        Assert.Equal("Sign in as a customer", (await (await host.SignedIn(company)).GetPage(link("accept"))).Heading);
    }

    private async Task<(TestUser Company, TestUser Customer, Premise Premise, Invitation Invitation, Func<string, string> Link)> Invited()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        await host.RunJobs();
        var mail = host.Mail.OnlyTo(customer.Email);
        host.Logs.NeverLog(RecordedMail.TokenOf(mail, "accept"));
        return (company, customer, premise, invitation, word => RecordedMail.LinkOf(mail, word));
    }

    private Task<(Guid, int, int)> Versions(Invitation invitation) => host.Db(async db =>
        (await db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Version).SingleAsync(), await db.LedgerEntries.CountAsync(), await db.OutgoingEmails.CountAsync()));
}
