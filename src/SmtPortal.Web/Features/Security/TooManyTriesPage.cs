using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace SmtPortal.Web.Features.Security;

/// <summary>The answer to one try too many.</summary>
public static class TooManyTriesPage
{
    /// <summary>A password or code that somebody might guess.</summary>
    public static ViewResult TooManyTries(this Controller controller, TimeSpan wait) => TooMany(controller, "TooManyTries", wait);

    /// <summary>Mail that somebody might be flooded with.</summary>
    public static ViewResult TooManyMails(this Controller controller, TimeSpan wait) => TooMany(controller, "TooManyMails", wait);

    /// <summary>Status 429: how long to wait, for people and for programs.</summary>
    private static ViewResult TooMany(Controller controller, string view, TimeSpan wait)
    {
        controller.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        controller.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return controller.View($"/Features/Security/{view}.cshtml", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));
    }
}
