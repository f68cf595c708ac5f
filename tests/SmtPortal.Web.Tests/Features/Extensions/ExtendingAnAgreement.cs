using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Extensions;

/// <summary>AGR-2, AGR-3: a later last day, by the customer alone or asked for by the company.</summary>
public sealed class ExtendingAnAgreement(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_customer_extends_alone_and_both_sides_are_told()
    {
        var (company, customer, agreement) = await Agreed();
        var last = agreement.LastDay!.Value.AddMonths(3);
        var browser = await host.SignedIn(customer);
        var form = await browser.GetPage($"/customer/agreements/{agreement.Number}/extend");
        Assert.Contains("3 months more", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12 months more", form.Text, StringComparison.Ordinal);

        var page = await browser.PostForm(form, new { LastDay = last }, "Extend the agreement");
        Assert.Contains($"Agreement {agreement.Number} now runs until", page.Text, StringComparison.Ordinal);
        Assert.Contains("The customer extended it", page.Text, StringComparison.Ordinal);
        var row = await Row(agreement);
        Assert.Equal((last, CentralTime.EndOf(last)), (row.LastDay, row.EndsAt));
        // The same click twice extends once.
        (await browser.PostForm(form, new { LastDay = last }, "Extend the agreement")).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await Entries(agreement, ConsentAct.Extended));
        await host.SendMail();
        var day = Localization.Show.Day(last);
        Assert.Contains($"until {day}.", RecordedMail.WordsOf(Assert.Single(host.Mail.To(customer.Email), m => m.Subject!.EndsWith("was extended", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Single(host.Mail.To(await host.OfficeOf(company)), m => m.Subject == $"Extended: agreement {agreement.Number} runs until {day}");
    }

    [Fact]
    public async Task Only_days_that_are_offered_are_taken()
    {
        var (_, customer, agreement) = await Agreed();
        var browser = await host.SignedIn(customer);
        var form = await browser.GetPage($"/customer/agreements/{agreement.Number}/extend");
        foreach (var day in new[] { agreement.LastDay!.Value.AddDays(40), agreement.LastDay!.Value.AddMonths(12), agreement.LastDay!.Value.AddMonths(-1) })
        {
            var page = (await browser.PostForm(form, new { LastDay = day }, "Extend the agreement")).Expect(HttpStatusCode.BadRequest);
            Assert.Contains("Choose one of the days in the list.", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(agreement.LastDay, (await Row(agreement)).LastDay);
    }

    [Fact]
    public async Task One_that_is_one_time_or_as_long_as_it_may_be_offers_nothing_and_says_why()
    {
        var company = await host.Given.Company();
        var (premise, other) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise, other);
        var year = await host.Given.Agreement(company, customer, [premise]);
        var once = await host.Given.Agreement(company, customer, [other], host.OneTime());
        var (browser, colleague) = (await host.SignedIn(customer), await host.SignedIn(company));
        Assert.Contains("It runs as long as an agreement may", (await browser.GetPage($"/customer/agreements/{year.Number}/extend")).Text, StringComparison.Ordinal);
        Assert.Contains("It runs as long as an agreement may", (await colleague.GetPage($"/company/agreements/{year.Number}/extension")).Text, StringComparison.Ordinal);
        Assert.Contains("cannot be extended", (await browser.GetPage($"/customer/agreements/{once.Number}/extend")).Text, StringComparison.Ordinal);
        Assert.Contains("cannot be extended", (await colleague.GetPage($"/company/agreements/{once.Number}/extension")).Text, StringComparison.Ordinal);
        Assert.Equal(ExtendOutcome.NotOffered, await host.Use<ExtendAgreement, ExtendOutcome>(e => e.ExecuteAsync(once.Number, customer.OwnerId, customer.Id, once.LastDay!.Value.AddMonths(1), default)));
    }

    [Fact]
    public async Task A_company_asks_and_the_customer_approves_from_the_mail()
    {
        var (company, customer, agreement) = await Agreed();
        var last = agreement.LastDay!.Value.AddMonths(2);
        var colleague = await host.SignedIn(company);
        var asked = await colleague.PostForm(await colleague.GetPage($"/company/agreements/{agreement.Number}/extension"), new { LastDay = last }, "Ask the customer");
        Assert.Contains("The customer is asked to extend", asked.Text, StringComparison.Ordinal);
        await host.SendMail();
        var name = await host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.Name).SingleAsync());
        var mail = Assert.Single(host.Mail.To(customer.Email), m => m.Subject == $"{name} asks to extend agreement {agreement.Number}");
        var words = RecordedMail.WordsOf(mail);
        Assert.Contains("You decide. If you do nothing, the agreement ends on the day it has now.", words, StringComparison.Ordinal);
        Assert.Contains($"Ends now on: {Localization.Show.Day(agreement.LastDay)} Would end on: {Localization.Show.Day(last)}", words, StringComparison.Ordinal);

        var browser = await host.SignedIn(customer);
        Assert.Contains("Requests to extend", (await browser.GetPage("/customer")).Text, StringComparison.Ordinal);
        var page = await browser.GetPage(RecordedMail.LinkOf(mail, "approve"));
        Assert.Equal(agreement.LastDay, (await Row(agreement)).LastDay); // A GET changes nothing.
        Assert.Contains($"You are signed in as {customer.Email}.", page.Text, StringComparison.Ordinal);
        Assert.Contains("now runs until", (await browser.PostForm(page, button: "Approve")).Text, StringComparison.Ordinal);
        Assert.Equal(last, (await Row(agreement)).LastDay);
        Assert.Contains("This request was approved.", (await browser.PostForm(page, button: "Decline")).Text, StringComparison.Ordinal);
        await host.SendMail();
        Assert.Single(host.Mail.To(await host.OfficeOf(company)), m => m.Subject!.StartsWith("Approved: agreement", StringComparison.Ordinal));
        Assert.Equal((1, 1), (await Entries(agreement, ConsentAct.ExtensionAsked), await Entries(agreement, ConsentAct.Extended)));
    }

    [Fact]
    public async Task Declining_by_link_needs_no_account_and_the_company_waits_before_it_asks_again()
    {
        var (company, customer, agreement) = await Agreed(Language.Spanish);
        var request = await host.Given.Extension(company, agreement);
        await host.SendMail();
        var mail = host.Mail.To(customer.Email).Single(m => m.Subject!.Contains("pide prolongar el acuerdo", StringComparison.Ordinal));
        var guest = host.Browser();
        var page = await guest.GetPage(RecordedMail.LinkOf(mail, "decline"));
        (await guest.PostForm(page, button: page.Document.QuerySelector(".confirm form button")!.TextContent.Trim())).Expect(HttpStatusCode.OK);
        Assert.Equal(ExtensionStatus.Declined, (await Row(request)).Status);
        Assert.Equal(agreement.LastDay, (await Row(agreement)).LastDay);
        await host.SendMail();
        Assert.Single(host.Mail.To(await host.OfficeOf(company)), m => m.Subject == $"Declined: request to extend agreement {agreement.Number}");

        var colleague = await host.SignedIn(company);
        var again = await colleague.PostForm(await colleague.GetPage($"/company/agreements/{agreement.Number}/extension"), new { LastDay = request.LastDay }, "Ask the customer");
        Assert.Contains("The customer declined lately. You may ask again from", again.Text, StringComparison.Ordinal);
        (await host.Browser().GetOnly($"/extension/{request.Id}/decline")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_is_open_at_a_time_resent_once_and_withdrawn()
    {
        var (company, customer, agreement) = await Agreed();
        var request = await host.Given.Extension(company, agreement);
        Assert.Equal(
            AskExtensionOutcome.OpenAlready,
            (await host.Use<AskExtension, AskExtensionResult>(a => a.ExecuteAsync(agreement.Number, company.OwnerId, company.Id, request.LastDay, default))).Outcome);
        var colleague = await host.SignedIn(company);
        var page = await colleague.GetPage($"/company/agreements/{agreement.Number}/extension");
        Assert.Contains("The customer was reminded.", (await colleague.PostForm(page, button: "Send it again as a reminder")).Text, StringComparison.Ordinal);
        Assert.Contains("reminded before", (await colleague.PostForm(page, button: "Send it again as a reminder")).Text, StringComparison.Ordinal);
        await host.SendMail();
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject!.StartsWith("Reminder:", StringComparison.Ordinal));
        Assert.Equal(request.EndsAt, (await Row(request)).EndsAt);
        await colleague.PostForm(page, button: "Withdraw the request");
        Assert.Equal(ExtensionStatus.Withdrawn, (await Row(request)).Status);
        var browser = await host.SignedIn(customer);
        Assert.Contains("has withdrawn this request", (await browser.GetPage($"/customer/extensions/{request.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_its_ground_away_cancels_it()
    {
        var (company, customer, agreement) = await Agreed();
        var reached = await host.Given.Extension(company, agreement);
        await host.Use<ExtendAgreement, ExtendOutcome>(e => e.ExecuteAsync(agreement.Number, customer.OwnerId, customer.Id, reached.LastDay, default));
        Assert.Equal(ExtensionStatus.Cancelled, (await Row(reached)).Status);

        var beyond = await host.Use<AskExtension, AskExtensionResult>(a => a.ExecuteAsync(agreement.Number, company.OwnerId, company.Id, reached.LastDay.AddMonths(3), default));
        Assert.Equal(AskExtensionOutcome.Asked, beyond.Outcome);
        await host.Use<ExtendAgreement, ExtendOutcome>(e => e.ExecuteAsync(agreement.Number, customer.OwnerId, customer.Id, reached.LastDay.AddMonths(1), default));
        var open = await host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.OpenAgreement == agreement.Number));
        Assert.Equal(ExtensionStatus.Open, open.Status); // Not reached.

        await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(agreement.Number, customer.OwnerId, customer.Id, null, default));
        Assert.Equal(ExtensionStatus.Cancelled, (await Row(open)).Status);
        Assert.Equal(2, await Entries(agreement, ConsentAct.ExtensionCancelled));
    }

    [Fact] // AGR-5
    public async Task A_move_out_cancels_it_even_where_the_agreement_goes_on()
    {
        var company = await host.Given.Company();
        var (left, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(left, kept);
        var agreement = await host.Given.Agreement(company, customer, [left, kept], form => form.Months = 1);
        var request = await host.Given.Extension(company, agreement);
        await host.Given.MoveOut(left, CentralTime.DayOf(host.Now));
        await host.Run<Web.Features.Occupancies.ActOnMoves>();
        Assert.Equal(AgreementStatus.Active, (await Row(agreement)).Status);
        Assert.Equal(ExtensionStatus.Cancelled, (await Row(request)).Status);
    }

    [Fact]
    public async Task Whichever_is_saved_first_wins()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var agreement = await host.Given.Agreement(company, customer, [premise], form => form.Months = 1);
            var request = await host.Given.Extension(company, agreement);
            await Task.WhenAll(
                Task.Run(() => host.Use<AnswerExtension, AnswerExtensionOutcome>(a => a.ApproveAsync(request.Id, customer.Id, default))),
                Task.Run(() => host.Use<AnswerExtension, AnswerExtensionOutcome>(a => a.DeclineAsync(request.Id, null, default))),
                Task.Run(() => host.Use<ExtendAgreement, ExtendOutcome>(e => e.ExecuteAsync(agreement.Number, customer.OwnerId, customer.Id, request.LastDay, default))),
                Task.Run(() => host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByThirdPartyAsync(agreement.Number, company.OwnerId, company.Id, null, default))));
            var (ended, closed) = (await Row(agreement), await Row(request));
            Assert.Equal(AgreementStatus.Terminated, ended.Status);
            Assert.NotEqual(ExtensionStatus.Open, closed.Status);
            Assert.Equal(ended.LastDay == agreement.LastDay ? 0 : 1, await Entries(agreement, ConsentAct.Extended));
            if (closed.Status == ExtensionStatus.Approved)
                Assert.Equal(request.LastDay, ended.LastDay);
            // Asked, and one decision: an approval is written down as "extended".
            Assert.Equal(closed.Status == ExtensionStatus.Approved ? 0 : 1, await Entries(agreement, ConsentAct.ExtensionDeclined) + await Entries(agreement, ConsentAct.ExtensionCancelled));
        }
    }

    private async Task<(TestUser Company, TestUser Customer, Agreement Agreement)> Agreed(Language language = Language.English)
    {
        var company = await host.Given.Company();
        Premise premise = await host.Given.Premise();
        var customer = await host.Given.Customer(language, premise);
        return (company, customer, await host.Given.Agreement(company, customer, [premise], form => form.Months = 1));
    }

    private Task<Agreement> Row(Agreement agreement) => host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));

    private Task<ExtensionRequest> Row(ExtensionRequest request) => host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id));

    private Task<int> Entries(Agreement agreement, ConsentAct act) => host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId && e.Act == act));
}

