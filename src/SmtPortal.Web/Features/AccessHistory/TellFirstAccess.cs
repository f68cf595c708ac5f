using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Activity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;

namespace SmtPortal.Web.Features.AccessHistory;

/// <summary>Tells a customer, once for each agreement, that its company has begun to look (USE-8).</summary>
public sealed class TellFirstAccess(PortalDbContext db, CustomerContacts customers, TimeProvider time)
{
    /// <summary>
    /// Call after an access was recorded, in a save of its own. The row that stands once for each agreement decides: of two at
    /// the same moment one tells. What a crash left out, the next access makes up for.
    /// </summary>
    public async Task ExecuteAsync(long agreementNumber, CancellationToken cancellationToken)
    {
        if (await db.FirstAccesses.AsNoTracking().AnyAsync(a => a.AgreementNumber == agreementNumber, cancellationToken))
            return;
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        var about = await (
            from agreement in db.Agreements
            join company in db.ThirdParties on agreement.ThirdPartyId equals company.Id
            where agreement.Number == agreementNumber
            select new { agreement.CustomerId, Company = company.Name }).SingleAsync(cancellationToken);
        db.FirstAccesses.Add(new FirstAccess { AgreementNumber = agreementNumber, At = now });
        await customers.TellAsync(about.CustomerId, new FirstAccessEmail(about.Company, agreementNumber, now), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            // Another worker tells.
            db.ChangeTracker.Clear();
        }
    }
}
