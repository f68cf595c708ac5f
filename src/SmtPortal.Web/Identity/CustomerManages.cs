using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Identity;

/// <summary>Asked of everything that changes a customer's account or a consent: the sign-in manages the account now (ACC-1).</summary>
public sealed class CustomerManages : IAuthorizationRequirement;

/// <summary>Looks it up, so that another role acts at the next click, in open sessions too.</summary>
public sealed class CustomerManagesHandler(CustomerAccess access) : AuthorizationHandler<CustomerManages>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CustomerManages requirement)
    {
        if (await access.ManagesAsync(context.User))
            context.Succeed(requirement);
    }
}

/// <summary>What a customer's sign-in may do now, by the database; the cookie only says who it is. Read once a request.</summary>
public sealed class CustomerAccess(PortalDbContext db)
{
    private (Guid User, CustomerRole? Role)? known;

    /// <summary>Whether it may change the account. Guests, companies and operators have none.</summary>
    public async Task<bool> ManagesAsync(ClaimsPrincipal user) => await OfAsync(user) == CustomerRole.Manage;

    /// <summary>Whether it may only look at the account: pages then leave their buttons out, and say why.</summary>
    public async Task<bool> OnlyViewsAsync(ClaimsPrincipal user) => await OfAsync(user) == CustomerRole.View;

    private async Task<CustomerRole?> OfAsync(ClaimsPrincipal user)
    {
        if (user.CustomerIdOrNull() is not { } customer)
            return null;
        var id = user.UserId();
        if (known is not { } found || found.User != id)
        {
            var role = await db.Users.Where(u => u.Id == id && u.CustomerId == customer).Select(u => (CustomerRole?)u.CustomerRole).SingleOrDefaultAsync();
            known = found = (id, role);
        }

        return found.Role;
    }
}
