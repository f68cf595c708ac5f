using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Identity;

/// <summary>
/// Asked at every sign-in, by whatever way: nobody of a company that is suspended, refused or closed signs in (ACC-8). One
/// that is pending does, and finds a page that says so.
/// </summary>
public sealed class AccountStands(PortalDbContext db) : IUserConfirmation<PortalUser>
{
    public async Task<bool> IsConfirmedAsync(UserManager<PortalUser> manager, PortalUser user) =>
        user.EmailConfirmed
        && (user.ThirdPartyId is not { } company
            || await db.ThirdParties.AnyAsync(c => c.Id == company && (c.Status == ThirdPartyStatus.Approved || c.Status == ThirdPartyStatus.Pending)));
}
