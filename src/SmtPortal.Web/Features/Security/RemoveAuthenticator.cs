using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

/// <summary>Signs in without an authenticator app again. Who must use a second factor keeps it until another is there.</summary>
public sealed class RemoveAuthenticator(PortalDbContext db, SecondFactorRule rule, Outbox outbox, TimeProvider time)
{
    /// <returns>Whether none is in use now; false: it is the only second factor of an account that must have one.</returns>
    public Task<bool> ExecuteAsync(Guid userId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (!user.TwoFactorEnabled)
            return true;
        if (rule.Binds(user.Role, user.CompanyRole) && !await db.UserPasskeys.AnyAsync(p => p.UserId == userId, cancellationToken))
            return false;
        user.UseSecondFactor(false);
        db.Authenticators.RemoveRange(await db.Authenticators.Where(a => a.UserId == userId).ToListAsync(cancellationToken));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == userId).ToListAsync(cancellationToken));
        outbox.Add(db, new SecondFactorEmail(SecondFactorChange.AuthenticatorRemoved, time.GetUtcNow()), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    });
}
