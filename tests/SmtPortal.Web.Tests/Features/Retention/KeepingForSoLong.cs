using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.AccessHistory;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Mail;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Features.Usage;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Tests.Delivery;
using SmtPortal.Web.Tests.Features.OccupancyClaims;
using SmtPortal.Web.Tests.Features.Reports;
using SmtPortal.Web.Tests.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Retention;

/// <summary>OPS-6: things are kept as long as it says, and no longer. These tests move the clock by years, so each has a host of its own.</summary>
public sealed class KeepingForSoLong(TestDatabase databases) : IAsyncLifetime
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMinutes(1);
    private readonly DeliveryHost host = new(databases);

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_mail_loses_its_body_after_30_days_and_goes_after_13_months()
    {
        var (company, customer, premise) = await People();
        await host.Given.Invitation(company, customer.Email, [premise]);
        await host.SendMail();
        var made = host.Now;
        var id = await host.Db(db => db.OutgoingEmails.Where(m => m.To == customer.Email).Select(m => m.Id).SingleAsync());
        Task<OutgoingEmail?> Row() => host.Db(db => db.OutgoingEmails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id));

        await At<PurgeMail>(made.AddDays(30));
        Assert.NotNull((await Row())!.Body);
        await At<PurgeMail>(made.AddDays(30) + AMoment);
        Assert.Equal((null, OutgoingEmailStatus.Sent), ((await Row())!.Body, (await Row())!.Status));
        await At<PurgeMail>(made.AddMonths(13));
        Assert.NotNull(await Row());
        Assert.True(await host.Db(db => db.MailLinks.AnyAsync(l => l.EmailId == id)));
        await At<PurgeMail>(made.AddMonths(13) + AMoment);
        Assert.Null(await Row());
        Assert.False(await host.Db(db => db.MailLinks.AnyAsync(l => l.EmailId == id)));
    }

    [Fact]
    public async Task A_mail_that_still_waits_keeps_its_body()
    {
        var (company, customer, premise) = await People();
        await host.Given.Invitation(company, customer.Email, [premise]);
        await At<PurgeMail>(host.Now.AddMonths(14));
        Assert.NotNull(await host.Db(db => db.OutgoingEmails.Where(m => m.To == customer.Email).Select(m => m.Body).SingleAsync()));
        await host.SendMail();
    }

    [Fact]
    public async Task What_was_done_to_many_goes_after_30_days_and_what_still_runs_stays()
    {
        var (company, customer, premise) = await People();
        await host.Given.Invitation(company, customer.Email, [premise]);
        var author = new BulkAuthor(company.OwnerId, company.Id);
        var (never, running) = (
            await host.Use<ChooseBulk, BulkTask?>(c => c.InvitationsAsync(author, BulkKind.Remind, new InvitationSearch(), default)),
            await host.Use<ChooseBulk, BulkTask?>(c => c.InvitationsAsync(author, BulkKind.Withdraw, new InvitationSearch(), default)));
        await host.Use<StartBulk, StartBulkOutcome>(s => s.ExecuteAsync(running!.Id, company.OwnerId, null, default));
        var made = host.Now;
        Task<List<Guid>> Left() => host.Db(db => db.BulkTasks.Where(t => t.ThirdPartyId == company.OwnerId).OrderBy(t => t.Kind).Select(t => t.Id).ToListAsync());

        await At<PurgeBulkTasks>(made.AddDays(30));
        Assert.Equal([never!.Id, running!.Id], await Left());
        await At<PurgeBulkTasks>(made.AddDays(30) + AMoment);
        Assert.Equal([running.Id], await Left());
        Assert.Equal([running.Id], await host.Db(db => db.BulkRows.Select(r => r.TaskId).ToListAsync()));
    }

    [Fact] // ACC-7
    public async Task A_claim_can_be_made_again_after_30_days_and_goes_24_months_after_its_end()
    {
        var (ended, waiting) = (await host.Claimed(), await host.Claimed());
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(waiting.Id, null, default));
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.WithdrawAsync(ended.Id, default));
        var closed = host.Now;
        Task<List<Guid>> Left() => host.Db(db => db.OccupancyClaims.Where(c => c.Id == ended.Id || c.Id == waiting.Id).Select(c => c.Id).ToListAsync());

        host.Clock.Advance(TimeSpan.FromDays(30) - AMoment);
        Assert.Equal(AddEsiidOutcome.ClaimedTooSoon, await host.Prove(ended.Claimant, ended.Home));
        host.Clock.Advance(AMoment);
        Assert.Equal(AddEsiidOutcome.Claimed, await host.Prove(ended.Claimant, ended.Home));

        await At<PurgeClaims>(closed.AddMonths(24));
        Assert.Equal(2, (await Left()).Count);
        await At<PurgeClaims>(closed.AddMonths(24) + AMoment);
        Assert.Equal([waiting.Id], await Left());
        Assert.Equal(1, await host.Db(db => db.OccupancyClaims.CountAsync(c => c.Esiid == ended.Home.Esiid)));
    }

    [Fact]
    public async Task An_ended_invitation_goes_after_13_months_and_its_agreement_and_the_ledger_stay()
    {
        var (company, customer, premise) = await People();
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        var open = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        var accepted = host.Now;
        Task<int> Left() => host.Db(db => db.Invitations.CountAsync(i => i.Number == agreement.InvitationNumber));
        var decisions = await Decisions(agreement);

        await At<PurgeInvitations>(accepted.AddMonths(13));
        Assert.Equal(1, await Left());
        await At<PurgeInvitations>(accepted.AddMonths(13) + AMoment);
        Assert.Equal(0, await Left());
        // Open by its row, though over by the clock: the job that says so has not run, and its end counts from there.
        Assert.Equal(1, await host.Db(db => db.Invitations.CountAsync(i => i.Number == open.Number)));
        Assert.Equal(1, await host.Db(db => db.Agreements.CountAsync(a => a.Number == agreement.Number)));
        Assert.Equal(decisions, await Decisions(agreement));
        var browser = await host.SignedIn(customer);
        (await browser.GetPage($"/customer/agreements/{agreement.Number}")).Expect(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_ended_agreement_goes_after_7_years_and_the_ledger_stays()
    {
        var scene = await ReportScene.Make(host);
        var going = scene.Agreement;
        await scene.Ask();
        await host.RunJobs();
        await host.Terminate(going);
        var ended = host.Now;
        var decisions = await Decisions(going);
        Task<int> Left() => host.Db(db => db.Agreements.CountAsync(a => a.Number == going.Number));

        await At<PurgeAgreements>(ended.AddYears(7));
        Assert.Equal(1, await Left());
        // Its report lies in the way, until that is gone.
        await At<PurgeAgreements>(ended.AddYears(7) + AMoment);
        Assert.Equal(1, await Left());
        await host.Run<RemoveOldFiles>();
        await host.Run<PurgeReports>();
        await host.Run<PurgeAgreements>();
        Assert.Equal(0, await Left());
        Assert.Equal(0, await host.Db(db => db.FirstAccesses.CountAsync(f => f.AgreementNumber == going.Number)));
        Assert.Equal(decisions, await Decisions(going));
    }

    [Fact]
    public async Task What_a_company_saw_and_its_report_go_after_13_months()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask($"{scene.Premise.Esiid} nonsense");
        await host.RunJobs();
        var delivered = host.Now;
        var report = await scene.Report();
        Task<(int, int, int, int)> Left() => host.Db(async db => (
            await db.AccessRecords.CountAsync(r => r.ThirdPartyId == scene.Company.OwnerId), await db.ReportFiles.CountAsync(f => f.ReportNumber == report.Number),
            await db.ReportRefusals.CountAsync(r => r.ReportNumber == report.Number), await db.Reports.CountAsync(r => r.Number == report.Number)));

        await At<PurgeActivity>(delivered.AddMonths(13));
        await host.Run<PurgeReports>();
        Assert.Equal((1, 1, 1, 1), await Left());
        await At<PurgeActivity>(delivered.AddMonths(13) + AMoment);
        await host.Run<PurgeReports>();
        // As long as the file lies in the folder its row stays.
        Assert.Equal((0, 1, 1, 1), await Left());
        await host.Run<RemoveOldFiles>();
        await host.Run<PurgeReports>();
        Assert.Equal((0, 0, 0, 0), await Left());
    }

    [Fact]
    public async Task An_inbox_file_goes_after_30_days_with_its_errors_and_the_usage_in_it_stays()
    {
        var premise = await host.Given.Premise();
        var day = IntervalCsv.Any(new Random(1), premise.Esiid, CentralTime.DayOf(host.Now).AddDays(-1), UsageDirection.Consumption);
        var read = await Read("read.csv", [.. await IntervalCsv.WriteAsync([day]), .. "bad\n"u8]);
        var refused = await Read("refused.csv", Encoding.ASCII.GetBytes("no interval file"));
        Assert.Equal((InboxFileStatus.Done, InboxFileStatus.Refused, 1L), (read.Status, refused.Status, read.RowsBad));
        var finished = host.Now;
        string[] Disk() => [.. Directory.EnumerateFiles(host.InboxFolder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>()
            .Where(name => name == $"{read.Id:N}" || name == $"{refused.Id:N}")];
        Task<int> Rows() => host.Db(db => db.InboxFiles.CountAsync(f => f.Number == read.Number || f.Number == refused.Number));

        await At<PurgeInbox>(finished.AddDays(30));
        Assert.Equal((2, 2), (Disk().Length, await Rows()));
        await At<PurgeInbox>(finished.AddDays(30) + AMoment);
        Assert.Equal((0, 0), (Disk().Length, await Rows()));
        Assert.Equal(0, await host.Db(db => db.InboxFileErrors.CountAsync(e => e.FileId == read.Id)));
        Assert.Equal(1, await host.Db(db => db.UsageDays.CountAsync(d => d.Esiid == premise.Esiid)));
    }

    [Fact]
    public async Task An_inbox_file_that_the_disk_keeps_keeps_its_row_and_no_other()
    {
        var (stuck, free) = (await Read("stuck.csv", "a"u8.ToArray()), await Read("free.csv", "b"u8.ToArray()));
        var path = Directory.EnumerateFiles(host.InboxFolder, $"{stuck.Id:N}", SearchOption.AllDirectories).Single();
        var chattr = Tool.FindOrSkip("chattr"); // holds for root too
        var (exit, said) = await Tool.RunAsync(chattr, "+i", path);
        Assert.SkipUnless(exit == 0, $"This file system has no immutable files: {said}");
        try
        {
            await At<PurgeInbox>(host.Now.AddDays(31));
        }
        finally
        {
            await Tool.RunAsync(chattr, "-i", path);
        }

        Assert.True(File.Exists(path));
        Assert.Equal(1, await host.Db(db => db.InboxFiles.CountAsync(f => f.Number == stuck.Number)));
        Assert.Equal(0, await host.Db(db => db.InboxFiles.CountAsync(f => f.Number == free.Number)));
        await host.Run<PurgeInbox>();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Usage_is_kept_for_24_months_before_the_current_one_and_revisions_for_13()
    {
        var premise = await host.Given.Premise();
        var today = CentralTime.DayOf(host.Now);
        var month = new DateOnly(today.Year, today.Month, 1);
        await Store(premise.Esiid, month.AddMonths(-24).AddDays(-2), month.AddMonths(-24).AddDays(1));
        await Store(premise.Esiid, month.AddMonths(-13).AddDays(-2), month.AddMonths(-13).AddDays(1));
        await Store(premise.Esiid, today.AddDays(-1), today.AddDays(-1));

        await host.Run<PurgeUsage>();
        var (days, revisions) = (await Days<UsageDayRow>(premise.Esiid), await Days<UsageDayRevision>(premise.Esiid));
        Assert.Equal([month.AddMonths(-24), month.AddMonths(-24).AddDays(1)], days.Take(2));
        Assert.Equal(2 + 4 + 1, days.Count);
        Assert.Equal([month.AddMonths(-13), month.AddMonths(-13).AddDays(1), today.AddDays(-1)], revisions);

        // All was gone through for this month; what comes late waits for the next.
        await Store(premise.Esiid, month.AddMonths(-24).AddDays(-1), month.AddMonths(-24).AddDays(-1));
        await host.Run<PurgeUsage>();
        Assert.Equal(2 + 4 + 1 + 1, (await Days<UsageDayRow>(premise.Esiid)).Count);
        await At<PurgeUsage>(CentralTime.StartOf(month.AddMonths(1)));
        Assert.Equal(4 + 1, (await Days<UsageDayRow>(premise.Esiid)).Count);
        Assert.Equal([today.AddDays(-1)], await Days<UsageDayRevision>(premise.Esiid));
    }

    [Fact]
    public async Task A_purge_of_usage_that_was_broken_off_goes_on_where_it_stopped()
    {
        var premises = new List<string>();
        for (var i = 0; i < 25; i++)
            premises.Add((await host.Given.Premise()).Esiid);
        var today = CentralTime.DayOf(host.Now);
        var month = new DateOnly(today.Year, today.Month, 1);
        foreach (var esiid in premises)
            await Store(esiid, month.AddMonths(-24).AddDays(-1), month.AddMonths(-24).AddDays(-1));
        await host.Db(async db =>
        {
            db.PurgeMarks.RemoveRange(await db.PurgeMarks.ToListAsync());
            db.PurgeMarks.Add(new PurgeMark { Name = "usage", Before = month.AddMonths(-24), After = premises.Order(StringComparer.Ordinal).ElementAt(9) });
            await db.SaveChangesAsync();
        });
        await host.Run<PurgeUsage>();
        Assert.Equal(premises.Order(StringComparer.Ordinal).Take(10), await host.Db(db => db.UsageDays.Where(d => premises.Contains(d.Esiid)).Select(d => d.Esiid).Order().ToListAsync()));
        Assert.All(await host.Db(db => db.PurgeMarks.ToListAsync()), mark => Assert.Null(mark.After));
    }

    [Fact]
    public async Task Four_that_purge_at_once_take_all_that_is_over_and_nothing_else()
    {
        var (company, customer, premise) = await People();
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        var users = Enumerable.Range(0, 1_700).Select(i => host.Now.AddMonths(-13).AddSeconds(i - 1_600)).ToList();
        var occupancy = await host.Db(db => db.Occupancies.Where(o => o.Esiid == premise.Esiid).Select(o => o.Id).SingleAsync());
        await host.Db(async db =>
        {
            var by = new Domain.Activity.Accessor(company.OwnerId, null, agreement.Number, occupancy, premise.Esiid);
            db.AccessRecords.AddRange(users.Select(at => new Domain.Activity.AccessRecord(by, Domain.Activity.AccessedData.MeterInformation, null, null, Domain.Activity.AccessWay.Page, at)));
            await db.SaveChangesAsync();
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Run<PurgeActivity>())));
        Assert.Equal(100, await host.Db(db => db.AccessRecords.CountAsync(r => r.ThirdPartyId == company.OwnerId)));
    }

    [Fact]
    public async Task A_purge_ends_after_five_minutes_and_the_next_goes_on()
    {
        var steps = 0;
        await host.Use<PurgeRun, bool>(async purge =>
        {
            await purge.RunAsync("purge-test", default, _ =>
            {
                steps++;
                host.Clock.Advance(TimeSpan.FromSeconds(50));
                return Task.FromResult(1);
            });
            return true;
        });
        Assert.Equal(6, steps);
    }

    /// <summary>Whoever lets a table refer to these must say what becomes of it when they go.</summary>
    [Fact]
    public async Task Everything_that_refers_to_what_is_purged_goes_with_it_or_before_it()
    {
        Type[] purged = [typeof(Invitation), typeof(Agreement), typeof(Report), typeof(ReportFile), typeof(OutgoingEmail), typeof(InboxFile), typeof(Domain.Activity.AccessRecord), typeof(Domain.Accounts.OccupancyClaim)];
        string[] before = ["ReportFile -> Agreement", "FirstAccess -> Agreement"];
        var left = await host.Db(db => Task.FromResult(purged.SelectMany(type => db.Model.FindEntityType(type)!.GetReferencingForeignKeys())
            .Where(key => key.DeleteBehavior != DeleteBehavior.Cascade && !key.IsOwnership)
            .Select(key => $"{key.DeclaringEntityType.ClrType.Name} -> {key.PrincipalEntityType.ClrType.Name}").Except(before).ToList()));
        Faults.None(left, "Let the purge of the second remove the first, and name it here.");
    }

    /// <summary>Moves the clock and runs a purge.</summary>
    private Task At<TJob>(DateTimeOffset moment)
        where TJob : IJob
    {
        host.Clock.Advance(moment - host.Now);
        return host.Run<TJob>();
    }

    private async Task<(TestUser Company, TestUser Customer, Domain.Registry.Premise Premise)> People()
    {
        var premise = await host.Given.Premise();
        return (await host.Given.Company(), await host.Given.Customer(premise), premise);
    }

    private Task<int> Decisions(Agreement agreement) => host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId));

    private async Task<InboxFile> Read(string name, byte[] bytes)
    {
        var path = Path.Combine(host.InboxFolder, name);
        await File.WriteAllBytesAsync(path, bytes);
        File.SetLastWriteTimeUtc(path, host.Now.UtcDateTime.AddMinutes(-1));
        await host.Run<ReadInbox>();
        return await host.Db(db => db.InboxFiles.AsNoTracking().OrderByDescending(f => f.Number).FirstAsync(f => f.Name == name));
    }

    /// <summary>Stores each day twice: once, and once more revised.</summary>
    private async Task Store(string esiid, DateOnly from, DateOnly to)
    {
        for (var time = 0; time < 2; time++)
        {
            var days = new List<DayUsage>();
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                var count = CentralTime.IntervalsIn(day);
                days.Add(new DayUsage(esiid, UsageDirection.Consumption, day, CentralTime.EndOf(day).AddHours(6 + time),
                    [.. Enumerable.Repeat((int?)(100 + time), count)], [.. Enumerable.Repeat(IntervalQuality.Actual, count)]));
            }

            await host.Use<UsageStore, StoredBatch>(store => store.StoreAsync(days, null));
        }
    }

    private Task<List<DateOnly>> Days<TDay>(string esiid)
        where TDay : StoredDay =>
        host.Db(db => db.Set<TDay>().Where(d => d.Esiid == esiid).OrderBy(d => d.Day).Select(d => d.Day).ToListAsync());
}
