using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace SmtPortal.Web.Features.Security;

/// <summary>The answer to one try too many.</summary>
public static class TooManyTriesPage
{
    /// <summary>Status 429: how long to wait, for people and for programs.</summary>
    public static ViewResult TooManyTries(this Controller controller, TimeSpan wait)
    {
        controller.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        controller.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return controller.View("/Features/Security/TooManyTries.cshtml", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));
    }
}
