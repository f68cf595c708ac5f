using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Identity;

/// <summary>Operators and administrators of companies must use a second factor (ACC-2), unless a setting says otherwise, as the demo's does.</summary>
public sealed class SecondFactorRule(PortalDbContext db, IOptions<RuleOptions> rules, IOptions<PortalOptions> portal, CompanyAccess access)
{
    /// <summary>Whether somebody must use one.</summary>
    public bool Binds(PortalRole role, CompanyRole? companyRole) =>
        (rules.Value.SecondFactorRequired ?? !portal.Value.Demo) && (role == PortalRole.Operator || companyRole == CompanyRole.Administrator);

    /// <summary>
    /// Whether the right password alone does not sign in to an account: it has an authenticator app, or must use a second
    /// factor and has a passkey. Others with a passkey may go on using their password.
    /// </summary>
    public async Task<bool> IsAskedForAsync(PortalUser user, CancellationToken cancellationToken) =>
        user.TwoFactorEnabled || (Binds(user.Role, user.CompanyRole) && await db.UserPasskeys.AnyAsync(p => p.UserId == user.Id, cancellationToken));

    /// <summary>Whether this session lacks one that it must have. What somebody may do in a company is what they may do now.</summary>
    public async Task<bool> IsMissingAsync(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && !user.HasSecondFactor()
        && (user.Is(PortalRole.Operator) ? Binds(PortalRole.Operator, null) : Binds(PortalRole.ThirdParty, (await access.OfAsync(user))?.Role));

    /// <summary>Whether the account of this session has a second factor that the session has not shown.</summary>
    public async Task<bool> IsUnshownAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.Identity?.IsAuthenticated != true || user.HasSecondFactor())
            return false;
        var id = user.UserId();
        return await IsAskedForAsync(await db.Users.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken), cancellationToken);
    }
}

/// <summary>Asked of every page of companies and operators, and of those of everybody who is signed in.</summary>
public sealed class SecondFactor : IAuthorizationRequirement;

public sealed class SecondFactorHandler(SecondFactorRule rule) : AuthorizationHandler<SecondFactor>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactor requirement)
    {
        if (!await rule.IsMissingAsync(context.User))
            context.Succeed(requirement);
    }
}

/// <summary>
/// Asked where second factors are set up and removed: else whoever knows only the password of an account could put a second
/// factor of their own beside its owner's. Who has none yet sets up the first with the password.
/// </summary>
public sealed class FactorsShown : IAuthorizationRequirement;

public sealed class FactorsShownHandler(SecondFactorRule rule) : AuthorizationHandler<FactorsShown>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, FactorsShown requirement)
    {
        if (!await rule.IsUnshownAsync(context.User, CancellationToken.None))
            context.Succeed(requirement);
    }
}
