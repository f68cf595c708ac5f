using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Registration;

namespace SmtPortal.Web.Features.EmailAddresses;

public enum ConfirmAddressChangeOutcome
{
    /// <summary>The account has its new address, now or since an earlier click.</summary>
    Changed,

    /// <summary>Too old, or a later one was asked for.</summary>
    NoLongerOpen,

    /// <summary>The address has come to another account meanwhile.</summary>
    Taken,
}

/// <summary>Gives a sign-in the new address, whose owner and whose account's owner were both shown to be the same person.</summary>
public sealed class ConfirmAddressChange(PortalDbContext db, ILookupNormalizer normalizer, Outbox outbox, TimeProvider time)
{
    /// <param name="userId">Who is signed in; the change must be theirs.</param>
    /// <param name="session">The session that goes on; every other ends.</param>
    public async Task<ConfirmAddressChangeOutcome> ExecuteAsync(Guid changeId, Guid userId, Guid? session, CancellationToken cancellationToken)
    {
        try
        {
            return await db.LookAgainAsync(() => TryAsync(changeId, userId, session, cancellationToken));
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return ConfirmAddressChangeOutcome.Taken;
        }
    }

    private async Task<ConfirmAddressChangeOutcome> TryAsync(Guid changeId, Guid userId, Guid? session, CancellationToken cancellationToken)
    {
        // Two saves: an account that nobody confirmed must be gone before its address can be another's.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var change = await db.AddressChanges.SingleAsync(c => c.Id == changeId && c.UserId == userId, cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        var address = normalizer.NormalizeEmail(change.Email);
        if (user.NormalizedEmail == address)
            return ConfirmAddressChangeOutcome.Changed;
        if (!change.IsOpenAt(now))
            return ConfirmAddressChangeOutcome.NoLongerOpen;
        await db.RemoveAccountsAsync(db.UnconfirmedUsers().Where(u => u.NormalizedEmail == address), cancellationToken);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == address, cancellationToken))
            return ConfirmAddressChangeOutcome.Taken;
        outbox.Add(db, new AddressChangedEmail(now, isOld: true), user.Email!, user.Language);
        outbox.Add(db, new AddressChangedEmail(now, isOld: false), change.Email, user.Language);
        (user.Email, user.NormalizedEmail) = (change.Email, address);
        (user.UserName, user.NormalizedUserName) = (change.Email, normalizer.NormalizeName(change.Email));
        user.EndSignIns();
        change.Close(now);
        // A link that waits in the old mailbox must not open the account any more.
        foreach (var reset in await db.PasswordResets.Where(r => r.UserId == userId && r.ClosedAt == null).ToListAsync(cancellationToken))
            reset.Close(now);
        await db.SaveChangesAsync(cancellationToken);
        await db.EndSessionsOfAsync(userId, except: session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ConfirmAddressChangeOutcome.Changed;
    }
}
