using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Writes mails to a company: to its notification address, else to all of its administrators.</summary>
public sealed class CompanyContacts(PortalDbContext db, Outbox outbox)
{
    public async Task TellAsync(Guid thirdPartyId, PortalEmail mail, CancellationToken cancellationToken)
    {
        foreach (var address in await AddressesAsync(thirdPartyId, cancellationToken))
            outbox.Add(db, mail, address, Language.English, thirdPartyId);
    }

    private async Task<IReadOnlyList<string>> AddressesAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        var chosen = await db.ThirdParties.Where(c => c.Id == thirdPartyId).Select(c => c.NotificationEmail).SingleAsync(cancellationToken);
        if (chosen is not null)
            return [chosen];
        return await db.Users
            .Where(u => u.ThirdPartyId == thirdPartyId && u.CompanyRole == CompanyRole.Administrator && u.EmailConfirmed && u.Email != null)
            .Select(u => u.Email!).ToListAsync(cancellationToken);
    }
}
