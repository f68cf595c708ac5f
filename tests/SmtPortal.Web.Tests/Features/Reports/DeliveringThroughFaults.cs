using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Activity;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>RPT-3: a file appears whole or not at all; nothing is sent twice under another name, nothing is lost. RPT-6: consent decides to the last moment.</summary>
public sealed class DeliveringThroughFaults(DeliveryHost host) : IClassFixture<DeliveryHost>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        host.Hooks.Clear();
        (host.Ftps.Faults.DropUploadAtByte, host.Ftps.Faults.RefuseRename) = (null, false);
        host.Ftps.ComeBack();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_upload_that_breaks_off_shows_no_file_and_is_done_again()
    {
        var scene = await ReportScene.Make(host);
        host.Ftps.Faults.DropUploadAtByte = 1000;
        await scene.Ask();
        await host.RunJobs();
        Assert.Equal((ReportFileStatus.Waiting, 1), ((await scene.File()).Status, (await scene.File()).Attempts));
        Assert.DoesNotContain(await host.FilesOf(scene.Company), f => !f.Key.EndsWith(".part", StringComparison.Ordinal));

        host.Ftps.Faults.DropUploadAtByte = null;
        await Later();
        await AssertDeliveredOnce(scene);
    }

    [Fact]
    public async Task A_refused_rename_is_tried_again_then_fails_and_can_be_asked_for_again()
    {
        var scene = await ReportScene.Make(host);
        host.Ftps.Faults.RefuseRename = true;
        await scene.Ask();
        for (var i = 0; i < ReportFile.MaxRefusals; i++)
            await Later();
        Assert.Equal((ReportFileStatus.Failed, ReportReason.ServerRefused), ((await scene.File()).Status, (await scene.File()).Reason!.Value));
        Assert.Equal(ReportStatus.Failed, (await scene.Report()).Status);
        await Later();
        Assert.Empty(await host.FilesOf(scene.Company));

        host.Ftps.Faults.RefuseRename = false;
        var browser = await host.SignedIn(scene.Company);
        await browser.PostForm(await browser.GetPage($"/company/reports/{(await scene.Report()).PublicId}"), button: "Try the failed files again");
        await host.RunJobs();
        await AssertDeliveredOnce(scene);
    }

    [Fact]
    public async Task While_the_server_is_away_the_report_waits_longer_each_time_and_goes_on_when_it_is_back()
    {
        var scene = await ReportScene.Make(host);
        host.Ftps.GoAway();
        await scene.Ask();
        await host.RunJobs();
        var first = (await scene.File()).NextAttemptAt!.Value - host.Now;
        await Later();
        var second = (await scene.File()).NextAttemptAt!.Value - host.Now;
        Assert.True(second > first, $"{second} is not longer than {first}");
        Assert.Equal(2, (await scene.File()).Attempts);

        host.Ftps.ComeBack();
        await Later();
        await AssertDeliveredOnce(scene);
    }

    [Fact] // RPT-3: nothing is lost
    public async Task A_fault_of_ours_at_one_file_makes_it_wait_longer_each_time_and_keeps_no_other()
    {
        host.Logs.ExpectedErrors.Add("could not be worked on");
        var (broken, whole) = (await ReportScene.Make(host), await ReportScene.Make(host));
        await broken.Ask();
        await whole.Ask();
        var part = $"{(await broken.File()).Id:N}.part";
        host.Hooks.BreaksAt = path => path.EndsWith(part, StringComparison.Ordinal);
        await host.RunJobs();

        var first = await broken.File();
        Assert.Equal((ReportFileStatus.Waiting, 1, null), (first.Status, first.Attempts, first.LeaseId));
        Assert.Equal(ReportFile.WaitAfter(1), first.NextAttemptAt - host.Now);
        await AssertDeliveredOnce(whole);
        await Later();
        var second = await broken.File();
        Assert.Equal((2, ReportFile.WaitAfter(2)), (second.Attempts, second.NextAttemptAt - host.Now));

        host.Hooks.Clear();
        await Later();
        await AssertDeliveredOnce(broken);
    }

    [Fact]
    public async Task The_clock_is_looked_at_before_each_file_and_what_was_not_begun_is_free_at_once()
    {
        var scene = await SceneOf(8);
        await scene.Ask();
        host.Hooks.AfterUpload = () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(70));
            return Task.CompletedTask;
        };
        await host.Run<DeliverReports>();

        var files = await scene.Files();
        // Begun after 0, 70, 140, 210 and 280 seconds of five minutes.
        Assert.Equal(5, files.Count(f => f.Status == ReportFileStatus.Delivered));
        Assert.All(files.Where(f => f.IsWaiting), f => Assert.Equal((0, null, null), (f.Attempts, f.LeaseId, f.LeaseUntil)));
        host.Hooks.Clear();
        await Later();
        Assert.All(await scene.Files(), f => Assert.Equal(ReportFileStatus.Delivered, f.Status));
    }

    [Fact]
    public async Task A_sweep_keeps_its_name_while_it_runs_and_gives_it_up_soon_after_a_kill()
    {
        var scene = await SceneOf(4);
        await scene.Ask();
        var held = new List<bool>();
        host.Hooks.AfterUpload = async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(40));
            held.Add(await host.Use<JobLeases, bool>(async leases => await leases.TakeAsync("reports", default) is null));
        };
        await host.Run<SweepReports>();
        Assert.Equal([true, true, true, true], held);

        await host.Use<JobLeases, HeldLease?>(leases => leases.TakeAsync("reports", default)); // and is killed
        var next = await ReportScene.Make(host);
        host.Hooks.Clear();
        await next.Ask();
        await host.Run<SweepReports>();
        Assert.Equal(ReportFileStatus.Waiting, (await next.File()).Status);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        await host.Run<SweepReports>();
        await AssertDeliveredOnce(next);
    }

    [Theory]
    [InlineData("after the upload")]
    [InlineData("before the rename")]
    [InlineData("after the rename")]
    public async Task Killed_at_any_step_the_file_is_delivered_once_under_its_one_name(string when)
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await Kill(when);
        Assert.Equal(ReportFileStatus.Waiting, (await scene.File()).Status);
        Assert.Equal(0, await scene.Accesses());

        await Later();
        await AssertDeliveredOnce(scene);
    }

    [Fact] // USE-8: told once, and told of every first access
    public async Task Killed_right_after_a_delivery_was_saved_the_customer_is_told_all_the_same_and_once()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        host.Logs.ExpectedErrors.Add("using a transaction");
        host.Death.ComesWith<AccessRecord>();
        await Assert.ThrowsAsync<KilledException>(host.RunJobs);
        Assert.Equal(1, await Told(scene));

        await Later();
        await scene.Ask();
        await Later();
        Assert.Equal(1, await Told(scene));
        Assert.Equal(2, await scene.Accesses());
    }

    [Theory]
    [InlineData("after the upload")]
    [InlineData("after the rename")]
    public async Task Killed_and_then_consent_ended_nothing_is_left_in_the_folder(string when)
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await Kill(when);
        // The company sees nothing before the last check.
        Assert.Equal(when == "after the rename", (await host.FilesOf(scene.Company)).Count > 0);
        Assert.Equal(when == "after the upload", host.IsStaged(await scene.File()));

        await host.Terminate(scene.Agreement);
        await Later();
        await AssertDropped(scene);
    }

    [Fact] // AGR-6, RPT-6
    public async Task Consent_that_ends_before_the_file_is_written_drops_it()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.Terminate(scene.Agreement);
        await host.RunJobs();
        await AssertDropped(scene);
    }

    [Fact] // AGR-5, RPT-6
    public async Task A_move_out_while_a_file_is_written_drops_it_and_what_was_written()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        host.Hooks.AfterUpload = async () =>
            Assert.Equal(RecordMoveOutcome.Ended, await host.Given.MoveOut(scene.Premise, CentralTime.DayOf(host.Now)));
        await host.RunJobs();
        await AssertDropped(scene);
        Assert.Equal(ReportStatus.Failed, (await scene.Report()).Status);
    }

    [Fact] // RPT-6: the clock decides, whether or not a row says so
    public async Task An_agreement_whose_time_is_over_drops_the_file_without_anybody_telling()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.Db(async db =>
        {
            var agreement = (await db.Agreements.FindAsync(scene.Agreement.Number))!;
            db.Entry(agreement).Property(a => a.EndsAt).CurrentValue = host.Now;
            await db.SaveChangesAsync();
        });
        await host.RunJobs();
        await AssertDropped(scene);
    }

    [Fact] // AGR-6, RPT-6
    public async Task Consent_that_ends_between_writing_and_renaming_drops_the_file_and_what_was_written()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        host.Hooks.AfterUpload = () => host.Terminate(scene.Agreement);
        await host.RunJobs();
        await AssertDropped(scene);
    }

    [Fact] // AGR-6
    public async Task Who_ends_consent_waits_for_the_rename_and_no_more()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        Task? ending = null;
        var waited = false;
        host.Hooks.BeforeRename = async () =>
        {
            ending = Task.Run(() => host.Terminate(scene.Agreement));
            // Not a measurement: however long it is waited for, it cannot end while the agreement is held.
            waited = await Task.WhenAny(ending, Task.Delay(300)) != ending;
        };
        await host.RunJobs();
        await ending!;

        Assert.True(waited);
        Assert.Equal(ReportFileStatus.Delivered, (await scene.File()).Status);
        Assert.Equal(AgreementStatus.Terminated, (await host.Db(async db => (await db.Agreements.FindAsync(scene.Agreement.Number))!)).Status);
    }

    [Fact]
    public async Task A_report_cancelled_while_its_file_is_written_leaves_nothing()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        var report = await scene.Report();
        host.Hooks.AfterUpload = () => host.Use<CancelReport, ChangeReportOutcome>(c => c.ExecuteAsync(scene.Company.OwnerId, report.PublicId, default));
        await host.RunJobs();
        await AssertDropped(scene);
        Assert.Equal(ReportStatus.Cancelled, (await scene.Report()).Status);
    }

    [Fact] // Architecture: a claim, proven with four workers
    public async Task Four_workers_at_once_deliver_each_file_once()
    {
        const int Count = 60;
        var scene = await SceneOf(Count);
        await scene.Ask();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Run<DeliverReports>())));
        for (var i = 0; i < 5 && (await scene.Report()).IsOpen; i++)
            await Later();

        Assert.Equal(ReportStatus.Completed, (await scene.Report()).Status);
        Assert.Equal(Count, (await host.FilesOf(scene.Company)).Count);
        Assert.All(await scene.Files(), f => Assert.Equal(ReportFileStatus.Delivered, f.Status));
        var accesses = await host.Db(db => db.AccessRecords.Where(r => r.ThirdPartyId == scene.Company.OwnerId).Select(r => r.Esiid).ToListAsync());
        Assert.Equal((await scene.Files()).Select(f => f.Esiid), accesses.Order(StringComparer.Ordinal));
        Assert.Equal(1, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.Kind == "first-access" && m.To == scene.Customer.Email)));
    }

    [Fact] // AGR-4
    public async Task Two_workers_on_one_one_time_agreement_use_up_each_ESIID_once()
    {
        var premises = new[] { await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise() };
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premises));
        var terms = EnergyTerms.OneTime(UsageKind.FifteenMinute, ReportScene.First, ReportScene.First, CentralTime.DayOf(host.Now));
        var agreement = await host.Agreement(company, customer, terms, premises);
        foreach (var premise in premises)
            await host.Usage(premise.Esiid, ReportScene.First, ReportScene.First);
        var scene = new ReportScene(host, company, customer, premises[0], agreement, []);
        await scene.Ask();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => host.Run<DeliverReports>())));
        for (var i = 0; i < 5 && (await scene.Report()).IsOpen; i++)
            await Later();

        Assert.Equal(4, (await host.FilesOf(company)).Count);
        Assert.Equal(4, await scene.Accesses());
        Assert.Equal(AgreementStatus.Completed, (await host.Db(async db => (await db.Agreements.FindAsync(agreement.Number))!)).Status);
    }

    /// <summary>One agreement about many ESIIDs, each with one day of usage.</summary>
    private async Task<ReportScene> SceneOf(int count)
    {
        var premises = new List<Premise>();
        for (var i = 0; i < count; i++)
            premises.Add(await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer([.. premises]));
        var agreement = await host.Agreement(company, customer, null, [.. premises]);
        foreach (var premise in premises)
            await host.Usage(premise.Esiid, ReportScene.First, ReportScene.First);
        return new ReportScene(host, company, customer, premises[0], agreement, []);
    }

    private Task<int> Told(ReportScene scene) => host.Db(db => db.OutgoingEmails.CountAsync(m => m.Kind == "first-access" && m.To == scene.Customer.Email));

    private static async Task AssertDeliveredOnce(ReportScene scene)
    {
        Assert.Equal(ReportFileStatus.Delivered, (await scene.File()).Status);
        var (path, content) = Assert.Single(await scene.Host.FilesOf(scene.Company));
        Assert.EndsWith(".csv", path, StringComparison.Ordinal);
        Assert.Equal(await ReportScene.Csv(scene.Days), content);
        Assert.Equal(1, await scene.Accesses());
        Assert.Equal(ReportStatus.Completed, (await scene.Report()).Status);
    }

    private static async Task AssertDropped(ReportScene scene)
    {
        Assert.Equal(ReportFileStatus.Dropped, (await scene.File()).Status);
        Assert.Null((await scene.File()).NextAttemptAt);
        Assert.Empty(await scene.Host.FilesOf(scene.Company));
        Assert.False(scene.Host.IsStaged(await scene.File()));
        Assert.Equal(0, await scene.Accesses());
    }

    private async Task Kill(string when)
    {
        Func<Task> killed = () => throw new KilledException();
        (host.Hooks.AfterUpload, host.Hooks.BeforeRename, host.Hooks.AfterRename) = when switch
        {
            "after the upload" => (killed, null, null),
            "before the rename" => ((Func<Task>?)null, killed, (Func<Task>?)null),
            _ => (null, null, killed),
        };
        await Assert.ThrowsAsync<KilledException>(host.RunJobs);
        host.Hooks.Clear();
    }

    /// <summary>Past every lease and pause; then the sweep.</summary>
    private async Task Later()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await host.Run<SweepReports>();
    }
}
