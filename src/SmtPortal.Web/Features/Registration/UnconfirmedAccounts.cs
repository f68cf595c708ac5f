using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Registration;

/// <summary>
/// Accounts whose address nobody has confirmed: nobody can have signed in to them, so that they own nothing but their
/// occupancies and the invitation they were opened for, and go without a trace.
/// </summary>
public static class UnconfirmedAccounts
{
    /// <summary>The sign-ins of such accounts. A business one of whose users has confirmed is none of them.</summary>
    public static IQueryable<PortalUser> UnconfirmedUsers(this PortalDbContext db) => db.Users.Where(u =>
        u.Role == PortalRole.Customer && u.CustomerId != null && !u.EmailConfirmed && !db.Users.Any(o => o.CustomerId == u.CustomerId && o.EmailConfirmed));

    /// <summary>Removes the accounts of these sign-ins; the save fails if one was confirmed meanwhile.</summary>
    public static async Task RemoveAccountsAsync(this PortalDbContext db, IQueryable<PortalUser> unconfirmed, CancellationToken cancellationToken)
    {
        var users = await unconfirmed.ToListAsync(cancellationToken);
        var customers = users.Select(u => u.CustomerId!.Value).ToList();
        db.Occupancies.RemoveRange(await db.Occupancies.Where(o => customers.Contains(o.CustomerId)).ToListAsync(cancellationToken));
        foreach (var invitation in await db.Invitations.Where(i => customers.Contains(i.CustomerId!.Value)).ToListAsync(cancellationToken))
            invitation.Unbind();
        db.Users.RemoveRange(users);
        db.Customers.RemoveRange(await db.Customers.Where(c => customers.Contains(c.Id)).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
    }
}
