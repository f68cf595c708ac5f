using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Identity;

/// <summary>What happens with the cookie of a signed-in browser: when it is given, and with each request that brings it.</summary>
public sealed class SessionCookie(PortalDbContext db, IOptions<IdentityOptions> options, TimeProvider time) : CookieAuthenticationEvents
{
    public override async Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.ConfirmedBySigningIn(time.GetUtcNow());
        // Pages go on in the account's language, whatever was chosen on this device before.
        var userId = context.Principal!.UserId();
        if (await db.Users.Where(u => u.Id == userId).Select(u => (Language?)u.Language).SingleOrDefaultAsync(context.HttpContext.RequestAborted) is { } language)
            context.HttpContext.RememberLanguage(language);
    }

    /// <summary>Looks the account up with every request: what ends its sign-ins acts at the next click.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var (user, stamp) = (context.Principal!.UserId(), context.Principal!.FindFirst(options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value);
        if (await db.Users.AnyAsync(u => u.Id == user && u.SecurityStamp == stamp, context.HttpContext.RequestAborted))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>The page that says so, instead of a way to another.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
