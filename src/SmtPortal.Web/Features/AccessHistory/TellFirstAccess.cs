using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Activity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;

namespace SmtPortal.Web.Features.AccessHistory;

/// <summary>Tells a customer, once for each agreement, that its company has begun to look (USE-8).</summary>
public sealed class TellFirstAccess(PortalDbContext db, CustomerContacts customers)
{
    /// <summary>Whether nothing was seen under the agreement yet.</summary>
    public async Task<bool> IsDueAsync(long agreementNumber, CancellationToken cancellationToken) =>
        !await db.FirstAccesses.AsNoTracking().AnyAsync(a => a.AgreementNumber == agreementNumber, cancellationToken);

    /// <summary>
    /// Adds the mails to the save that records the access: they leave if it was recorded, and only then. To be called while the
    /// agreement is held alone (<see cref="ConsentGate"/>) and after asking <see cref="IsDueAsync"/> there, so that of two accesses
    /// at the same moment one tells.
    /// </summary>
    public async Task AddAsync(long agreementNumber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var about = await (
            from agreement in db.Agreements
            join company in db.ThirdParties on agreement.ThirdPartyId equals company.Id
            where agreement.Number == agreementNumber
            select new { agreement.CustomerId, Company = company.Name }).SingleAsync(cancellationToken);
        db.FirstAccesses.Add(new FirstAccess { AgreementNumber = agreementNumber, At = now });
        await customers.TellAsync(about.CustomerId, new FirstAccessEmail(about.Company, agreementNumber, now), user => user.TellFirstAccess, cancellationToken);
    }
}
