using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Security;

/// <summary>Ends every sign-in of an account, at the next click of each.</summary>
public sealed class SignOutEverywhere(PortalDbContext db)
{
    public async Task ExecuteAsync(Guid userId, CancellationToken cancellationToken)
    {
        await db.LookAgainAsync(async () =>
        {
            (await db.Users.SingleAsync(u => u.Id == userId, cancellationToken)).EndSignIns();
            return await db.SaveChangesAsync(cancellationToken);
        });
        await db.EndSessionsOfAsync(userId, except: null, cancellationToken);
    }
}
