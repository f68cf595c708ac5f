using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Reports;

/// <summary>
/// Delivers the files that are due, and clears away what dropped ones left behind. Files wait with growing pauses while their
/// server is away and go on where they stopped.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class DeliverReports(PortalDbContext db, CompanyFolders folders, FinishReports finish, DeliveryRun run, TimeProvider time) : IJob
{
    /// <summary>Most files held at a time.</summary>
    public const int Batch = 20;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(() => Task.FromResult(true), cancellationToken);

    /// <summary>As a sweep, which keeps its lease between any two files and stops when it has lost it.</summary>
    public async Task RunAsync(Func<Task<bool>> keepLease, CancellationToken cancellationToken)
    {
        if (!folders.AreSetUp)
            return;
        await folders.ExportUsersAsync(cancellationToken);
        await using var sessions = run.Begin();
        var started = time.GetTimestamp();
        async Task<bool> MayGoOn() => time.GetElapsedTime(started) < Longest && await keepLease();
        while (await MayGoOn())
        {
            var now = time.GetUtcNow();
            var claim = await db.ClaimAsync<ReportFile>(
                f => f.NextAttemptAt != null && f.NextAttemptAt <= now, f => f.NextAttemptAt!.Value, Batch, now, DeliverReportFile.Lease, cancellationToken);
            if (claim.Found == 0 || !await DeliverAsync(sessions, claim, MayGoOn, cancellationToken))
                break;
            await finish.ExecuteAsync(cancellationToken);
        }

        await finish.ExecuteAsync(cancellationToken);
    }

    /// <summary>Returns whether there is time to go on; what was not begun is free for others at once.</summary>
    private async Task<bool> DeliverAsync(DropSessions sessions, Claim claim, Func<Task<bool>> mayGoOn, CancellationToken cancellationToken)
    {
        foreach (var id in claim.Ids)
        {
            db.ChangeTracker.Clear();
            if (await mayGoOn())
            {
                await run.DeliverAsync(sessions, id, claim.LeaseId, cancellationToken);
                continue;
            }

            await db.LetGoAsync<ReportFile>(claim, cancellationToken);
            return false;
        }

        return true;
    }
}

/// <summary>Delivers what no bell announced: after a crash, and when a next attempt is due. One at a time across all nodes.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SweepReports(JobLeases leases, DeliverReports deliver) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("reports", cancellationToken);
        if (lease is not null)
            await deliver.RunAsync(() => lease.ExtendAsync(cancellationToken), cancellationToken);
    }
}

