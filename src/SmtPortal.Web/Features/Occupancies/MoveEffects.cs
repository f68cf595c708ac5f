using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>What a move ends, before it acts, or has ended, afterwards: numbers only, for the operator.</summary>
/// <param name="Occupied">Whether it concerns somebody's occupancy in the portal; else nothing ends.</param>
/// <param name="Ended">Agreements that end.</param>
/// <param name="Shrunk">Agreements that go on with fewer ESIIDs.</param>
/// <param name="Invitations">Bound invitations that are cancelled.</param>
/// <param name="Devices">Devices that leave the home area network.</param>
public sealed record MoveEffect(bool Occupied, int Ended = 0, int Shrunk = 0, int Invitations = 0, int Devices = 0)
{
    /// <summary>What a move ended that has acted.</summary>
    public static MoveEffect Of(MoveEvent done) =>
        new(done.EndedOccupancyId is not null, done.AgreementsEnded, done.AgreementsShrunk, done.InvitationsCancelled, done.DevicesRemoved);

    public static MoveEffect operator +(MoveEffect a, MoveEffect b) =>
        new(a.Occupied || b.Occupied, a.Ended + b.Ended, a.Shrunk + b.Shrunk, a.Invitations + b.Invitations, a.Devices + b.Devices);
}

/// <summary>Reads what moves end. Writes nothing.</summary>
public sealed class MoveEffects(PortalDbContext db, TimeProvider time)
{
    /// <summary>What a move would end if it acted now.</summary>
    public async Task<MoveEffect> ExpectAsync(string esiid, DateOnly day, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var occupancy = await db.Occupancies.AsNoTracking().SingleOrDefaultAsync(o => o.CurrentEsiid == esiid, cancellationToken);
        if (occupancy?.IsConcernedBy(day) != true)
            return new MoveEffect(Occupied: false);
        var resting = db.Agreements.ActiveAt(now).Where(a => a.Esiids.Any(e => e.LeftAt == null && e.OccupancyId == occupancy.Id));
        return new MoveEffect(
            Occupied: true,
            await resting.CountAsync(a => a.Esiids.All(e => e.LeftAt != null || e.OccupancyId == occupancy.Id), cancellationToken),
            await resting.CountAsync(a => a.Esiids.Any(e => e.LeftAt == null && e.OccupancyId != occupancy.Id), cancellationToken),
            await db.Invitations.OpenAt(now).CountAsync(i => i.CustomerId == occupancy.CustomerId && i.Esiids.Any(e => e.Esiid == esiid), cancellationToken),
            await db.HanDevices.CountAsync(d => d.OccupancyId == occupancy.Id && d.PresentMac != null, cancellationToken));
    }
}
