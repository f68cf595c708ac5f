using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data;

#pragma warning disable RS0030 // Changes without loading are allowed in this folder: these rows and counts have no state and no version.

/// <summary>Counting tries, so that of many at the same moment none overlooks the others.</summary>
public static class Attempts
{
    /// <summary>Removes the counts from before a moment.</summary>
    public static Task RemoveAttemptsAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Attempts.Where(a => a.At < before).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes requests for a new password from before a moment.</summary>
    public static Task RemovePasswordResetsAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.PasswordResets.Where(r => r.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes requests for another e-mail address from before a moment.</summary>
    public static Task RemoveAddressChangesAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.AddressChanges.Where(c => c.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Forgets the tries under one key.</summary>
    public static Task RemoveAttemptsAsync(this PortalDbContext db, byte[] key, CancellationToken cancellationToken) =>
        db.Attempts.Where(a => a.Key == key).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Forgets the newest try under one key.</summary>
    public static async Task RemoveNewestAttemptAsync(this PortalDbContext db, byte[] key, CancellationToken cancellationToken)
    {
        if (await db.Attempts.Where(a => a.Key == key).OrderByDescending(a => a.At).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellationToken) is { } newest)
            await db.Attempts.Where(a => a.Id == newest).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Counts one more try to sign in before it is looked at, in one statement: whoever tries at the same moment finds it
    /// counted. The count's every fifth locks the account, ever longer.
    /// </summary>
    /// <returns>Whether the try may be looked at; false: the account is locked.</returns>
    public static async Task<bool> CountSignInAsync(this PortalDbContext db, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset?[] ends = [.. Lockout.Lengths.Select(length => (DateTimeOffset?)(now + length))];
        var (first, second, third, fourth, last) = (ends[0], ends[1], ends[2], ends[3], ends[4]);
        return await db.Users.Where(u => u.Id == userId && (u.LockoutEnd == null || u.LockoutEnd <= now)).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.LockoutEnd, u => (u.AccessFailedCount + 1) % Lockout.Every != 0 ? u.LockoutEnd
                    : u.AccessFailedCount + 1 == Lockout.Every ? first
                    : u.AccessFailedCount + 1 == 2 * Lockout.Every ? second
                    : u.AccessFailedCount + 1 == 3 * Lockout.Every ? third
                    : u.AccessFailedCount + 1 == 4 * Lockout.Every ? fourth
                    : last)
                .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1),
            cancellationToken) == 1;
    }

    /// <summary>Keeps a stronger hash of the same password, unless the password was changed meanwhile.</summary>
    public static Task RehashAsync(this PortalDbContext db, Guid userId, string from, string to, CancellationToken cancellationToken) =>
        db.Users.Where(u => u.Id == userId && u.PasswordHash == from).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, to), cancellationToken);

    /// <summary>Ends the lock of an account and begins to count anew: somebody has shown that it is theirs.</summary>
    public static Task UnlockAsync(this PortalDbContext db, Guid userId, CancellationToken cancellationToken) =>
        db.Users.Where(u => u.Id == userId && (u.AccessFailedCount > 0 || u.LockoutEnd != null)).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancellationToken);
}

#pragma warning restore RS0030
