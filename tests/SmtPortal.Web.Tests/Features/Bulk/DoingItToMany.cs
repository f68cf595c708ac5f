using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Bulk;

/// <summary>AGR-7: reminders, withdrawals and requests to extend for a filtered list, with a result for each row.</summary>
public sealed class DoingItToMany(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task What_the_list_shows_is_reminded_once_it_is_confirmed()
    {
        var company = await host.Given.Company();
        var (one, two, three) = (await Invited(company), await Invited(company), await Invited(company));
        await host.Use<ResendInvitation, ChangeInvitationOutcome>(r => r.ExecuteAsync(three.PublicId, company.OwnerId, default));
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(await browser.GetPage("/company/invitations"), button: "Remind all …");
        Assert.Contains("Send 2 reminders?", page.Text, StringComparison.Ordinal);
        await host.RunJobs();
        Assert.Equal(1, await Reminded(company)); // Nothing before the second click.

        page = await browser.PostForm(page, button: "Send the reminders");
        Assert.Contains("0 of 2 rows done", page.Text, StringComparison.Ordinal);
        await host.Use<WithdrawInvitation, ChangeInvitationOutcome>(w => w.ExecuteAsync(two.PublicId, company.OwnerId, company.Id, default));
        await host.RunJobs();
        page = await browser.GetPage(page.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Done: 1. Not done: 1; each row says why.", page.Text, StringComparison.Ordinal);
        Assert.Contains("It is no longer open.", page.Text, StringComparison.Ordinal);
        Assert.NotNull((await Row(one)).RemindedAt);
        await host.SendMail();
        Assert.Single(host.Mail.To(one.Email), m => m.Subject!.StartsWith("Reminder:", StringComparison.Ordinal));

        using var answer = await browser.Http.GetAsync(page.Response.RequestMessage!.RequestUri!.AbsolutePath + "/results.csv");
        Assert.Equal(
            ["LINE,NUMBER,CUSTOMER,RESULT,REASON", $"1,{two.Number},{two.Email},Not done,It is no longer open.", $"2,{one.Number},{one.Email},Done,"],
            (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Only_what_is_filtered_or_looked_for_is_withdrawn()
    {
        var company = await host.Given.Company();
        var (wanted, kept) = (await Invited(company, form => form.Reference = "Campaign 7"), await Invited(company));
        var browser = await host.SignedIn(company);
        var found = await browser.PostForm(await browser.GetPage("/company/invitations"), new { words = "Campaign" }, "Find");
        var page = await browser.PostForm(found, button: "Withdraw all …");
        Assert.Contains("Withdraw one invitation?", page.Text, StringComparison.Ordinal);
        Assert.Contains("This cannot be undone.", page.Text, StringComparison.Ordinal);
        await browser.PostForm(page, button: "Withdraw the invitations");
        await browser.PostForm(page, button: "Withdraw the invitations"); // The same click twice begins once.
        await host.RunJobs();
        Assert.Equal((InvitationStatus.Withdrawn, InvitationStatus.Open), ((await Row(wanted)).Status, (await Row(kept)).Status));
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.InvitationId == wanted.PublicId && e.Act == ConsentAct.Withdrawn)));
        Assert.Contains("None of these invitations is open.", (await browser.PostForm(found, button: "Withdraw all …")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customers_are_asked_to_extend_by_the_months_that_were_chosen()
    {
        var company = await host.Given.Company();
        var (home, shop, garage) = (await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home, shop);
        var month = await host.Given.Agreement(company, customer, [home], form => form.Months = 1);
        var year = await host.Given.Agreement(company, customer, [shop], form => form.Months = 10);
        // Neither is offered: nothing of it can be extended yet, or ever.
        await host.Given.Agreement(company, await host.Given.Customer(garage), [garage]);
        await host.Given.Agreement(company, customer, [home], host.OneTime());
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(await browser.GetPage("/company/agreements"), button: "Ask all to extend …");
        Assert.Contains("Ask to extend 2 agreements?", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Choose 1 to 12 months."], (await browser.PostForm(page, button: "Ask the customers")).Expect(HttpStatusCode.BadRequest).Problems);
        page = await browser.PostForm(page, new { Months = 3 }, "Ask the customers");
        await host.RunJobs();
        page = await browser.GetPage(page.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Done: 1. Not done: 1", page.Text, StringComparison.Ordinal);
        Assert.Contains("twelve months from today are the most", page.Text, StringComparison.Ordinal);
        var request = await host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.ThirdPartyId == company.OwnerId));
        Assert.Equal((month.Number, month.LastDay!.Value.AddMonths(3)), (request.AgreementNumber, request.LastDay));
        Assert.NotEqual(year.Number, request.AgreementNumber);
    }

    [Fact]
    public async Task Workers_at_the_same_time_do_each_row_once()
    {
        var company = await host.Given.Company();
        for (var i = 0; i < 45; i++)
            await Invited(company);
        var task = await host.Use<ChooseBulk, BulkTask?>(c => c.InvitationsAsync(new BulkAuthor(company.OwnerId, company.Id), BulkKind.Remind, new InvitationSearch(), default));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => host.Use<StartBulk, StartBulkOutcome>(s => s.ExecuteAsync(task!.Id, company.OwnerId, null, default)))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Run<WorkBulkTasks>())));
        Assert.Equal((45, BulkTaskStatus.Done), (await Reminded(company), await host.Db(db => db.BulkTasks.Where(t => t.Id == task!.Id).Select(t => t.Status).SingleAsync())));
        Assert.Equal(45, await host.Db(db => db.BulkRows.CountAsync(r => r.TaskId == task!.Id && r.Status == BulkRowStatus.Done)));
        Assert.Equal(45, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.ThirdPartyId == company.OwnerId && m.Kind == "invitation-reminder")));
    }

    [Fact]
    public async Task What_runs_is_stopped_and_only_what_a_worker_holds_is_still_done()
    {
        var company = await host.Given.Company();
        for (var i = 0; i < 3; i++)
            await Invited(company);
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(await browser.GetPage("/company/invitations"), button: "Remind all …");
        page = await browser.PostForm(page, button: "Send the reminders");
        // A worker has begun the first.
        var claim = await host.Db(async db =>
        {
            var task = await db.BulkTasks.Where(t => t.ThirdPartyId == company.OwnerId).Select(t => t.Id).SingleAsync();
            return await db.ClaimAsync<BulkRow>(r => r.TaskId == task && r.Line == 1, r => r.NextAttemptAt!.Value, 1, host.Now, TimeSpan.FromMinutes(1), default);
        });
        Assert.Equal(1, claim.Found);
        await browser.PostForm(page, button: "Stop: leave what is not done yet");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Run<SweepBulkTasks>();
        page = await browser.GetPage(page.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Done: 1. Not done: 2; each row says why.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["", StopBulk.Stopped, StopBulk.Stopped], page.Document.QuerySelectorAll("td[data-label=Why]").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(1, await Reminded(company));
    }

    [Fact]
    public async Task Of_somebody_who_has_left_the_company_nothing_more_is_done()
    {
        var company = await host.Given.Company();
        await Invited(company);
        // Somebody whose sign-in belongs to another company, as one that was removed and took a place elsewhere.
        var gone = await host.Given.Company();
        var task = await host.Use<ChooseBulk, BulkTask?>(c => c.InvitationsAsync(new BulkAuthor(company.OwnerId, gone.Id), BulkKind.Remind, new InvitationSearch(), default));
        await host.Use<StartBulk, StartBulkOutcome>(s => s.ExecuteAsync(task!.Id, company.OwnerId, null, default));
        await host.Run<WorkBulkTasks>();
        Assert.Equal((0, BulkRowStatus.NotDone), (await Reminded(company), await host.Db(db => db.BulkRows.Where(r => r.TaskId == task!.Id).Select(r => r.Status).SingleAsync())));
    }

    [Fact]
    public async Task A_company_begins_so_many_a_day()
    {
        var company = await host.Given.Company();
        await Invited(company);
        var browser = await host.SignedIn(company);
        var list = await browser.GetPage("/company/invitations");
        await host.Db(db =>
        {
            for (var i = 0; i < 99; i++)
                db.BulkTasks.Add(BulkTask.Of(new BulkAuthor(company.OwnerId, company.Id), BulkKind.Remind, [], host.Now));
            return db.SaveChangesAsync();
        });
        Assert.Contains("Send one reminder?", (await browser.PostForm(list, button: "Remind all …")).Text, StringComparison.Ordinal);
        Assert.Contains("Your company has begun 100 of these within 24 hours. Go on later.", (await browser.PostForm(list, button: "Remind all …")).Text, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromHours(25));
        browser = await host.SignedIn(company);
        Assert.Contains("Send one reminder?", (await browser.PostForm(await browser.GetPage("/company/invitations"), button: "Remind all …")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_list_that_is_too_long_the_page_says_so()
    {
        var author = new BulkAuthor(Guid.NewGuid(), Guid.NewGuid());
        var subjects = Enumerable.Range(1, BulkTask.MaxRows + 1).Select(i => new BulkSubject(Guid.NewGuid(), i, "canary@canary.test")).ToList();
        var task = BulkTask.Of(author, BulkKind.Withdraw, subjects, host.Now);
        Assert.Equal((BulkTask.MaxRows, true), (task.RowCount, task.IsCut));
        var company = await host.Given.Company();
        var own = BulkTask.Of(author with { ThirdPartyId = company.OwnerId }, BulkKind.Withdraw, subjects, host.Now);
        await host.Db(db =>
        {
            db.BulkTasks.Add(own);
            return db.SaveChangesAsync();
        });
        var page = await (await host.SignedIn(company)).GetPage($"/company/bulk/{own.Id}");
        Assert.Contains("Your list has more: at most 1,000 go at once.", page.Text, StringComparison.Ordinal);
        Assert.Equal(50, page.Document.QuerySelectorAll("td[data-label=Line]").Length);
    }

    private async Task<Invitation> Invited(TestUser company, Action<InvitationForm>? change = null)
    {
        Premise premise = await host.Given.Premise();
        return await host.Given.Invitation(company, $"canary{Given.Next()}@canary.test", [premise], change);
    }

    private Task<Invitation> Row(Invitation invitation) => host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.Number == invitation.Number));

    private Task<int> Reminded(TestUser company) => host.Db(db => db.Invitations.CountAsync(i => i.ThirdPartyId == company.OwnerId && i.RemindedAt != null));
}
