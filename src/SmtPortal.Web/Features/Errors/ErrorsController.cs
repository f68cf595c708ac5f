using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace SmtPortal.Web.Features.Errors;

/// <summary>What a person sees when a page cannot be shown. Reached only from inside: the error handlers execute these paths again.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed partial class ErrorsController(ILogger<ErrorsController> logger) : Controller
{
    [Route("/error/{status:int}")]
    public IActionResult Status(int status)
    {
        // Asked for by hand, it is a page like any other that does not exist.
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
            status = StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        return View("Status", status switch
        {
            400 or 413 or 415 => new ErrorPage("That could not be read",
                "The page that sent this form was too old, or part of it was missing. Go back, reload the page and try again."),
            403 => new ErrorPage("You may not open this page",
                "Your sign-in does not have the right to do this. Sign in with another account if you have one."),
            410 => new ErrorPage("This link is no longer valid",
                "The link has expired or was already used. If you have an account, sign in to see what is waiting for you."),
            429 => new ErrorPage("Too many requests", "That was a lot in a short time. Wait a minute and try again."),
            >= 500 => ServerError(),
            _ => new ErrorPage("Page not found",
                "There is nothing at this address that you can see. It may have been moved, or it belongs to another account."),
        });
    }

    [Route("/error")]
    public IActionResult Failure()
    {
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is not { } failure)
            return Status(StatusCodes.Status404NotFound);
        Response.StatusCode = StatusCodes.Status500InternalServerError;
        var page = ServerError();
        Failed(logger, page.Reference!, (failure.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(none)");
        return View("Status", page);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request to {Route} failed; the person was shown reference {Reference}")]
    private static partial void Failed(ILogger logger, string reference, string route);

    private ErrorPage ServerError() => new("Something went wrong on our side",
        "Nothing was lost that you had saved. Try again in a minute; if it happens again, tell us the number below.",
        Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier);
}

/// <param name="Reference">Number under which the failure stands in the log; null when there is nothing to look up.</param>
public sealed record ErrorPage(string Title, string Explanation, string? Reference = null);
