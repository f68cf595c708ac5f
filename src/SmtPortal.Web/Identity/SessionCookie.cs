using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Identity;

/// <summary>
/// What happens with the cookie of a signed-in browser: when it is given, with each request that brings it, and when it is
/// taken away. The cookie only names a session; whether that still stands is looked up with every request.
/// </summary>
public sealed class SessionCookie(PortalDbContext db, BeginSession begin, SecondFactorRule secondFactor, IOptions<IdentityOptions> options, TimeProvider time)
    : CookieAuthenticationEvents
{
    private const string SessionItem = "session";
    private static readonly object Ended = new();

    public override async Task SigningIn(CookieSigningInContext context)
    {
        // A cookie that is only renewed keeps its session.
        if (context.Properties.GetString(SessionItem) is not null)
            return;
        context.Properties.SetConfirmed(time.GetUtcNow());
        context.Properties.SetString(SessionItem, (await begin.ExecuteAsync(context.HttpContext, context.Principal!, context.HttpContext.RequestAborted)).ToString());
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // Style sheets and scripts are everybody's.
        if (RateLimits.IsAsset(context.HttpContext))
            return;
        var (now, cancelled) = (time.GetUtcNow(), context.HttpContext.RequestAborted);
        if (await FindAsync(context) is not { } session || session.EndsAt <= now)
        {
            context.HttpContext.Items[Ended] = true;
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        if (IsClick(context.Request) && now - session.LastSeenAt >= UserSession.Noticed)
        {
            await db.SeeSessionAsync(session.Id, now, cancelled);
            session = session with { LastSeenAt = now };
        }

        context.HttpContext.Features.Set(session);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        context.HttpContext.Response.ForgetPages();
        if (context.HttpContext.CurrentSession() is { } session)
            await db.EndSessionAsync(session.Id, context.HttpContext.RequestAborted);
    }

    /// <summary>To the sign-in page, which says so if a session has ended; and from there back to a page, not to a form's address that has none.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var back = HttpMethods.IsGet(request.Method) || HasPage(context.HttpContext) ? request.PathBase + request.Path + (HttpMethods.IsGet(request.Method) ? request.QueryString : "") : "/";
        context.RedirectUri = $"{context.Options.LoginPath}?returnUrl={Uri.EscapeDataString(back)}" + (context.HttpContext.Items.ContainsKey(Ended) ? "&ended=true" : "");
        return base.RedirectToLogin(context);
    }

    /// <summary>The page that says so, instead of a way to another; but who lacks only a second factor is led to it.</summary>
    public override async Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && await LacksOnlyAFactorAsync(context.HttpContext))
            context.Response.Redirect("/security/second-factor?returnUrl=" + Uri.EscapeDataString(request.Path + request.QueryString));
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private async Task<bool> LacksOnlyAFactorAsync(HttpContext context)
    {
        if (await secondFactor.IsMissingAsync(context.User))
            return true;
        return context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is Policies.SecondFactors or Policies.WholeSignIn) == true
            && await secondFactor.IsUnshownAsync(context.User, context.RequestAborted);
    }

    /// <summary>One query for each request of somebody who is signed in.</summary>
    private async Task<CurrentSession?> FindAsync(CookieValidatePrincipalContext context)
    {
        if (!Guid.TryParse(context.Properties.GetString(SessionItem), out var id))
            return null;
        var (user, stamp) = (context.Principal!.UserId(), context.Principal!.FindFirst(options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value);
        return await db.UserSessions.AsNoTracking()
            .Where(s => s.Id == id && s.UserId == user && db.Users.Any(u => u.Id == user && u.SecurityStamp == stamp))
            .Select(s => new CurrentSession(s.Id, s.BeganAt, s.LastSeenAt)).SingleOrDefaultAsync(context.HttpContext.RequestAborted);
    }

    /// <summary>Whether a person asked, and not a script that looks for news on its own.</summary>
    private static bool IsClick(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] != "empty";

    private static bool HasPage(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return false;
        return context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Any(e =>
            e.RoutePattern.RawText == endpoint.RoutePattern.RawText && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true);
    }
}
