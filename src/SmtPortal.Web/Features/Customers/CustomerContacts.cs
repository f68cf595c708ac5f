using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Customers;

/// <summary>Writes mails to a customer: to each sign-in of the account whose address is confirmed, in the language it has chosen.</summary>
public sealed class CustomerContacts(PortalDbContext db, Outbox outbox)
{
    /// <summary>Adds the rows; the caller saves.</summary>
    public async Task TellAsync(Guid customerId, PortalEmail mail, CancellationToken cancellationToken)
    {
        var users = await db.Users.AsNoTracking().Where(u => u.CustomerId == customerId && u.EmailConfirmed && u.Email != null)
            .OrderBy(u => u.CreatedAt).Select(u => new { u.Email, u.Language }).ToListAsync(cancellationToken);
        foreach (var user in users)
            outbox.Add(db, mail, user.Email!, user.Language);
    }
}
