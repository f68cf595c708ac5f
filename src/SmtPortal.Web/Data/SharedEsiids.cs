using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;

namespace SmtPortal.Web.Data;

/// <summary>What agreements let their company see, as it stands at a moment.</summary>
public static class SharedEsiids
{
    /// <summary>The ESIIDs of Energy Data agreements, those they have lost and those of ended agreements included.</summary>
    /// <param name="agreements">Where to look; begin with <see cref="Owned.AgreementsOf"/>.</param>
    /// <param name="now">The moment, UTC.</param>
    public static IQueryable<SharedEsiid> SharedAt(this PortalDbContext db, IQueryable<Agreement> agreements, DateTimeOffset now) =>
        from agreement in agreements.Where(a => a.Kind == AgreementKind.EnergyData)
        from esiid in agreement.Esiids
        join occupancy in db.Occupancies on esiid.OccupancyId equals occupancy.Id
        select new SharedEsiid
        {
            AgreementNumber = agreement.Number,
            Esiid = esiid.Esiid,
            Access = agreement.Terms.Access,
            Kind = agreement.Terms.Kind,
            From = agreement.Terms.From,
            To = agreement.Terms.To,
            // With a closed company its agreements have ended, whether or not their rows say so yet.
            IsActive = agreement.Status == AgreementStatus.Active && agreement.EndsAt > now
                && db.ThirdParties.Any(t => t.Id == agreement.ThirdPartyId && t.Status != ThirdPartyStatus.Closed),
            IsIn = esiid.LeftAt == null,
            IsUsedUp = esiid.UsedUpAt != null,
            OccupancyId = occupancy.Id,
            OccupiedFrom = occupancy.FirstDay,
            OccupiedTo = occupancy.LastDay,
        };
}
