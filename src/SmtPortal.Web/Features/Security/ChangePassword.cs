using Microsoft.AspNetCore.Identity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

/// <summary>Replaces the password of somebody who has just typed the old one. Everybody else who is signed in to the account is not any more.</summary>
public sealed class ChangePassword(PortalDbContext db, IPasswordHasher<PortalUser> passwords, Outbox outbox, TimeProvider time)
{
    /// <param name="user">Loaded by the same context.</param>
    /// <param name="session">The one that stays; the caller gives it a new cookie.</param>
    public async Task ExecuteAsync(PortalUser user, string password, Guid session, CancellationToken cancellationToken)
    {
        user.SetPassword(passwords.HashPassword(user, password));
        outbox.Add(db, new PasswordChangedEmail(time.GetUtcNow()), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        await db.EndSessionsOfAsync(user.Id, except: session, cancellationToken);
    }
}
