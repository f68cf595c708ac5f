using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Identity;

/// <summary>Operators and administrators of companies must use a second factor (ACC-2), unless a setting says otherwise, as the demo's does.</summary>
public sealed class SecondFactorRule(IOptions<RuleOptions> rules, IOptions<PortalOptions> portal, CompanyAccess access)
{
    /// <summary>Whether somebody must use one.</summary>
    public bool Binds(PortalRole role, CompanyRole? companyRole) =>
        (rules.Value.SecondFactorRequired ?? !portal.Value.Demo) && (role == PortalRole.Operator || companyRole == CompanyRole.Administrator);

    /// <summary>Whether this session lacks one that it must have. What somebody may do in a company is what they may do now.</summary>
    public async Task<bool> IsMissingAsync(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && !user.HasSecondFactor()
        && (user.Is(PortalRole.Operator) ? Binds(PortalRole.Operator, null) : Binds(PortalRole.ThirdParty, (await access.OfAsync(user))?.Role));
}

/// <summary>Asked of every page of companies and operators.</summary>
public sealed class SecondFactor : IAuthorizationRequirement;

public sealed class SecondFactorHandler(SecondFactorRule rule) : AuthorizationHandler<SecondFactor>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactor requirement)
    {
        if (!await rule.IsMissingAsync(context.User))
            context.Succeed(requirement);
    }
}
