using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>
/// Takes what has arrived in the inbox and reads it, one file at a time under a lease (USE-1). Killed at any point, the next
/// run goes on: a file's row, its place on disk and its stored days always tell how far it is.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed partial class ReadInbox(PortalDbContext db, JobLeases leases, InboxFolder folder, StoreInboxFile store, ReadInboxParts parts) : IJob
{
    /// <summary>Longest run; the next one goes on.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>An upload that has not come to its end after so long never will.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("read-inbox", cancellationToken);
        if (lease is null)
            return;
        var until = parts.Time.GetUtcNow() + Longest;
        var turn = new InboxTurn(() => lease.ExtendAsync(cancellationToken), () => parts.Time.GetUtcNow() < until);
        try
        {
            await PutAwayFinishedAsync(cancellationToken);
            await TakeArrivedAsync(turn, cancellationToken);
            var failed = new HashSet<long>();
            while (await ReadNextAsync(failed, turn, cancellationToken))
                db.ChangeTracker.Clear();
        }
        catch (DbUpdateConcurrencyException)
        {
            // The lease ran out during a long pause, and the one who took it has gone on with the file.
            Overtaken(parts.Logger);
        }
    }

    /// <summary>Ends what has been left between the last save and the move, by a kill or by a disk that refused.</summary>
    private async Task PutAwayFinishedAsync(CancellationToken ct)
    {
        var ids = folder.Taken();
        foreach (var file in await db.InboxFiles.AsNoTracking().Where(f => ids.Contains(f.Id) && f.FinishedAt != null).ToListAsync(ct))
            TryMove(file.Id, () => folder.PutAway(file));
    }

    private async Task TakeArrivedAsync(InboxTurn turn, CancellationToken ct)
    {
        foreach (var arrived in folder.Arrived(parts.Time.GetUtcNow()))
        {
            await turn.KeepAsync();
            // The row first: a file that was taken is never without its name.
            var file = InboxFile.Receive(arrived.Name, parts.Time.GetUtcNow());
            db.InboxFiles.Add(file);
            await db.SaveChangesAsync(ct);
            if (TryMove(file.Id, () => folder.Take(arrived, file.Id)))
                continue;
            // Its owner took it away again, or the disk will not give it up: as long as it lies there it is tried again, as new.
            db.InboxFiles.Remove(file);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>A file that cannot be moved must not hold up the others; the next run tries again.</summary>
    private bool TryMove(Guid id, Action move)
    {
        try
        {
            move();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotMoved(parts.Logger, id, e.GetType().Name);
            return false;
        }
    }

    /// <summary>Reads the oldest file that waits. Returns false when none does, or when time is up.</summary>
    private async Task<bool> ReadNextAsync(HashSet<long> failed, InboxTurn turn, CancellationToken ct)
    {
        if (!await turn.MayGoOnAsync())
            return false;
        var waiting = db.InboxFiles.Where(f => f.FinishedAt == null && !failed.Contains(f.Number)).OrderBy(f => f.Number).Take(100);
        foreach (var file in await waiting.ToListAsync(ct))
        {
            if (folder.Find(file.Id) is { } content)
                return await ReadAsync(file, content, failed, turn, ct);
            if (parts.Time.GetUtcNow() - file.ReceivedAt < LongestUpload)
                continue;
            file.Refuse("The file never arrived whole. Send it again.", parts.Time.GetUtcNow());
            await db.SaveChangesAsync(ct);
            TryMove(file.Id, () => folder.Discard(file.Id));
        }
        return false;
    }

    private async Task<bool> ReadAsync(InboxFile file, FileInfo content, HashSet<long> failed, InboxTurn turn, CancellationToken ct)
    {
        try
        {
            if (!await store.ExecuteAsync(file, content, turn, ct))
                return false;
            TryMove(file.Id, () => folder.PutAway(file));
            Finished(parts.Logger, file.Id, file.Status, file.DaysNew, file.DaysRevised, file.RowsBad);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbUpdateConcurrencyException))
        {
            // One file at which something of ours breaks must not hold up the others.
            Failed(parts.Logger, e, file.Id);
            failed.Add(file.Number);
            db.ChangeTracker.Clear();
            var again = await db.InboxFiles.SingleAsync(f => f.Number == file.Number, ct);
            again.Fail(e.GetType().Name, parts.Time.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Inbox file {File} is {Status}: {DaysNew} new days, {DaysRevised} revised, {RowsBad} bad rows")]
    private static partial void Finished(ILogger logger, Guid file, InboxFileStatus status, int daysNew, int daysRevised, long rowsBad);

    [LoggerMessage(Level = LogLevel.Error, Message = "Inbox file {File} could not be read; the next run tries again")]
    private static partial void Failed(ILogger logger, Exception exception, Guid file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Inbox file {File} could not be moved: {Reason}. The next run tries again")]
    private static partial void NotMoved(ILogger logger, Guid file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process has gone on with the inbox")]
    private static partial void Overtaken(ILogger logger);
}

/// <summary>What the job works with.</summary>
public sealed class ReadInboxParts(TimeProvider time, ILogger<ReadInbox> logger)
{
    public TimeProvider Time => time;

    public ILogger Logger => logger;
}
