using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>The clock of these moves far.</summary>
public sealed class AskingAgain(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact] // USE-6, RPT-5
    public async Task A_failed_report_that_is_tried_again_shows_twelve_months_back_from_then()
    {
        var scene = await ReportScene.Make(host);
        var first = EnergyTerms.EarliestDay(CentralTime.DayOf(host.Now));
        await scene.Ask(from: first, to: first.AddDays(9));
        await host.RunJobs();
        Assert.Equal(ReportStatus.Failed, (await scene.Report()).Status);
        var days = await host.Usage(scene.Premise.Esiid, first, first.AddDays(9));
        host.Clock.Advance(TimeSpan.FromDays(4));

        var browser = await host.SignedIn(scene.Company);
        await browser.PostForm(await browser.GetPage($"/company/reports/{(await scene.Report()).PublicId}"), button: "Try the failed files again");
        await host.RunJobs();
        var (_, content) = Assert.Single(await host.FilesOf(scene.Company));
        Assert.Equal(await ReportScene.Csv(days.Skip(4)), content);
        Assert.Equal(first.AddDays(4), (await scene.File()).DeliveredFrom);
    }

    [Fact] // AGR-4: the clock of a one-time agreement runs out while its file is handed over
    public async Task What_expires_waits_for_a_file_that_is_being_handed_over()
    {
        var today = CentralTime.DayOf(host.Now);
        var scene = await ReportScene.Make(host, EnergyTerms.OneTime(UsageKind.FifteenMinute, ReportScene.First, ReportScene.Last, today));
        await scene.Ask();
        Task? expiring = null;
        var waited = false;
        host.Hooks.BeforeRename = async () =>
        {
            host.Clock.Advance(TimeSpan.FromDays(30));
            expiring = Task.Run(() => host.Run<ExpireAgreements>());
            waited = await Task.WhenAny(expiring, Task.Delay(300)) != expiring;
        };
        await host.RunJobs();
        host.Hooks.Clear();
        await expiring!;
        Assert.True(waited);
        // Either way what lies in the folder and what the row says are the same.
        var delivered = (await scene.File()).Status == ReportFileStatus.Delivered;
        Assert.Equal(delivered ? 1 : 0, (await host.FilesOf(scene.Company)).Count);
        Assert.Equal(delivered ? 1 : 0, await scene.Accesses());
    }

    [Fact] // AGR-4
    public async Task A_one_time_agreement_that_runs_out_drops_the_file_that_was_not_delivered()
    {
        var today = CentralTime.DayOf(host.Now);
        var scene = await ReportScene.Make(host, EnergyTerms.OneTime(UsageKind.FifteenMinute, ReportScene.First, ReportScene.Last, today));
        await scene.Ask();
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.Run<ExpireAgreements>();
        await host.Run<SweepReports>();
        Assert.Equal(ReportFileStatus.Dropped, (await scene.File()).Status);
        Assert.Empty(await host.FilesOf(scene.Company));
        Assert.Equal(AgreementStatus.Expired, await host.Db(db => db.Agreements.Where(a => a.Number == scene.Agreement.Number).Select(a => a.Status).SingleAsync()));
    }
}
