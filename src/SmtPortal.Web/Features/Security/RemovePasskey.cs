using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

public enum RemovePasskeyOutcome
{
    Removed,
    NotFound,

    /// <summary>It is the only second factor of an account that must have one.</summary>
    Needed,
}

/// <summary>Takes a passkey away from its account. Who must use a second factor keeps the last until another is there.</summary>
public sealed class RemovePasskey(PortalDbContext db, SecondFactorRule rule, Outbox outbox, TimeProvider time)
{
    public Task<RemovePasskeyOutcome> ExecuteAsync(Guid userId, byte[] id, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        if (await db.PasskeyOfAsync(userId, id, cancellationToken) is not { } passkey)
            return RemovePasskeyOutcome.NotFound;
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (rule.Binds(user.Role, user.CompanyRole) && !user.TwoFactorEnabled && await db.UserPasskeys.CountAsync(p => p.UserId == userId, cancellationToken) == 1)
            return RemovePasskeyOutcome.Needed;
        db.UserPasskeys.Remove(passkey);
        // Two factors removed at the same moment: one of the two looks again.
        user.UseSecondFactor(user.TwoFactorEnabled);
        outbox.Add(db, new SecondFactorEmail(SecondFactorChange.PasskeyRemoved, time.GetUtcNow()), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return RemovePasskeyOutcome.Removed;
    });
}
