using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace SmtPortal.Web.Identity;

/// <summary>What happens with the cookie of a signed-in browser: when it is given, and with each request that brings it.</summary>
public sealed class SessionCookie(TimeProvider time) : CookieAuthenticationEvents
{
    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.ConfirmedBySigningIn(time.GetUtcNow());
        return Task.CompletedTask;
    }

    public override Task ValidatePrincipal(CookieValidatePrincipalContext context) => SecurityStampValidator.ValidatePrincipalAsync(context);

    /// <summary>The page that says so, instead of a way to another.</summary>
    public override Task RedirectToAccessDenied(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
