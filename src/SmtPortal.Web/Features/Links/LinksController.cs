using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SmtPortal.Web.Email;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Links;

/// <summary>Takes in who comes by a link of a mail. Changes nothing (INV-4): mail programs follow links on their own.</summary>
public sealed class LinksController : Controller
{
    /// <summary>
    /// Leads to the link's page at an address without the token. A token that is unknown or malformed and a word without
    /// meaning get one and the same answer.
    /// </summary>
    [AllowAnonymous]
    [EnableRateLimiting(RateLimits.Links)]
    [HttpGet("/l/{token}/{word?}")]
    public async Task<IActionResult> Follow(string token, string? word, [FromServices] HeldLink held, CancellationToken cancellationToken)
    {
        if (await held.FindAsync(token, cancellationToken) is not { } link
            || LinkTargets.PathOf(new TokenTarget(link.TargetKind, link.TargetId), word) is not { } path)
            return StatusCode(StatusCodes.Status410Gone);
        held.Hold(HttpContext, link, token);
        Response.Headers.CacheControl = "no-store";
        return LocalRedirect(path);
    }
}
