using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace SmtPortal.Web.Features.Registration;

/// <summary>What both pages that ask for proof answer.</summary>
public static class ProofPages
{
    /// <summary>The one answer to every proof that is not right, a key of the texts.</summary>
    public const string DoesNotMatch = "These details do not match. Check the ESIID, the meter number and the REP against your latest bill.";

    /// <summary>Status 429: how long to wait, for people and for programs.</summary>
    public static ViewResult TooManyProofs(this Controller controller, TimeSpan wait)
    {
        controller.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        controller.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return controller.View("/Features/Registration/TooManyProofs.cshtml", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));
    }
}
