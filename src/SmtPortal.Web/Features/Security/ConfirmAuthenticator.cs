using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

/// <summary>Takes an authenticator app into use when its first code is right, and makes recovery codes.</summary>
public sealed class ConfirmAuthenticator(PortalDbContext db, AuthenticatorKeys keys, Outbox outbox, TimeProvider time)
{
    /// <returns>The recovery codes, to be shown this once; null: the code is not right, or no app is being set up.</returns>
    public Task<IReadOnlyList<string>?> ExecuteAsync(Guid userId, string typed, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        var authenticator = await db.Authenticators.SingleOrDefaultAsync(a => a.UserId == userId, cancellationToken);
        if (authenticator?.PendingKey is not { } key || Totp.StepOf(keys.Unprotect(userId, key), code, now) is not { } step)
            return null;
        authenticator.Confirm(step, now);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        user.UseSecondFactor(true);
        var codes = await db.ReplaceRecoveryCodesAsync(userId, cancellationToken);
        outbox.Add(db, new SecondFactorEmail(SecondFactorChange.AuthenticatorSetUp, now), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return codes;
    });
}

/// <summary>Makes new recovery codes; the former ones no longer work.</summary>
public sealed class ReplaceRecoveryCodes(PortalDbContext db, Outbox outbox, TimeProvider time)
{
    /// <returns>To be shown this once; null: the account uses no authenticator app.</returns>
    public async Task<IReadOnlyList<string>?> ExecuteAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (await db.Users.SingleAsync(u => u.Id == userId, cancellationToken) is not { TwoFactorEnabled: true } user)
            return null;
        var codes = await db.ReplaceRecoveryCodesAsync(userId, cancellationToken);
        outbox.Add(db, new SecondFactorEmail(SecondFactorChange.RecoveryCodesReplaced, time.GetUtcNow()), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return codes;
    }
}

file static class NewRecoveryCodes
{
    /// <summary>Puts new ones into the caller's save.</summary>
    public static async Task<IReadOnlyList<string>> ReplaceRecoveryCodesAsync(this PortalDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == userId).ToListAsync(cancellationToken));
        var codes = RecoveryCodes.New();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { Id = Guid.CreateVersion7(), UserId = userId, Hash = RecoveryCodes.HashOf(code)! }));
        return codes;
    }
}
