using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Bulk;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Bulk;

/// <summary>Checks lines of files and carries out the rows of bulk tasks, a claimed batch at a time.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class WorkBulkTasks(PortalDbContext db, BulkWork work, TimeProvider time) : IJob
{
    /// <summary>Most rows held at a time.</summary>
    public const int Batch = 20;

    /// <summary>Longer than a batch takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(() => Task.FromResult(true), cancellationToken);

    /// <summary>As a sweep, which keeps its lease between any two rows and stops when it has lost it.</summary>
    public async Task RunAsync(Func<Task<bool>> keepLease, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        async Task<bool> MayGoOn() => time.GetElapsedTime(started) < Longest && await keepLease();
        while (await MayGoOn())
        {
            var now = time.GetUtcNow();
            var claim = await db.ClaimAsync<BulkRow>(
                r => r.NextAttemptAt != null && r.NextAttemptAt <= now, r => r.NextAttemptAt!.Value, Batch, now, Lease, cancellationToken);
            if (claim.Found == 0 || !await DoAsync(claim, MayGoOn, cancellationToken))
                break;
            await FinishAsync(cancellationToken);
        }

        await FinishAsync(cancellationToken);
    }

    /// <summary>Returns whether there is time to go on; what was not begun is free for others at once.</summary>
    private async Task<bool> DoAsync(Claim claim, Func<Task<bool>> mayGoOn, CancellationToken cancellationToken)
    {
        foreach (var id in claim.Ids)
        {
            db.ChangeTracker.Clear();
            if (await mayGoOn())
            {
                await work.DoAsync(id, claim.LeaseId, cancellationToken);
                continue;
            }

            await db.LetGoAsync<BulkRow>(claim, cancellationToken);
            return false;
        }

        return true;
    }

    /// <summary>Tasks whose last row has been checked or has its result.</summary>
    private Task<int> FinishAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        return db.LookAgainAsync(async () =>
        {
            var over = await db.BulkTasks.Where(t => (t.Status == BulkTaskStatus.Checking || t.Status == BulkTaskStatus.Running)
                && !db.BulkRows.Any(r => r.TaskId == t.Id && r.NextAttemptAt != null)).ToListAsync(cancellationToken);
            foreach (var task in over)
            {
                if (task.Status == BulkTaskStatus.Checking)
                    task.MarkChecked();
                else
                    task.Finish(time.GetUtcNow());
            }

            return over.Count == 0 ? 0 : await db.SaveChangesAsync(cancellationToken);
        });
    }
}

/// <summary>Works on what no bell announced: after a crash, and when a next attempt is due. One at a time across all nodes.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SweepBulkTasks(JobLeases leases, WorkBulkTasks work) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("bulk", cancellationToken);
        if (lease is not null)
            await work.RunAsync(() => lease.ExtendAsync(cancellationToken), cancellationToken);
    }
}

/// <summary>Removes old bulk tasks, those never carried out too (OPS-6): what they did stands with invitations and agreements.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeBulkTasks(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-retention.Value.BulkTaskDays);
        return purge.RunAsync(
            "purge-bulk", cancellationToken,
            ct => db.PurgeAsync<BulkRow, Guid>(
                r => db.BulkTasks.Any(t => t.Id == r.TaskId && t.CreatedAt < before && (t.Status == BulkTaskStatus.Ready || t.Status == BulkTaskStatus.Done)), r => r.Id, ct),
            ct => db.PurgeAsync<BulkTask, Guid>(t => t.CreatedAt < before && (t.Status == BulkTaskStatus.Ready || t.Status == BulkTaskStatus.Done), t => t.Id, ct));
    }
}
