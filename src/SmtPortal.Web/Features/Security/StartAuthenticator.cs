using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

/// <summary>Makes the key of an authenticator app that is to be set up. One in use stays in use until the new one has given its first code.</summary>
public sealed class StartAuthenticator(PortalDbContext db, AuthenticatorKeys keys)
{
    public Task ExecuteAsync(Guid userId, CancellationToken cancellationToken) => db.LookAgainAsync(
        async () =>
        {
            var authenticator = await db.Authenticators.SingleOrDefaultAsync(a => a.UserId == userId, cancellationToken)
                ?? db.Authenticators.Add(new Authenticator(userId)).Entity;
            authenticator.Begin(keys.Protect(userId, Totp.NewKey()));
            return await db.SaveChangesAsync(cancellationToken);
        },
        uniqueToo: true);
}
