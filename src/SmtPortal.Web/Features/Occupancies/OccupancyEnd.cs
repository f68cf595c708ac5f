using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Han;
using SmtPortal.Web.Features.OccupancyClaims;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>What ended an occupancy.</summary>
public enum OccupancyEndCause
{
    /// <summary>A move-out, or the move-in of somebody else.</summary>
    Move,

    /// <summary>Somebody else proved to live there, and nobody objected in time (ACC-7).</summary>
    Claim,

    /// <summary>The customer closed the account (ACC-6).</summary>
    AccountClosed,
}

/// <summary>Occupancies of one customer that end together, and what ends with them: gathered for the one mail to each side.</summary>
/// <param name="Occupancies">All of one customer; none when an account is closed that occupies no home.</param>
/// <param name="Actor">Who decided; null: nobody in the portal.</param>
public sealed record EndedOccupancies(Guid CustomerId, IReadOnlyList<Occupancy> Occupancies, OccupancyEndCause Cause, Guid? Actor, DateTimeOffset At)
{
    /// <summary>The claim to which the occupancy goes; null: none, or the cause is another.</summary>
    public OccupancyClaim? Claim { get; init; }

    public EndReason EndReason => Cause == OccupancyEndCause.AccountClosed ? EndReason.AccountClosed : EndReason.MoveOut;

    public ConsentAct Act => Cause == OccupancyEndCause.AccountClosed ? ConsentAct.AccountClosed : ConsentAct.MovedOut;

    /// <summary>Agreements that have none of their ESIIDs left.</summary>
    public List<Agreement> Ended { get; } = [];

    /// <summary>Agreements that go on with fewer, and the ESIIDs they lost.</summary>
    public List<(Agreement Agreement, IReadOnlyList<string> Lost)> Shrunk { get; } = [];

    public List<Invitation> Cancelled { get; } = [];

    /// <summary>Devices that leave the networks of these homes.</summary>
    public List<HanDevice> Devices { get; } = [];
}

