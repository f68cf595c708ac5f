using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Occupancies;

public enum RecordMoveOutcome
{
    /// <summary>It acts when its day begins.</summary>
    Waits,

    /// <summary>It has acted, and ended an occupancy.</summary>
    Ended,

    /// <summary>It has acted; nobody in the portal lived there.</summary>
    EndedNone,
}

/// <summary>
/// Takes in a move-in or move-out of an ESIID (ACC-7). The row is kept first and acted on afterwards, so that whatever happens in
/// between the job makes good. The same event twice is one.
/// </summary>
public sealed class RecordMove(PortalDbContext db, TimeProvider time, ActOnMove act, AuditLog audit)
{
    /// <param name="esiid">Well-formed.</param>
    /// <param name="day">Central day of the move, past or future.</param>
    /// <param name="enteredBy">The operator; null: it came in a file.</param>
    public async Task<RecordMoveOutcome> ExecuteAsync(MoveKind kind, string esiid, DateOnly day, Guid? enteredBy, CancellationToken cancellationToken)
    {
        var (id, _) = await EnterAsync(kind, esiid, day, enteredBy, cancellationToken);
        var now = await db.MoveEvents.AsNoTracking().SingleAsync(m => m.Id == id, cancellationToken);
        return now.Status == MoveStatus.Waiting ? RecordMoveOutcome.Waits
            : now.EndedOccupancyId is null ? RecordMoveOutcome.EndedNone : RecordMoveOutcome.Ended;
    }

    /// <summary>The move of this kind, ESIID and day, after it has acted if its day has come; and whether it is new.</summary>
    public async Task<(Guid Id, bool IsNew)> EnterAsync(MoveKind kind, string esiid, DateOnly day, Guid? enteredBy, CancellationToken cancellationToken)
    {
        var known = await FindAsync(kind, esiid, day, cancellationToken);
        var (id, isNew) = known is { } found ? (found, false) : await AddAsync(MoveEvent.Enter(kind, esiid, day, enteredBy, time.GetUtcNow()), cancellationToken);
        await act.ExecuteAsync(id, cancellationToken);
        return (id, isNew);
    }

    private async Task<(Guid Id, bool IsNew)> AddAsync(MoveEvent move, CancellationToken cancellationToken)
    {
        db.MoveEvents.Add(move);
        try
        {
            if (move.EnteredByUserId is { } by)
                await audit.RecordAsync(AuditAct.MovesEntered, by, new AuditSubject($"{(move.Kind == MoveKind.MoveOut ? "Move-out" : "Move-in")} on {Show.Day(move.Day)}", $"/ops/moves/{move.Id}"), null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return (move.Id, true);
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return ((await FindAsync(move.Kind, move.Esiid, move.Day, cancellationToken))!.Value, false);
        }
    }

    private Task<Guid?> FindAsync(MoveKind kind, string esiid, DateOnly day, CancellationToken cancellationToken) =>
        db.MoveEvents.Where(m => m.Esiid == esiid && m.Kind == kind && m.Day == day).Select(m => (Guid?)m.Id).SingleOrDefaultAsync(cancellationToken);
}
