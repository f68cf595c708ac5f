using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.OccupancyClaims;

namespace SmtPortal.Web.Features.Registration;

/// <summary>
/// Brings a proven ESIID to an account: its occupancy begins, or a claim where another account holds it (ACC-7). The account's
/// row is saved too: of this and the closing of the account at the same moment, one looks again.
/// </summary>
public sealed class TakeEsiid(PortalDbContext db, EsiidProof proof, MakeClaim claims)
{
    /// <summary>Inside the caller's transaction; the caller saves.</summary>
    public async Task<AddEsiidOutcome> ExecuteAsync(Guid customerId, string esiid, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.SingleAsync(c => c.Id == customerId, cancellationToken);
        if (customer.ClosedAt is not null)
            return AddEsiidOutcome.DoesNotMatch;
        db.Entry(customer).State = EntityState.Modified;
        if (await proof.HolderAsync(esiid, cancellationToken) is { } holder)
            return holder == customerId ? AddEsiidOutcome.HeldAlready : await claims.AddAsync(customerId, esiid, cancellationToken);
        await db.RemoveAccountsAsync(
            db.UnconfirmedUsers().Where(u => u.CustomerId != customerId && db.Occupancies.Any(o => o.CurrentEsiid == esiid && o.CustomerId == u.CustomerId)), cancellationToken);
        await proof.BeginOccupancyAsync(customerId, esiid, cancellationToken);
        return AddEsiidOutcome.Added;
    }
}
