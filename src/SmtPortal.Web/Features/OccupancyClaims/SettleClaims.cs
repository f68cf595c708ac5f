using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.Registration;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>
/// What becomes of claims when an occupancy or an account ends (ACC-7), in the same save. A holder who leaves stands against a
/// claim no more: it passes, also with an objection. Only where the TDSP says that somebody moved in after the claim was made,
/// it was probably not who claimed: then it lapses, and whoever lives there proves it anew.
/// </summary>
public sealed class SettleClaims(PortalDbContext db, EsiidProof proof, CustomerContacts customers)
{
    /// <summary>For the end of occupancies: their days are set, nothing is saved yet.</summary>
    public async Task SettleAsync(EndedOccupancies ended, CancellationToken cancellationToken)
    {
        var ids = ended.Occupancies.Select(o => o.Id).ToList();
        foreach (var claim in await db.OccupancyClaims.Where(c => c.OpenEsiid != null && ids.Contains(c.HolderOccupancyId)).ToListAsync(cancellationToken))
        {
            var occupancy = ended.Occupancies.Single(o => o.Id == claim.HolderOccupancyId);
            if (claim.OpenEsiid is not null && SomebodyMovedIn(occupancy, claim))
            {
                claim.Lapse(ended.At);
                await customers.TellAsync(claim.CustomerId, new ClaimLapsedEmail(claim), cancellationToken);
                continue;
            }

            // One for whose sake the occupancy ends has passed already, and waits for its save.
            if (claim.OpenEsiid is not null)
                claim.PassAsHolderLeft(ended.At);
            await proof.BeginOccupancyAsync(claim.CustomerId, claim.Esiid, occupancy.LastDay!.Value.AddDays(1), cancellationToken);
            await customers.TellAsync(claim.CustomerId, new ClaimPassedEmail(claim), cancellationToken);
        }
    }

    /// <summary>For an account that is closed: what it claims is left to the holders, who are told.</summary>
    public async Task WithdrawAllAsync(Guid customerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var claim in await db.ClaimsOfCustomer(customerId).Where(c => c.OpenEsiid != null).ToListAsync(cancellationToken))
        {
            if (claim.IsUndecidedAt(now))
                claim.Withdraw(now);
            else
                claim.Lapse(now);
            await customers.TellAsync(claim.HolderId, new ClaimWithdrawnEmail(claim), cancellationToken);
        }
    }

    private bool SomebodyMovedIn(Occupancy occupancy, OccupancyClaim claim) =>
        db.MoveEvents.Local.Any(m => m.EndedOccupancyId == occupancy.Id && m.Kind == MoveKind.MoveIn && m.Day > CentralTime.DayOf(claim.MadeAt));
}
