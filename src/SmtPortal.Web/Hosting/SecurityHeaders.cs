namespace SmtPortal.Web.Hosting;

/// <summary>Headers that every answer carries.</summary>
public static class SecurityHeaders
{
    /// <summary>Path of the job dashboard, the only pages of other people's making, which style themselves inline.</summary>
    public const string DashboardPath = "/ops/jobs";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string DashboardPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Of a mail that is shown to a person. Mails carry their styles inline, since mail programs drop style sheets: so they get
    /// an address of their own on which inline styles are allowed and nothing else is, no script, no picture, no form. The
    /// sandbox takes the portal's origin away from what is shown; its links open in a new tab.
    /// </summary>
    private const string MailPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + "sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Marks the answer as a mail's own HTML.</summary>
    public static void MarkAsMail(this HttpResponse response) => response.Headers.ContentSecurityPolicy = MailPolicy;

    /// <summary>Lets a page show a mail in a frame.</summary>
    public static void AllowMailFrame(this HttpResponse response) => response.Headers.ContentSecurityPolicy = Policy + "; frame-src 'self'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var policy = context.Request.Path.StartsWithSegments(DashboardPath, StringComparison.Ordinal) ? DashboardPolicy : Policy;
        // At the last moment: the exception handler clears what was set before the failure.
        context.Response.OnStarting(() => Set(context, policy));
        return next(context);
    });

    /// <summary>Tells the browser to drop the pages it still has, those behind its back button too: to be said when a session ends.</summary>
    public static void ForgetPages(this HttpResponse response) => response.Headers["Clear-Site-Data"] = "\"cache\"";

    private static Task Set(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        // A page that shows a mail has set its own.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = policy;
        // Pages and downloads may be somebody's; style sheets, scripts and pictures are everybody's and say themselves how long they keep.
        if (headers.CacheControl.Count == 0 && !RateLimits.IsAsset(context))
            headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
