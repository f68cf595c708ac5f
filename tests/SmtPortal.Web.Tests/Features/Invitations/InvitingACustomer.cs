using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

public sealed class InvitingACustomer(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task INV_1_The_form_makes_an_invitation_and_a_mail()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var browser = await host.SignedIn(company);
        var form = await browser.GetPage("/company/invitations/new");
        var detail = await browser.PostForm(form, new { Email = "canary-new@canary.test", Esiids = premise.Esiid, Purpose = "EnergyAdvice", Months = "6", Reference = "CRM 17" }, "Send the invitation");
        Assert.StartsWith("Invitation ", detail.Heading, StringComparison.Ordinal);
        Assert.Contains("is on its way to canary-new@canary.test", detail.Text, StringComparison.Ordinal);
        Assert.Contains("CRM 17", detail.Text, StringComparison.Ordinal);
        await host.RunJobs();
        Assert.Contains("asks to see your electricity data", host.Mail.OnlyTo("canary-new@canary.test").Subject, StringComparison.Ordinal);
        Assert.Contains("canary-new@canary.test", (await browser.GetPage("/company/invitations?status=Open")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-new@canary.test", (await browser.GetPage("/company/invitations?status=Rejected")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_3_Every_problem_is_told_at_once_at_its_field()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var retired = await host.Given.Premise(p => p.Status = PremiseStatus.Retired);
        var plain = await host.Given.Premise(p => p.HasAdvancedMeter = false);
        var page = await browser.PostForm(await browser.GetPage("/company/invitations/new"), new
        {
            Email = "not an address",
            Esiids = $"12345 10443720099999999 {retired.Esiid},{plain.Esiid}",
            Purpose = "Other",
            PurposeText = "see www.example.com",
        }, "Send the invitation");
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            [
                "Enter the customer's e-mail address, such as name@example.com.",
                "12345 is not an ESIID: it has 17 digits, or 22, and starts with 10.",
                "10443720099999999 is not known to the portal.",
                $"{retired.Esiid} is not in service.",
                $"{plain.Esiid} has no advanced meter.",
                "The purpose is plain text: take out web and mail addresses.",
            ],
            page.Problems);
        Assert.Equal("not an address", page.Document.QuerySelector("#Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task INV_2_A_one_time_period_lies_within_twelve_months()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var premise = await host.Given.Premise();
        var page = await browser.PostForm(await browser.GetPage("/company/invitations/new?access=OneTime"), new
        {
            Email = "canary@canary.test",
            Esiids = premise.Esiid,
            Purpose = "Research",
            From = new DateOnly(2025, 11, 22),
            To = new DateOnly(2026, 11, 24),
        }, "Send the invitation");
        Assert.Equal(
            ["Choose which usage you ask for.", "The period begins on Nov 23, 2025 at the earliest, twelve months back.", "The period ends today at the latest."],
            page.Problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task INV_3_The_same_is_asked_once_but_one_time_and_continuous_do_not_block_each_other()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        await host.Given.Invitation(company, "canary@canary.test", [premise]);
        await host.Given.Invitation(company, "canary@canary.test", [premise], host.OneTime());
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(
            await browser.GetPage("/company/invitations/new"), new { Email = "canary@canary.test", Esiids = premise.Esiid, Purpose = "Research" }, "Send the invitation");
        Assert.Equal([$"{premise.Esiid} is in an open invitation of yours already."], page.Problems);
        await host.Given.Invitation(await host.Given.Company(), "canary@canary.test", [premise]);
    }

    [Fact]
    public async Task INV_3_An_active_agreement_is_extended_not_asked_for_again()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        await host.Given.Agreement(company, await host.Given.Customer(premise), [premise]);
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(
            await browser.GetPage("/company/invitations/new"), new { Email = "canary@canary.test", Esiids = premise.Esiid, Purpose = "Research" }, "Send the invitation");
        Assert.Equal([$"{premise.Esiid} is in an active agreement of yours already: ask to extend that one."], page.Problems);
    }

    [Fact]
    public async Task INV_3_Two_colleagues_at_once_make_one_invitation()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Use<CreateInvitation, CreateInvitationResult>(create => create.ExecuteAsync(
            new InvitationForm { Email = "canary@canary.test", Esiids = premise.Esiid, Access = EnergyAccess.Continuous, Months = 3, Purpose = Domain.Invitations.Purpose.Research }.By(company.OwnerId),
            company.Id,
            default)))));
        Assert.Single(results, r => r.Outcome == CreateInvitationOutcome.Created);
        Assert.Equal(3, results.Count(r => r.Outcome == CreateInvitationOutcome.AlreadyOpen));
        Assert.Equal(1, await host.Db(db => db.Invitations.CountAsync(i => i.ThirdPartyId == company.OwnerId)));
    }

    [Fact]
    public async Task INV_4_The_mail_says_who_asks_for_what_and_until_when()
    {
        var company = await host.Given.Company("Sunny Savings LLC", c => c.Describe("https://sunny.test/", "https://sunny.test/privacy", "TrustMark"));
        var premise = await host.Given.Premise();
        var invitation = await host.Given.Invitation(company, "canary-whole@canary.test", [premise], form => form.PurposeText = "To find the plan that fits you.");
        await host.RunJobs();
        var mail = host.Mail.OnlyTo("canary-whole@canary.test");
        var token = RecordedMail.TokenOf(mail, "accept");
        Assert.Equal("Sunny Savings LLC asks to see your electricity data", mail.Subject);
        var text = mail.TextBody!.ReplaceLineEndings("\n");
        foreach (var said in new[]
        {
            "You decide. Nothing is shared unless you accept", "Sunny Savings LLC", "Energy advice", "Energy Data, continuous, 12 months", "until Nov 22, 2027", "TrustMark",
            "Dec 23, 2026, 12:00 PM CT", "To find the plan that fits you.", premise.Esiid, "https://sunny.test/privacy",
            $"https://localhost/l/{token}/accept", $"https://localhost/l/{token}/reject", $"https://localhost/l/{token}/register", $"https://localhost/l/{token}/not-for-me", $"https://localhost/l/{token}/block",
        })
        {
            Assert.Contains(said, string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        // INV-4: nothing about a home that the company did not type.
        Assert.DoesNotContain(premise.Address, mail.HtmlBody!, StringComparison.Ordinal);
        Assert.DoesNotContain(premise.MeterNumber, mail.HtmlBody!, StringComparison.Ordinal);
        Assert.Equal(CentralTime.DayOf(invitation.EndsAt), new DateOnly(2026, 12, 23));
    }

    [Fact]
    public async Task INV_1_The_customers_own_language_wins()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(Language.Spanish, premise);
        await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise], form => form.Language = Language.English);
        await host.RunJobs();
        Assert.Contains("pide ver sus datos de electricidad", host.Mail.OnlyTo(customer.Email).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_5_It_is_resent_once_and_its_end_stays()
    {
        var company = await host.Given.Company();
        var invitation = await host.Given.Invitation(company, "canary-twice@canary.test", [await host.Given.Premise()]);
        await host.RunJobs();
        var browser = await host.SignedIn(company);
        var detail = await browser.GetPage($"/company/invitations/{invitation.PublicId}");
        var stale = detail;
        detail = await browser.PostForm(detail, button: "Send the one reminder");
        Assert.Contains("The reminder is on its way.", detail.Text, StringComparison.Ordinal);
        Assert.Contains("The one reminder of this invitation has been sent already.", (await browser.PostForm(stale, button: "Send the one reminder")).Text, StringComparison.Ordinal);
        await host.RunJobs();
        Assert.Equal(2, host.Mail.To("canary-twice@canary.test").Count);
        Assert.StartsWith("Reminder: ", host.Mail.To("canary-twice@canary.test")[1].Subject, StringComparison.Ordinal);
        Assert.Equal(invitation.EndsAt, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.EndsAt).SingleAsync()));
    }

    [Fact]
    public async Task OPS_3_Inviting_leaves_a_ledger_entry_and_a_webhook_event()
    {
        var company = await host.Given.Company();
        var invitation = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        var entry = await host.Db(db => db.LedgerEntries.SingleAsync(e => e.InvitationId == invitation.PublicId));
        Assert.Equal((ConsentAct.Invited, company.Id, (long?)null), (entry.Act, entry.ActorUserId!.Value, entry.Sequence));
        Assert.Equal(["invitation.created"], await host.Db(db => db.WebhookEvents.Where(e => e.SubjectId == invitation.PublicId).Select(e => e.Type).ToListAsync()));
    }
}

public sealed class ReachingTheDailyLimit(ReachingTheDailyLimit.SmallHost host) : IClassFixture<ReachingTheDailyLimit.SmallHost>
{
    [Fact]
    public async Task INV_10_The_company_is_told_to_send_the_rest_later()
    {
        var company = await host.Given.Company();
        await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        var browser = await host.SignedIn(company);
        var premise = await host.Given.Premise();
        var page = await browser.PostForm(
            await browser.GetPage("/company/invitations/new"), new { Email = "canary@canary.test", Esiids = premise.Esiid, Purpose = "Research" }, "Send the invitation");
        Assert.Equal(["Your company has used up its invitations of the last 24 hours. Send this one later."], page.Problems);
    }

    public sealed class SmallHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:InvitationsPerDay"] = "2" };
    }
}
