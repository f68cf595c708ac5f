using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.AccessHistory;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Features.Mail;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Features.Usage;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Jobs;

/// <summary>Background work: safe to run twice and on two machines at once.</summary>
public interface IJob
{
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>
/// The crontab: every recurring job of the portal stands here and nowhere else. Each takes a lease by its name here
/// (<see cref="JobLeases"/>) and extends it between steps, so that it runs on one node at a time.
/// </summary>
public static class RecurringJobs
{
    public static readonly IReadOnlyList<RecurringJob> All =
    [
        RecurringJob.Every<SweepMail>("mail", "* * * * *"),
        RecurringJob.Every<ExpireInvitations>("expire-invitations", "* * * * *"),
        RecurringJob.Every<ExpireAgreements>("expire-agreements", "* * * * *"),
        RecurringJob.Every<ExpireExtensions>("expire-extensions", "* * * * *"),
        RecurringJob.Every<RemindOfEnds>("remind-of-ends", "* * * * *"),
        RecurringJob.Every<SendYearlySummaries>("yearly-summaries", "37 * * * *"),
        RecurringJob.Every<ActOnMoves>("moves", "* * * * *"),
        RecurringJob.Every<PassClaims>("pass-claims", "* * * * *"),
        RecurringJob.Every<SealLedger>("seal-ledger", "* * * * *"),
        RecurringJob.Every<WriteLedgerCheckpoint>("ledger-checkpoint", "23 * * * *"),
        RecurringJob.Every<ReadInbox>("read-inbox", "* * * * *"),
        RecurringJob.Every<RemoveUnconfirmedAccounts>("remove-unconfirmed-accounts", "17 * * * *"),
        RecurringJob.Every<ForgetSignIns>("forget-sign-ins", "23 * * * *"),
        RecurringJob.Every<RemoveOldRegistrations>("remove-old-registrations", "27 * * * *"),
        RecurringJob.Every<WindUpCompanies>("wind-up-companies", "* * * * *"),
        RecurringJob.Every<SendDigests>("digests", "3 * * * *"),
        RecurringJob.Every<SweepReports>("reports", "* * * * *"),
        RecurringJob.Every<SweepBulkTasks>("bulk", "* * * * *"),
        RecurringJob.Every<SyncFolders>("folders", "* * * * *"),
        RecurringJob.Every<RemoveOldFiles>("old-files", "7 * * * *"),
        RecurringJob.Every<PurgeMail>("purge-mail", "12 8 * * *"),
        RecurringJob.Every<PurgeInvitations>("purge-invitations", "22 8 * * *"),
        RecurringJob.Every<PurgeAgreements>("purge-agreements", "32 8 * * *"),
        RecurringJob.Every<PurgeBulkTasks>("purge-bulk", "37 8 * * *"),
        RecurringJob.Every<PurgeActivity>("purge-activity", "42 8 * * *"),
        RecurringJob.Every<PurgeReports>("purge-reports", "52 8 * * *"),
        RecurringJob.Every<PurgeClaims>("purge-claims", "57 8 * * *"),
        RecurringJob.Every<PurgeInbox>("purge-inbox", "2 9 * * *"),
        // More than one run, when a month of millions of meters goes.
        RecurringJob.Every<PurgeUsage>("purge-usage", "27 * * * *"),
    ];

    /// <summary>Makes the storage hold what <see cref="All"/> says, and nothing from a former version, and lets each run.</summary>
    internal static void Register(IRecurringJobManager manager, JobStorage storage)
    {
        using var connection = storage.GetConnection();
        foreach (var stale in connection.GetRecurringJobs().Where(stored => All.All(job => job.Name != stored.Id)))
            manager.RemoveIfExists(stale.Id);
        foreach (var job in All)
        {
            job.AddTo(manager);
            // What a stop or a kill left is taken up at once, not at the next full minute.
            manager.Trigger(job.Name);
        }
    }
}

/// <summary>A line of the crontab. <paramref name="Cron"/> has six fields when it starts with seconds.</summary>
public sealed record RecurringJob(string Name, string Cron, Type Type, Action<IRecurringJobManager> AddTo)
{
    public static RecurringJob Every<TJob>(string name, string cron)
        where TJob : IJob =>
        new(name, cron, typeof(TJob), manager => manager.AddOrUpdate<TJob>(name, job => job.RunAsync(CancellationToken.None), cron));
}

/// <summary>
/// Registers the crontab a moment after the portal answers: thirty jobs at once would make the first visitors wait, and
/// nothing that a stop or a kill left is in such a hurry.
/// </summary>
public sealed partial class Crontab(
    IRecurringJobManager manager, JobStorage storage, IHostApplicationLifetime lifetime, IOptions<JobOptions> options, TimeProvider time, ILogger<Crontab> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(TimeSpan.FromSeconds(options.Value.FirstRunAfterSeconds), time, stoppingToken);
        while (!TryRegister())
            await Task.Delay(Again, time, stoppingToken);
    }

    private bool TryRegister()
    {
        try
        {
            RecurringJobs.Register(manager, storage);
            return true;
        }
        catch (DistributedLockTimeoutException failure)
        {
            // Another node, or what a killed one has left, holds the lock of a job.
            Locked(logger, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The recurring jobs could not be registered yet, since one of them is locked; it is tried again")]
    private static partial void Locked(ILogger logger, Exception exception);
}
