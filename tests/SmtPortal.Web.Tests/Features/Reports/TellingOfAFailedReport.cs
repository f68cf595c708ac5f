using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>Section 10: a company is told by mail when a report has failed.</summary>
public sealed class TellingOfAFailedReport(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    private static readonly DateOnly Empty = new(2026, 5, 1);

    [Fact]
    public async Task The_mail_says_how_many_files_are_missing_and_why()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask(from: Empty, to: Empty.AddDays(1));
        await host.RunJobs();
        var report = await scene.Report();
        var mail = host.Mail.OnlyTo(await Office(scene.Company));

        Assert.Equal($"Report {report.Number} has failed", mail.Subject);
        Assert.Equal(
            $"""
            Report {report.Number} has failed {Line($"Report {report.Number} has failed")}
            0 of 1 files are in your folder. The others are not, for these reasons: - There is no usage for these days. (1)
            Report: {report.Number} What: 15-minute usage, CSV Period: May 1, 2026 – May 2, 2026 Asked for: Nov 23, 2026, 12:00 PM CT
            The report's page lists every file. Those that failed can be tried again there, under the same names.
            Open the report: https://localhost/company/reports/{report.PublicId}
            """.ReplaceLineEndings(" "), RecordedMail.WordsOf(mail));
    }

    [Fact]
    public async Task One_that_was_delivered_in_part_says_so_and_only_once()
    {
        var (full, empty) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(full, empty));
        var agreement = await host.Agreement(company, customer, null, full, empty);
        var scene = new ReportScene(host, company, customer, full, agreement, await host.Usage(full.Esiid, ReportScene.First, ReportScene.Last));
        await scene.Ask();
        await host.RunJobs();
        await host.RunJobs();
        var mail = host.Mail.OnlyTo(await Office(company));
        Assert.Equal($"Report {(await scene.Report()).Number} was delivered in part", mail.Subject);
        Assert.Contains("1 of 2 files are in your folder.", RecordedMail.WordsOf(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_consent_for_some_ended_on_the_way_is_nothing_that_failed()
    {
        var (kept, ended) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(kept, ended));
        var agreements = new[] { await host.Agreement(company, customer, null, kept), await host.Agreement(company, customer, null, ended) };
        foreach (var premise in new[] { kept, ended })
            await host.Usage(premise.Esiid, ReportScene.First, ReportScene.First);
        var browser = await host.SignedIn(company);
        await browser.PostForm(await browser.GetPage("/company/reports/new"), new { From = ReportScene.First, To = ReportScene.First }, "Ask for the report");
        await host.Terminate(agreements[1]);
        await host.SendMail();
        var before = host.Mail.To(await Office(company)).Count;
        await host.RunJobs();
        Assert.Equal(ReportStatus.CompletedWithFailures, await host.Db(db => db.Reports.Where(r => r.ThirdPartyId == company.OwnerId).Select(r => r.Status).SingleAsync()));
        Assert.Equal(before, host.Mail.To(await Office(company)).Count);
    }

    private static string Line(string heading) => new('=', heading.Length);

    private Task<string> Office(TestUser company) =>
        host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());
}
