using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>
/// Sets the password that somebody chose by the link of a mail. It ends the lock and every session of the account; a second
/// factor stays, and is asked for at the sign-in that follows.
/// </summary>
public sealed class ReplaceForgottenPassword(PortalDbContext db, IPasswordHasher<PortalUser> passwords, Outbox outbox, AttemptLimits limits, TimeProvider time)
{
    /// <returns>Whether it is set; false: the link, or another of the account, was used, or it is too old.</returns>
    public Task<bool> ExecuteAsync(Guid resetId, string password, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        if (await db.PasswordResets.SingleOrDefaultAsync(r => r.Id == resetId, cancellationToken) is not { } reset || !reset.IsOpenAt(now))
            return false;
        var user = await db.Users.SingleAsync(u => u.Id == reset.UserId, cancellationToken);
        foreach (var other in await db.PasswordResets.Where(r => r.UserId == user.Id && r.ClosedAt == null).ToListAsync(cancellationToken))
            other.Close(now);
        user.SetPassword(passwords.HashPassword(user, password));
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        outbox.Add(db, new PasswordChangedEmail(now), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        await db.EndSessionsOfAsync(user.Id, except: null, cancellationToken);
        await limits.ForgetAsync(CheckPassword.LimitOf(user.NormalizedEmail!), cancellationToken);
        return true;
    });
}
