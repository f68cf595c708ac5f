using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;

namespace SmtPortal.Web.Features.EmailAddresses;

/// <summary>Mails a link to the new address, and a notice to the old. The answer never tells whether the new one has an account.</summary>
public sealed class RequestAddressChange(PortalDbContext db, Outbox outbox, AttemptLimits limits, TimeProvider time)
{
    /// <summary>Addresses that one account may ask for in a day: each of them gets a mail.</summary>
    public const int PerAccount = 5;

    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <returns>Null: done; else how long until the next is allowed.</returns>
    public async Task<TimeSpan?> ExecuteAsync(Guid userId, string email, CancellationToken cancellationToken)
    {
        if (await limits.TryAsync([new("address change", userId.ToString(), PerAccount, Window)], cancellationToken) is { } wait)
            return wait;
        return await db.LookAgainAsync(async () =>
        {
            var now = time.GetUtcNow();
            var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellationToken);
            foreach (var earlier in await db.AddressChanges.Where(c => c.UserId == userId && c.ClosedAt == null).ToListAsync(cancellationToken))
                earlier.Close(now);
            var change = new AddressChange(userId, email, now);
            db.AddressChanges.Add(change);
            var address = EmailAddress.Normalize(email);
            var owner = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == address && u.EmailConfirmed, cancellationToken);
            if (owner is null)
                outbox.Add(db, new ConfirmNewAddressEmail(change.Id), email, user.Language);
            else
                outbox.Add(db, new AddressTakenEmail(), owner.Email!, owner.Language);
            outbox.Add(db, new AddressChangeAskedEmail(now), user.Email!, user.Language);
            await db.SaveChangesAsync(cancellationToken);
            return (TimeSpan?)null;
        });
    }
}
