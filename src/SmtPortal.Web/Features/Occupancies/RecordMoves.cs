using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>What became of a line of a file of moves.</summary>
/// <param name="IsNew">Whether it was taken in now; false: it was known already and changes nothing.</param>
/// <param name="Acts">Whether its day has come, so that the job acts on it now.</param>
public sealed record RecordedMoveLine(int Line, KnownMove Move, bool IsNew, bool Acts);

/// <summary>
/// Takes in many moves at once: they are kept in one save, and the job acts on those whose day has come. A kill loses nothing,
/// and the same file twice changes nothing.
/// </summary>
public sealed class RecordMoves(PortalDbContext db, TimeProvider time, AuditLog audit, Bell bell)
{
    public async Task<IReadOnlyList<RecordedMoveLine>> ExecuteAsync(IReadOnlyList<(int Line, KnownMove Move)> moves, Guid enteredBy, CancellationToken cancellationToken)
    {
        var recorded = await db.LookAgainAsync(() => TryAsync(moves, enteredBy, cancellationToken), uniqueToo: true);
        bell.Ring<ActOnMoves>();
        return recorded;
    }

    private async Task<IReadOnlyList<RecordedMoveLine>> TryAsync(IReadOnlyList<(int Line, KnownMove Move)> moves, Guid enteredBy, CancellationToken cancellationToken)
    {
        var (now, today) = (time.GetUtcNow(), CentralTime.DayOf(time.GetUtcNow()));
        var known = new HashSet<KnownMove>();
        foreach (var some in moves.Select(m => m.Move.Esiid).Distinct().Chunk(500))
            known.UnionWith(await db.MoveEvents.Where(m => some.Contains(m.Esiid)).Select(m => new KnownMove(m.Kind, m.Esiid, m.Day)).ToListAsync(cancellationToken));
        List<RecordedMoveLine> lines = [.. moves.Select(m => new RecordedMoveLine(m.Line, m.Move, !known.Contains(m.Move), m.Move.Day <= today))];
        var added = lines.Where(l => l.IsNew).ToList();
        if (added.Count == 0)
            return lines;
        db.MoveEvents.AddRange(added.Select(l => MoveEvent.Enter(l.Move.Kind, l.Move.Esiid, l.Move.Day, enteredBy, now)));
        await audit.RecordAsync(AuditAct.MovesEntered, enteredBy, new AuditSubject(added.Count == 1 ? "1 move from a file" : $"{added.Count:#,##0} moves from a file", "/ops/moves"), null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return lines;
    }
}
