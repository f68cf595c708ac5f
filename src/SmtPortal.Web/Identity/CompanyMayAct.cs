using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Identity;

/// <summary>Asked of every page of a company: the sign-in is one of the company's now, and the company may act now (ACC-5, ACC-8).</summary>
/// <param name="status">Where the company must stand.</param>
/// <param name="role">The role that the page needs; null: any.</param>
public sealed class CompanyMayAct(ThirdPartyStatus status = ThirdPartyStatus.Approved, CompanyRole? role = null) : IAuthorizationRequirement
{
    public bool IsMetBy(CompanyStanding standing) => standing.Status == status && (role is null || role == standing.Role);
}

/// <summary>Looks it up, so that a suspension, a removal or another role acts at the next click, in open sessions too.</summary>
public sealed class CompanyMayActHandler(CompanyAccess access) : AuthorizationHandler<CompanyMayAct>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CompanyMayAct requirement)
    {
        if (await access.OfAsync(context.User) is { } standing && requirement.IsMetBy(standing))
            context.Succeed(requirement);
    }
}

/// <param name="Status">Where the company stands.</param>
/// <param name="Role">What the user may do in it.</param>
public sealed record CompanyStanding(ThirdPartyStatus Status, CompanyRole Role);

/// <summary>What a sign-in of a company may do now, by the database; the cookie only says who it is. Read once a request.</summary>
public sealed class CompanyAccess(PortalDbContext db)
{
    private (Guid User, CompanyStanding? Standing)? known;

    /// <summary>Null: the sign-in is none of a company, or not any more.</summary>
    public async Task<CompanyStanding?> OfAsync(ClaimsPrincipal user)
    {
        if (!user.Is(PortalRole.ThirdParty))
            return null;
        var (id, company) = (user.UserId(), user.RequireThirdPartyId());
        if (known is not { } found || found.User != id)
        {
            var standing = await (
                from u in db.Users
                join c in db.ThirdParties on u.ThirdPartyId equals c.Id
                where u.Id == id && c.Id == company && u.CompanyRole != null
                select new CompanyStanding(c.Status, u.CompanyRole!.Value)).SingleOrDefaultAsync();
            known = found = (id, standing);
        }

        return found.Standing;
    }
}