/// <summary>Takes one claimed file through, and decides what a failure means: for the file, or for all that go to its server.</summary>
public sealed partial class DeliveryRun(
    PortalDbContext db, CompanyFolders folders, IFileDrop drop, DeliveryParts parts, TimeProvider time)
{
    public DropSessions Begin() => new(drop);

    public async Task DeliverAsync(DropSessions sessions, Guid id, Guid leaseId, CancellationToken cancellationToken)
    {
        var file = await db.ReportFiles.SingleOrDefaultAsync(f => f.Id == id && f.LeaseId == leaseId && f.NextAttemptAt != null, cancellationToken);
        if (file is null)
            return;
        var attempts = file.Attempts;
        try
        {
            var report = await StartedAsync(file.ReportNumber, cancellationToken);
            var target = await folders.TargetOfAsync(file.ThirdPartyId, cancellationToken);
            if (sessions.IsAway(target.Target))
                await PostponeAsync(file, leaseId, cancellationToken);
            else
                await DeliverAsync(sessions, target.Target, new ReportFileTask(report, file, leaseId, target.Path), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody dropped it or holds it now: what it has become is not ours to change.
            Lost(parts.Logger, id);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A fault of ours at one file must keep neither the others nor this one for good: it waits, longer each time.
            Broke(parts.Logger, failure, id);
            await NoteAsync(id, leaseId, (row, now) => row.MarkBrokenOff(attempts, now), cancellationToken);
        }
    }

    private async Task DeliverAsync(DropSessions sessions, FileDropTarget target, ReportFileTask task, CancellationToken cancellationToken)
    {
        IFileDropSession session;
        try
        {
            session = await sessions.OpenAsync(target, cancellationToken);
        }
        catch (FileDropException failure)
        {
            Away(parts.Logger, failure.Kind, failure.ReplyCode);
            await PostponeAsync(task.File, task.LeaseId, cancellationToken);
            return;
        }

        try
        {
            await parts.Deliver.ExecuteAsync(session, task, cancellationToken);
        }
        catch (FileDropException failure)
        {
            Failed(parts.Logger, task.File.Id, task.File.Attempts, failure.Kind, failure.ReplyCode);
            if (failure.EndsSession)
                await sessions.BreakAsync(target);
            if (failure.IsTransient || failure.EndsSession)
                await NoteAsync(task.File.Id, task.LeaseId, (row, now) => row.MarkAttemptFailed(now), cancellationToken);
            else
                await NoteAsync(task.File.Id, task.LeaseId, (row, now) => row.MarkRefused(now), cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            // A stored day is damaged. The upload broke off in the middle, and with it the session's place in its talk.
            Damaged(parts.Logger, task.File.Id, failure.GetType().Name);
            await sessions.CloseAsync(target);
            await NoteAsync(task.File.Id, task.LeaseId, (row, now) => row.MarkRefused(now), cancellationToken);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or DbUpdateConcurrencyException))
        {
            // It may have broken off in the middle of an upload, too.
            await sessions.CloseAsync(target);
            throw;
        }
    }

    private async Task<Report> StartedAsync(long number, CancellationToken cancellationToken)
    {
        var report = await db.Reports.SingleAsync(r => r.Number == number, cancellationToken);
        if (report.Status != ReportStatus.Queued)
            return report;
        try
        {
            report.Start();
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker started it with another of its files.
            await db.Entry(report).ReloadAsync(cancellationToken);
        }

        return report;
    }

    /// <summary>The file waits, and with it all that would go to the same server.</summary>
    private Task PostponeAsync(ReportFile file, Guid leaseId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.PostponeAsync([file.ThirdPartyId], leaseId, now, now + ReportFile.WaitAfter(file.Attempts + 1), cancellationToken);
    }

    /// <summary>Notes a failed attempt on the row as it is now; what was half changed before the failure is forgotten.</summary>
    private async Task NoteAsync(Guid id, Guid leaseId, Action<ReportFile, DateTimeOffset> note, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var file = await db.ReportFiles.SingleOrDefaultAsync(f => f.Id == id && f.LeaseId == leaseId, cancellationToken);
        if (file is null)
            return;
        if (file.IsWaiting)
            note(file, time.GetUtcNow());
        else
            file.MarkNotCleared(time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            Lost(parts.Logger, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file server is away: {Kind} {ReplyCode}. Its files wait")]
    private static partial void Away(ILogger logger, FileDropFailure kind, int? replyCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Report file {File} was not delivered at attempt {Attempt}: {Kind} {ReplyCode}")]
    private static partial void Failed(ILogger logger, Guid file, int attempt, FileDropFailure kind, int? replyCode);

    [LoggerMessage(Level = LogLevel.Error, Message = "Report file {File} could not be written from what is stored: {Failure}")]
    private static partial void Damaged(ILogger logger, Guid file, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Report file {File} could not be worked on; it is tried again later")]
    private static partial void Broke(ILogger logger, Exception exception, Guid file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Report file {File} was dropped or taken by another worker while this one held it")]
    private static partial void Lost(ILogger logger, Guid file);
}

/// <summary>What a run works with.</summary>
public sealed class DeliveryParts(DeliverReportFile deliver, ILogger<DeliverReports> logger)
{
    public DeliverReportFile Deliver => deliver;

    public ILogger Logger => logger;
}