/// <summary>AGR-3, AGR-4: what the clock does. These tests move the clock, so they share no host with others.</summary>
public sealed class LettingTimePass(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_request_expires_both_sides_are_reminded_once_and_an_extension_reminds_again()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(company, customer, [premise], form => form.Months = 2);
        var request = await host.Given.Extension(company, agreement);

        // The clock decides, not the job.
        host.Clock.SetUtcNow(request.EndsAt);
        Assert.Equal(AnswerExtensionOutcome.NoLongerOpen, await host.Use<AnswerExtension, AnswerExtensionOutcome>(a => a.ApproveAsync(request.Id, customer.Id, default)));
        Assert.Equal(ChangeExtensionOutcome.NoLongerOpen, await host.Use<ChangeExtension, ChangeExtensionOutcome>(c => c.WithdrawAsync(agreement.Number, company.OwnerId, company.Id, default)));
        Assert.Contains("The time to answer this request is over.", (await (await host.SignedIn(customer)).GetPage($"/customer/extensions/{request.Id}")).Text, StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromDays(3));
        // One that the job has not reached does not stand in the way of the next.
        var next = await host.Given.Extension(company, agreement);
        Assert.Equal(ExtensionStatus.Expired, (await host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id))).Status);
        Assert.Equal(agreement.EndsAt, next.EndsAt); // With the agreement at the latest.

        await host.Run<RemindOfEnds>();
        await host.SendMail();
        Assert.DoesNotContain(host.Mail.To(customer.Email), m => m.Subject!.Contains("ends on", StringComparison.Ordinal));
        host.Clock.SetUtcNow(agreement.EndsAt!.Value - TimeSpan.FromDays(14));
        await host.Run<RemindOfEnds>();
        await host.Run<RemindOfEnds>();
        await host.SendMail();
        var mail = Assert.Single(host.Mail.To(customer.Email), m => m.Subject!.Contains("ends on", StringComparison.Ordinal));
        Assert.Contains($"/customer/agreements/{agreement.Number}/extend", mail.TextBody, StringComparison.Ordinal);
        Assert.Single(host.Mail.To(await host.OfficeOf(company)), m => m.Subject == $"Agreement {agreement.Number} ends on {Localization.Show.Day(agreement.LastDay)}");

        await host.Use<AnswerExtension, AnswerExtensionOutcome>(a => a.ApproveAsync(next.Id, customer.Id, default));
        var extended = await host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));
        host.Clock.SetUtcNow(extended.EndsAt!.Value - TimeSpan.FromDays(14));
        await host.Run<RemindOfEnds>();
        await host.SendMail();
        Assert.Equal(2, host.Mail.To(customer.Email).Count(m => m.Subject!.Contains("ends on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_sweep_makes_rows_say_that_requests_are_over_and_tells_the_company()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(company, customer, [premise], form => form.Months = 3);
        var request = await host.Given.Extension(company, agreement);
        host.Clock.SetUtcNow(request.EndsAt);
        await host.Run<ExpireExtensions>();
        await host.Run<ExpireExtensions>();
        await host.SendMail();
        var row = await host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id));
        Assert.Equal((ExtensionStatus.Expired, request.EndsAt), (row.Status, row.ClosedAt!.Value));
        Assert.Single(host.Mail.To(await host.OfficeOf(company)), m => m.Subject == $"Not answered: request to extend agreement {agreement.Number}");
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId && e.Act == ConsentAct.ExtensionExpired)));
    }
}
