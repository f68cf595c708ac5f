using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

public sealed class DeliveringAReport(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact] // RPT-1, RPT-2, USE-8
    public async Task One_whole_file_for_each_ESIID_stands_in_the_folder_and_holds_what_is_stored()
    {
        var scene = await ReportScene.Make(host);
        (await scene.Ask()).Expect(HttpStatusCode.OK);
        await host.RunJobs();

        var report = await scene.Report();
        var (path, content) = Assert.Single(await host.FilesOf(scene.Company));
        Assert.Equal($"/adhoc/{report.Number}/IntervalMeterUsage_{scene.Premise.Esiid}_20261030_20261103_{report.Number}.csv", path);
        Assert.Equal(await ReportScene.Csv(scene.Days), content);
        Assert.Equal(ReportStatus.Completed, report.Status);

        var page = await (await host.SignedIn(scene.Company)).GetPage($"/company/reports/{report.PublicId}");
        Assert.Contains("1 of 1 files delivered", page.Text, StringComparison.Ordinal);
        Assert.Contains(path, page.Text, StringComparison.Ordinal);
        Assert.Contains(content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), page.Text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), page.Text, StringComparison.Ordinal);
    }

    [Fact] // USE-8
    public async Task The_customer_sees_who_saw_what_and_is_told_of_the_first_time_only()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.RunJobs();
        await scene.Ask();
        await host.RunJobs();

        var page = await (await host.SignedIn(scene.Customer)).GetPage("/customer/activity");
        Assert.Equal(2, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("15-minute usage Oct 30, 2026 – Nov 3, 2026 " + scene.Premise.Esiid + " By file", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.Kind == "first-access" && m.To == scene.Customer.Email)));

        var other = await (await host.SignedIn(await host.Given.Customer())).GetPage("/customer/activity");
        Assert.Contains("Nobody has looked at your data", other.Text, StringComparison.Ordinal);
    }

    [Fact] // USE-8: the mail about the first access can be switched off
    public async Task A_customer_who_does_not_want_the_mail_about_the_first_access_gets_none()
    {
        var scene = await ReportScene.Make(host);
        await host.Db(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == scene.Customer.Id)).TellFirstAccess = false;
            await db.SaveChangesAsync();
        });
        await scene.Ask();
        await host.RunJobs();
        Assert.NotEmpty(await host.FilesOf(scene.Company));
        Assert.Equal(0, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.Kind == "first-access" && m.To == scene.Customer.Email)));
    }

    [Fact] // formats.md section 5
    public async Task A_JSON_file_holds_the_same_values_with_gaps_as_null()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask(format: "Json");
        await host.RunJobs();

        var (path, content) = Assert.Single(await host.FilesOf(scene.Company));
        Assert.EndsWith(".json", path, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(content);
        Assert.Equal(scene.Premise.Esiid, json.RootElement.GetProperty("esiid").GetString());
        var days = json.RootElement.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal([.. scene.Days.Select(d => d.Count)], days.Select(d => d.GetProperty("values").GetArrayLength()));
        var autumn = days[2];
        Assert.Equal("2026-11-01T00:00:00-05:00", autumn.GetProperty("start").GetString());
        Assert.Equal(JsonValueKind.Null, autumn.GetProperty("values")[5].ValueKind);
        Assert.Equal("AAAAA-EA", autumn.GetProperty("quality").GetString()![..8]);
        Assert.Equal(scene.Days[2].WattHours[99], autumn.GetProperty("values")[99].GetInt32());
    }

    [Fact] // USE-6, ACC-9
    public async Task What_lies_before_the_occupancy_is_never_in_the_file()
    {
        var scene = await ReportScene.Make(host);
        await host.Db(async db =>
        {
            var occupancy = await db.Occupancies.SingleAsync(o => o.Esiid == scene.Premise.Esiid);
            db.Entry(occupancy).Property(o => o.FirstDay).CurrentValue = new DateOnly(2026, 11, 2);
            await db.SaveChangesAsync();
        });
        await scene.Ask();
        await host.RunJobs();

        var (path, content) = Assert.Single(await host.FilesOf(scene.Company));
        Assert.Contains("_20261102_20261103_", path, StringComparison.Ordinal);
        Assert.Equal(await ReportScene.Csv(scene.Days.Skip(3)), content);
    }

    [Fact] // ACC-7, ACC-9, RPT-6
    public async Task A_border_that_moves_after_the_request_cuts_the_content_and_not_the_name()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.Db(async db =>
        {
            var occupancy = await db.Occupancies.SingleAsync(o => o.Esiid == scene.Premise.Esiid);
            db.Entry(occupancy).Property(o => o.FirstDay).CurrentValue = new DateOnly(2026, 11, 2);
            await db.SaveChangesAsync();
        });
        await host.RunJobs();

        var (path, content) = Assert.Single(await host.FilesOf(scene.Company));
        Assert.Contains("_20261030_20261103_", path, StringComparison.Ordinal);
        Assert.Equal(await ReportScene.Csv(scene.Days.Skip(3)), content);
        Assert.Equal(new DateOnly(2026, 11, 2), (await scene.File()).DeliveredFrom);
    }

    [Fact] // AGR-4
    public async Task A_one_time_agreement_is_completed_by_its_delivery_and_gives_no_second_file()
    {
        var today = SmtPortal.Domain.Shared.CentralTime.DayOf(host.Now);
        var scene = await ReportScene.Make(host, EnergyTerms.OneTime(UsageKind.FifteenMinute, ReportScene.First, ReportScene.Last, today));
        await scene.Ask();
        await host.RunJobs();
        Assert.Single(await host.FilesOf(scene.Company));
        Assert.Equal(AgreementStatus.Completed, await host.Db(db => db.Agreements.Where(a => a.Number == scene.Agreement.Number).Select(a => a.Status).SingleAsync()));

        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == scene.Agreement.PublicId && e.Act == ConsentAct.Completed)));

        var refused = await scene.Ask();
        await host.RunJobs();
        Assert.Contains("Your agreement for this ESIID has ended.", refused.Text, StringComparison.Ordinal);
        Assert.Single(await host.FilesOf(scene.Company));
    }

    [Fact] // AGR-4
    public async Task A_one_time_agreement_refuses_another_period_another_kind_and_a_second_file_on_its_way()
    {
        var today = SmtPortal.Domain.Shared.CentralTime.DayOf(host.Now);
        var scene = await ReportScene.Make(host, EnergyTerms.OneTime(UsageKind.FifteenMinute, ReportScene.First, ReportScene.Last, today));
        var author = new ReportAuthor(scene.Company.OwnerId, scene.Company.Id);
        var wish = new ReportWish(ReportKind.FifteenMinute, ReportFormat.Csv, ReportScene.First, ReportScene.Last);
        var scope = new ReportScope(scene.Agreement.Number, []);
        async Task<ReportReason?> Ask(ReportWish w) =>
            (await host.Use<RequestReport, RequestedReport>(r => r.ExecuteAsync(author, w, scope, default))).Report!.Refusals?.Unpack().Single().Reason;

        Assert.Equal(ReportReason.OneTimeOtherPeriod, await Ask(wish with { To = ReportScene.Last.AddDays(-1) }));
        Assert.Null(await Ask(wish));
        Assert.Equal(ReportReason.OnItsWay, await Ask(wish));

        var daily = await ReportScene.Make(host, EnergyTerms.OneTime(UsageKind.Daily, ReportScene.First, ReportScene.Last, today));
        var refused = await daily.Ask();
        Assert.Contains("for another kind of usage", refused.Text, StringComparison.Ordinal);
    }

    [Fact] // AGR-4: a failed file uses up nothing
    public async Task Days_without_any_usage_make_a_failed_file_that_uses_up_nothing_and_leaves_nothing()
    {
        var today = SmtPortal.Domain.Shared.CentralTime.DayOf(host.Now);
        var scene = await ReportScene.Make(host, EnergyTerms.OneTime(UsageKind.FifteenMinute, new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 2), today));
        await scene.Ask();
        await host.RunJobs();

        Assert.Equal((ReportFileStatus.Failed, ReportReason.NoData), ((await scene.File()).Status, (await scene.File()).Reason!.Value));
        Assert.Empty(await host.FilesOf(scene.Company));
        Assert.Equal(["/adhoc"], await host.FoldersOf(scene.Company));
        Assert.Equal(ReportStatus.Failed, (await scene.Report()).Status);
        Assert.True((await host.Db(async db => (await db.Agreements.FindAsync(scene.Agreement.Number))!)).IsActiveAt(host.Now));
        Assert.Equal(0, await scene.Accesses());
    }

    [Fact] // RPT-1
    public async Task ESIIDs_without_an_agreement_are_listed_with_a_reason_that_tells_nothing_of_others()
    {
        var scene = await ReportScene.Make(host);
        var others = await ReportScene.Make(host);
        var page = await scene.Ask($"{scene.Premise.Esiid}, {others.Premise.Esiid}, 10443720099999999\n=1+1 {scene.Premise.Esiid}");
        await host.RunJobs();

        Assert.Equal(ReportFileStatus.Delivered, (await scene.File()).Status);
        Assert.Equal(2, page.Text.Split("You have no agreement for this ESIID.").Length - 1);
        var csv = await (await host.SignedIn(scene.Company)).Http.GetStringAsync($"/company/reports/{(await scene.Report()).PublicId}/refused.csv");
        Assert.Equal(4, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("'=1+1,NotAnEsiid,", csv, StringComparison.Ordinal);
        Assert.Contains($"'{others.Premise.Esiid},NoAgreement,", csv, StringComparison.Ordinal);
    }

    [Fact] // ACC-5
    public async Task Reports_and_agreements_of_another_company_are_not_found()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        var report = await scene.Report();
        var browser = await host.SignedIn(await host.Given.Company());
        foreach (var url in new[] { $"/company/reports/{report.PublicId}", $"/company/reports/{report.PublicId}/refused.csv", $"/company/reports/new?agreement={scene.Agreement.Number}" })
            (await browser.GetPage(url)).Expect(HttpStatusCode.NotFound);
        var own = await browser.GetPage("/company/reports");
        Assert.Contains("No reports here yet.", own.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "cancel", "retry" })
        {
            var outcome = word == "cancel"
                ? await host.Use<CancelReport, ChangeReportOutcome>(c => c.ExecuteAsync(Guid.NewGuid(), report.PublicId, default))
                : await host.Use<RetryReport, ChangeReportOutcome>(c => c.ExecuteAsync(Guid.NewGuid(), report.PublicId, default));
            Assert.Equal(ChangeReportOutcome.NotFound, outcome);
        }

        await host.RunJobs();
    }

    [Fact] // RPT-1
    public async Task Limits_are_told_at_their_fields_and_nothing_is_requested()
    {
        var scene = await ReportScene.Make(host);
        var wrong = await scene.Ask(string.Join('\n', Enumerable.Range(0, Report.MaxEsiids + 1)), new DateOnly(2026, 11, 3), new DateOnly(2026, 12, 1));
        wrong.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["A report has at most 50,000 ESIIDs; there are 50,001. Make several reports.", "The period ends today at the latest."], wrong.Problems.Order());
        var backward = await scene.Ask(from: new DateOnly(2026, 11, 3), to: new DateOnly(2026, 11, 2));
        Assert.Equal(["The last day lies before the first."], backward.Problems);
        Assert.Empty(await scene.Files());
    }

    [Fact] // RPT-5
    public async Task A_cancelled_report_delivers_nothing_more()
    {
        var scene = await ReportScene.Make(host);
        var page = await scene.Ask();
        var browser = await host.SignedIn(scene.Company);
        var cancelled = await browser.PostForm(await browser.GetPage(page.Response.RequestMessage!.RequestUri!.PathAndQuery), button: "Cancel the report");
        await host.RunJobs();

        Assert.Contains("The report was cancelled.", cancelled.Text, StringComparison.Ordinal);
        Assert.Equal(ReportStatus.Cancelled, (await scene.Report()).Status);
        Assert.Equal(ReportFileStatus.Dropped, (await scene.File()).Status);
        Assert.Empty(await host.FilesOf(scene.Company));
    }

    [Fact] // ACC-8
    public async Task While_the_company_is_suspended_its_files_wait()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.Db(async db =>
        {
            (await db.ThirdParties.FindAsync(scene.Company.OwnerId))!.Suspend("A test.", host.Now);
            await db.SaveChangesAsync();
        });
        await host.RunJobs();

        Assert.Equal(ReportFileStatus.Waiting, (await scene.File()).Status);
        Assert.Empty(await host.FilesOf(scene.Company));
    }
}
