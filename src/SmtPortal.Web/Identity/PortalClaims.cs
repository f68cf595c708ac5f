using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SmtPortal.Web.Identity;

/// <summary>Puts what a sign-in belongs to into its cookie.</summary>
public sealed class PortalClaimsFactory(UserManager<PortalUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role.ToString()));
        identity.AddClaim(new Claim(PortalClaims.DisplayName, user.DisplayName));
        if (user.CustomerId is { } customer)
            identity.AddClaim(new Claim(PortalClaims.CustomerId, customer.ToString()));
        if (user.ThirdPartyId is { } company)
            identity.AddClaim(new Claim(PortalClaims.ThirdPartyId, company.ToString()));
        return identity;
    }
}

/// <summary>Reads what a sign-in belongs to from its claims.</summary>
public static class PortalClaims
{
    public const string CustomerId = "customer";
    public const string ThirdPartyId = "company";
    public const string DisplayName = "display_name";

    /// <summary>Id of the signed-in user.</summary>
    public static Guid UserId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <summary>The customer account of a page under <see cref="Policies.Customer"/>.</summary>
    public static Guid RequireCustomerId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(CustomerId)!);

    /// <summary>The company of a page under <see cref="Policies.ThirdParty"/>.</summary>
    public static Guid RequireThirdPartyId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ThirdPartyId)!);

    /// <summary>The customer account, null for a guest, a company's user or an operator.</summary>
    public static Guid? CustomerIdOrNull(this ClaimsPrincipal user) =>
        user.FindFirstValue(CustomerId) is { } id ? Guid.Parse(id) : null;

    /// <summary>Whether the sign-in has a role.</summary>
    public static bool Is(this ClaimsPrincipal user, PortalRole role) => user.IsInRole(role.ToString());
}
