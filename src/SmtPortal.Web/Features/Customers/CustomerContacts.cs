using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
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
    private static readonly Expression<Func<PortalUser, bool>> Manages = user => user.CustomerRole == CustomerRole.Manage;

    /// <summary>Adds the rows; the caller saves.</summary>
    public Task TellAsync(Guid customerId, PortalEmail mail, CancellationToken cancellationToken) =>
        TellAsync(customerId, mail, Manages, cancellationToken);

    /// <summary>Adds the rows of many mails, with as many queries as for one; the caller saves.</summary>
    public async Task TellAsync(IReadOnlyCollection<CustomerMail> mails, CancellationToken cancellationToken)
    {
        var ids = mails.Select(m => (Guid?)m.CustomerId).Distinct().ToList();
        var receivers = (await db.Users.AsNoTracking().Where(u => ids.Contains(u.CustomerId) && u.EmailConfirmed && u.Email != null).Where(Manages)
            .OrderBy(u => u.CreatedAt).Select(u => new { u.CustomerId, u.Email, u.Language }).ToListAsync(cancellationToken)).ToLookup(u => u.CustomerId);
        foreach (var (customerId, mail) in mails)
        {
            foreach (var receiver in receivers[customerId])
                outbox.Add(db, mail, receiver.Email!, receiver.Language);
        }
    }

    /// <summary>A mail that a sign-in may not want; those who only look at the account choose for themselves too.</summary>
    /// <param name="wants">Who gets it.</param>
    public async Task TellAsync(Guid customerId, PortalEmail mail, Expression<Func<PortalUser, bool>> wants, CancellationToken cancellationToken)
    {
        foreach (var (address, language) in await ReceiversAsync(customerId, cancellationToken, wants))
            outbox.Add(db, mail, address, language);
    }

    /// <summary>Where mails to a customer go now, and in which language.</summary>
    /// <param name="wants">Who gets the mail; null: everybody who manages the account.</param>
    public async Task<IReadOnlyList<CustomerReceiver>> ReceiversAsync(Guid customerId, CancellationToken cancellationToken, Expression<Func<PortalUser, bool>>? wants = null) =>
        await db.Users.AsNoTracking().Where(u => u.CustomerId == customerId && u.EmailConfirmed && u.Email != null).Where(wants ?? Manages)
            .OrderBy(u => u.CreatedAt).Select(u => new CustomerReceiver(u.Email!, u.Language)).ToListAsync(cancellationToken);
}

public sealed record CustomerMail(Guid CustomerId, PortalEmail Mail);

/// <param name="Language">The one that this sign-in has chosen.</param>
public sealed record CustomerReceiver(string Address, Language Language);
