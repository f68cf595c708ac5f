using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Customers;

/// <summary>
/// Writes mails to a customer: to each sign-in that manages the account and whose address is confirmed, in the language it has
/// chosen. Who may only look at a business's account is not told what is decided about it (ACC-1).
/// </summary>
public sealed class CustomerContacts(PortalDbContext db, Outbox outbox)
{
    /// <summary>Adds the rows; the caller saves.</summary>
    public Task TellAsync(Guid customerId, PortalEmail mail, CancellationToken cancellationToken) =>
        TellAsync(customerId, mail, user => user.CustomerRole == CustomerRole.Manage, cancellationToken);

    /// <summary>A mail that a sign-in may not want; those who only look at the account choose for themselves too.</summary>
    /// <param name="wants">Who gets it.</param>
    public async Task TellAsync(Guid customerId, PortalEmail mail, Expression<Func<PortalUser, bool>> wants, CancellationToken cancellationToken)
    {
        var users = await db.Users.AsNoTracking().Where(u => u.CustomerId == customerId && u.EmailConfirmed && u.Email != null).Where(wants)
            .OrderBy(u => u.CreatedAt).Select(u => new { u.Email, u.Language }).ToListAsync(cancellationToken);
        foreach (var user in users)
            outbox.Add(db, mail, user.Email!, user.Language);
    }
}
