using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

/// <summary>
/// Stands on the pages of a change that matters (password, address, closing the account): whoever has not just signed in is
/// asked first to confirm that it is them, and comes back to the page.
/// <code>
/// [RecentSignIn]
/// public sealed class CloseAccountController : Controller   // the page and the form that it posts to
/// </code>
/// Put it on the GET and on the POST. A POST gets a longer time than a page, so that a form that was shown can be filled in
/// and sent. When that is over too, the way back leads to the page at the POST's own address; where there is none, say which:
/// <c>[RecentSignIn(Page = "/customer/code")]</c>. It comes after the policy: a guest is sent to sign in as ever. In tests
/// nothing is to be done: signing in counts, and the test clock stands still.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RecentSignInAttribute : Attribute, IAsyncResourceFilter
{
    /// <summary>How long after signing in or confirming a page opens without asking.</summary>
    public static readonly TimeSpan ForPages = TimeSpan.FromMinutes(10);

    /// <summary>How long after that a form is taken.</summary>
    public static readonly TimeSpan ForForms = TimeSpan.FromMinutes(25);

    /// <summary>Where a POST that came too late leads back to; null: to the page at its own address.</summary>
    public string? Page { get; set; }

    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        var isPage = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        // One on the action speaks for it, not one on its controller.
        if (!context.IsEffectivePolicy(this))
            return next();
        if (context.HttpContext.ConfirmedAt() is { } at && context.HttpContext.Now() - at <= (isPage ? ForPages : ForForms))
            return next();
        var back = isPage ? request.Path + request.QueryString : Page ?? request.Path;
        context.Result = new LocalRedirectResult("/security/confirm?returnUrl=" + Uri.EscapeDataString(back));
        return Task.CompletedTask;
    }
}
