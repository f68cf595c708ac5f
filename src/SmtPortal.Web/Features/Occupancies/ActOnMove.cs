using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>Lets a move act whose day has begun: ends whoever lived there before, in one transaction. Acting twice does nothing.</summary>
public sealed class ActOnMove(PortalDbContext db, TimeProvider time, OccupancyEnd end)
{
    public Task ExecuteAsync(Guid id, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var where = await db.MoveEvents.AsNoTracking().Where(m => m.Id == id).Select(m => new { m.Esiid, m.Day }).SingleAsync(cancellationToken);
        var current = await db.Occupancies.Where(o => o.CurrentEsiid == where.Esiid).Select(o => o.Id).ToListAsync(cancellationToken);
        await using var held = await end.HoldAsync(current, cancellationToken);
        var (now, move) = (time.GetUtcNow(), await db.MoveEvents.SingleAsync(m => m.Id == id, cancellationToken));
        if (!move.IsDueAt(now))
            return false;
        var concerned = (await db.Occupancies.Where(o => o.Esiid == move.Esiid).ToListAsync(cancellationToken)).Where(o => o.IsConcernedBy(move.Day)).ToList();
        foreach (var former in concerned.Where(o => !o.IsCurrent))
            former.Shorten(move.Day);
        var ending = concerned.SingleOrDefault(o => o.IsCurrent);
        move.Act(ending?.Id, now);
        if (ending is not null)
        {
            var ended = await end.EndAsync([ending], move.Day, OccupancyEndCause.Move, move.EnteredByUserId, held, cancellationToken);
            move.NoteEnded(ended.Ended.Count, ended.Shrunk.Count, ended.Cancelled.Count, ended.Devices.Count);
        }

        if (move.Kind == MoveKind.MoveIn)
            await NoteMoveInAsync(move, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return true;
    });

    /// <summary>From here the next occupancy begins, at the earliest (ACC-7). A premise that the portal does not know yet comes with its own.</summary>
    private async Task NoteMoveInAsync(MoveEvent move, CancellationToken cancellationToken)
    {
        if (await db.Premises.SingleOrDefaultAsync(p => p.Esiid == move.Esiid, cancellationToken) is { } premise && !(premise.LastMoveIn >= move.Day))
            premise.LastMoveIn = move.Day;
    }
}

/// <summary>Lets the moves act whose day has begun, the earliest first, and those on which a stop or a kill came in between.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed partial class ActOnMoves(PortalDbContext db, JobLeases leases, TimeProvider time, ActOnMove act, ILogger<ActOnMoves> logger) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("moves", cancellationToken);
        if (lease is null)
            return;
        var now = time.GetUtcNow();
        // One at which something of ours breaks must not hold up the others: it is tried again with the next sweep.
        var failed = new List<Guid>();
        List<Guid> due;
        do
        {
            due = await db.MoveEvents.AsNoTracking().Where(m => m.Status == MoveStatus.Waiting && m.ActsAt <= now && !failed.Contains(m.Id))
                .OrderBy(m => m.ActsAt).ThenBy(m => m.CreatedAt).Take(BatchSize).Select(m => m.Id).ToListAsync(cancellationToken);
            foreach (var id in due)
            {
                if (!await lease.ExtendAsync(cancellationToken))
                    return;
                if (!await ActedAsync(id, cancellationToken))
                    failed.Add(id);
            }
        }
        while (due.Count == BatchSize);
    }

    private async Task<bool> ActedAsync(Guid id, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        try
        {
            await act.ExecuteAsync(id, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(logger, failure, id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Move {Move} could not act")]
    private static partial void Failed(ILogger logger, Exception failure, Guid move);
}
