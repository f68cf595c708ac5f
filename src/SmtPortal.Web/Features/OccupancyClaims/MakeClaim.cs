using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>
/// Claims a proven ESIID that another account holds (ACC-7), and tells the holder. The account's row is saved with it, so that
/// of two claims of one account at once the second counts the first.
/// </summary>
public sealed class MakeClaim(PortalDbContext db, TimeProvider time, CustomerContacts customers, IOptions<RuleOptions> rules)
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <summary>Adds the claim; the caller saves.</summary>
    public async Task<AddEsiidOutcome> AddAsync(Guid customerId, string esiid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await db.OccupancyClaims.SingleOrDefaultAsync(c => c.OpenEsiid == esiid, cancellationToken) is { } open)
            return open.CustomerId == customerId ? AddEsiidOutcome.Claimed : AddEsiidOutcome.ClaimedByAnother;
        var held = await db.Occupancies.SingleAsync(o => o.CurrentEsiid == esiid, cancellationToken);
        if (await AgainFromAsync(customerId, esiid, cancellationToken) is not null)
            return AddEsiidOutcome.ClaimedTooSoon;
        if (await db.ClaimsOfCustomer(customerId).CountAsync(c => c.MadeAt > now - Window, cancellationToken) >= rules.Value.ClaimsPerDay)
            return AddEsiidOutcome.TooManyClaims;
        var claim = OccupancyClaim.Make(held, customerId, TimeSpan.FromDays(rules.Value.ClaimDays), now);
        db.OccupancyClaims.Add(claim);
        // Who moves out at the same moment must look again, or the claim would stand against nobody: both change the occupancy.
        db.Entry(held).State = EntityState.Modified;
        await customers.TellAsync(held.CustomerId, new ClaimMadeEmail(claim), cancellationToken);
        return AddEsiidOutcome.Claimed;
    }

    /// <summary>From when on an account may claim again what it took back or was refused: its holder is not to be mailed every day.</summary>
    /// <returns>Null: at once, or somebody else holds it by now.</returns>
    public async Task<DateTimeOffset?> AgainFromAsync(Guid customerId, string esiid, CancellationToken cancellationToken)
    {
        var ended = await db.ClaimsOfCustomer(customerId)
            .Where(c => c.Status == OccupancyClaimStatus.Withdrawn || c.Status == OccupancyClaimStatus.Refused)
            .Where(c => db.Occupancies.Any(o => o.Id == c.HolderOccupancyId && o.CurrentEsiid == esiid))
            .MaxAsync(c => c.ClosedAt, cancellationToken);
        return ended?.AddDays(rules.Value.ClaimAgainDays) is { } again && again > time.GetUtcNow() ? again : null;
    }
}
