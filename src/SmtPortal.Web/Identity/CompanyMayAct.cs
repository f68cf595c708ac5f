using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Identity;

/// <summary>Asked of every page of a company: it is approved now, in open sessions too (ACC-8).</summary>
public sealed class CompanyMayAct : IAuthorizationRequirement;

/// <summary>Looks the company's status up, so that a suspension acts at the next click.</summary>
public sealed class CompanyMayActHandler(PortalDbContext db) : AuthorizationHandler<CompanyMayAct>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CompanyMayAct requirement)
    {
        if (context.User.Is(PortalRole.ThirdParty) && context.User.RequireThirdPartyId() is var company
            && await db.ThirdParties.AnyAsync(c => c.Id == company && c.Status == ThirdPartyStatus.Approved))
            context.Succeed(requirement);
    }
}
