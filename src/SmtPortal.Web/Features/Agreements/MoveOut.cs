using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>
/// A customer moves out of an ESIID: everything that rests on the occupancy ends, in one transaction (AGR-5). What else
/// comes to rest on it adds its step to <see cref="Steps"/>.
/// </summary>
public sealed class MoveOut(PortalDbContext db, TimeProvider time, AgreementEnd agreementEnd, InvitationEnd invitationEnd, ConsentLedger ledger)
{
    private delegate Task Step(MoveOut useCase, Occupancy occupancy, Guid? actor, CancellationToken cancellationToken);

    private static readonly (string Name, Step Run)[] Plan =
    [
        ("agreements lose the ESIID", (m, o, actor, ct) => m.EndAgreementsAsync(o, actor, ct)),
        ("bound invitations are cancelled", (m, o, actor, ct) => m.CancelInvitationsAsync(o, actor, ct)),
    ];

    /// <summary>What a move-out does, in order; a house test keeps the list.</summary>
    public static IReadOnlyList<string> Steps => [.. Plan.Select(step => step.Name)];

    /// <summary>Ends the current occupancy of an ESIID from a Central day on. Returns whether there was one.</summary>
    public Task<bool> ExecuteAsync(string esiid, DateOnly day, Guid? actor, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var occupancyId = await db.Occupancies.Where(o => o.CurrentEsiid == esiid).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancellationToken);
        var concerned = await db.Agreements.Where(a => a.Status == AgreementStatus.Active && a.Esiids.Any(e => e.OccupancyId == occupancyId && e.LeftAt == null))
            .Select(a => a.Number).ToListAsync(cancellationToken);
        await using var held = await agreementEnd.HoldAsync(concerned, cancellationToken);
        var occupancy = await db.Occupancies.SingleOrDefaultAsync(o => o.CurrentEsiid == esiid && o.Id == occupancyId, cancellationToken);
        if (occupancy is null)
            return false;
        occupancy.End(day);
        ledger.RecordMoveOut(occupancy.CustomerId, esiid, day, actor);
        foreach (var (_, run) in Plan)
            await run(this, occupancy, actor, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return true;
    });

    private async Task EndAgreementsAsync(Occupancy occupancy, Guid? actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var agreements = await db.AgreementsOfCustomer(occupancy.CustomerId)
            .Where(a => a.Status == AgreementStatus.Active && a.EndsAt > now && a.Esiids.Any(e => e.Esiid == occupancy.Esiid && e.LeftAt == null))
            .ToListAsync(cancellationToken);
        foreach (var agreement in agreements)
        {
            await db.DropUndeliveredAsync(agreement.Number, occupancy.Esiid, ReportReason.EsiidLeft, now, cancellationToken);
            agreement.LoseEsiid(occupancy.Esiid, now);
            if (agreement.Status != AgreementStatus.Active)
                await agreementEnd.RecordAsync(agreement, agreement.Status == AgreementStatus.Completed ? ConsentAct.Completed : ConsentAct.Terminated, actor, cancellationToken);
        }
    }

    private async Task CancelInvitationsAsync(Occupancy occupancy, Guid? actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var bound = await db.Invitations
            .Where(i => i.CustomerId == occupancy.CustomerId && i.Status == InvitationStatus.Open && i.EndsAt > now && i.Esiids.Any(e => e.Esiid == occupancy.Esiid))
            .ToListAsync(cancellationToken);
        foreach (var invitation in bound)
            await invitationEnd.CancelAsync(invitation, actor, cancellationToken);
    }
}