/// <summary>
/// What goes into the save in which occupancies end: everything that rests on them ends too (AGR-5). What else comes to rest on
/// an occupancy adds its step here. <see cref="ActOnMove"/> shows how it is used.
/// </summary>
public sealed class OccupancyEnd(
    PortalDbContext db, TimeProvider time, AgreementEnd agreementEnd, RemoveDevices devices, SettleClaims claims, OccupancyEndRecord record)
{
    private delegate Task Step(OccupancyEnd end, EndedOccupancies ended, HeldConsent held, CancellationToken cancellationToken);

    private static readonly (string Name, Step Run)[] Plan =
    [
        ("agreements lose the ESIID", (end, ended, held, ct) => end.EndAgreementsAsync(ended, held, ct)),
        ("devices leave the home area network", (end, ended, _, ct) => end.RemoveDevicesAsync(ended, ct)),
        ("bound invitations are cancelled", (end, ended, _, ct) => end.CancelInvitationsAsync(ended, ct)),
        ("a claim on the ESIID passes or lapses", (end, ended, _, ct) => end.SettleClaimsAsync(ended, ct)),
        ("ledger and one mail to each side", (end, ended, _, ct) => end.RecordAsync(ended, ct)),
    ];

    /// <summary>What the end of an occupancy does, in order; a house test keeps the list.</summary>
    public static IReadOnlyList<string> Steps => [.. Plan.Select(step => step.Name)];

    /// <summary>Keeps deliveries off that rest on the occupancies, until the commit. Pass it before loading what is to end.</summary>
    public async Task<HeldConsent> HoldAsync(IReadOnlyCollection<Guid> occupancyIds, CancellationToken cancellationToken) =>
        await agreementEnd.HoldAsync(await Resting(occupancyIds).Select(a => a.Number).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Ends occupancies of one customer from a Central day on. The caller saves once, and commits.</summary>
    /// <param name="occupancies">Current, loaded after the gate was passed.</param>
    /// <param name="day">The first day that is not theirs any more.</param>
    public async Task<EndedOccupancies> EndAsync(
        IReadOnlyList<Occupancy> occupancies, DateOnly day, OccupancyEndCause cause, Guid? actor, HeldConsent held, CancellationToken cancellationToken)
    {
        var ended = new EndedOccupancies(occupancies[0].CustomerId, occupancies, cause, actor, time.GetUtcNow());
        await EndAsync(ended, day, held, cancellationToken);
        return ended;
    }

    /// <summary>The same for an account that is closed, which may occupy no home, and for a claim.</summary>
    public async Task EndAsync(EndedOccupancies ended, DateOnly day, HeldConsent held, CancellationToken cancellationToken)
    {
        foreach (var occupancy in ended.Occupancies)
            occupancy.End(day);
        foreach (var (_, run) in Plan)
            await run(this, ended, held, cancellationToken);
    }

    private async Task EndAgreementsAsync(EndedOccupancies ended, HeldConsent held, CancellationToken cancellationToken)
    {
        var ids = ended.Occupancies.Select(o => o.Id).ToList();
        foreach (var agreement in await Resting(ids).ActiveAt(ended.At).OrderBy(a => a.Number).ToListAsync(cancellationToken))
        {
            // Accepted between passing the gate and loading: look again, and hold it too.
            if (!held.Agreements.Contains(agreement.Number))
                throw new DbUpdateConcurrencyException("An agreement was made while its occupancy ended.");
            var lost = agreement.Esiids.Where(e => e.IsIn && ids.Contains(e.OccupancyId)).Select(e => e.Esiid).ToList();
            foreach (var esiid in lost.TakeWhile(_ => agreement.Status == AgreementStatus.Active))
            {
                await db.DropUndeliveredAsync([agreement.Number], esiid, ReportReason.EsiidLeft, ended.At, cancellationToken);
                agreement.LoseEsiid(esiid, ended.EndReason, ended.At);
            }

            // The agreement's own row, or who changes it at the same moment would not be told: its ESIIDs are rows of another table.
            db.Entry(agreement).State = EntityState.Modified;
            if (agreement.Status == AgreementStatus.Active)
                ended.Shrunk.Add((agreement, lost));
            else
                ended.Ended.Add(agreement);
        }
    }

    private async Task RemoveDevicesAsync(EndedOccupancies ended, CancellationToken cancellationToken) =>
        ended.Devices.AddRange(await devices.ExecuteAsync([.. ended.Occupancies.Select(o => o.Id)], ended.Ended, ended.Actor, cancellationToken));

    private async Task CancelInvitationsAsync(EndedOccupancies ended, CancellationToken cancellationToken)
    {
        var esiids = ended.Occupancies.Select(o => o.Esiid).ToList();
        var isClosing = ended.Cause == OccupancyEndCause.AccountClosed;
        var bound = await db.Invitations.OpenAt(ended.At).Where(i => i.CustomerId == ended.CustomerId && (isClosing || i.Esiids.Any(e => esiids.Contains(e.Esiid))))
            .OrderBy(i => i.Number).ToListAsync(cancellationToken);
        foreach (var invitation in bound)
            invitation.Cancel(ended.At);
        ended.Cancelled.AddRange(bound);
    }

    private Task SettleClaimsAsync(EndedOccupancies ended, CancellationToken cancellationToken) => claims.SettleAsync(ended, cancellationToken);

    private Task RecordAsync(EndedOccupancies ended, CancellationToken cancellationToken) => record.WriteAsync(ended, cancellationToken);

    private IQueryable<Agreement> Resting(IReadOnlyCollection<Guid> occupancyIds) =>
        db.Agreements.Where(a => a.Status == AgreementStatus.Active && a.Esiids.Any(e => e.LeftAt == null && occupancyIds.Contains(e.OccupancyId)));
}
