using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>Objecting by the mail's link, which needs no sign-in: a page with one button (ACC-7).</summary>
[AllowAnonymous]
[Route("/claim/{id:guid}/object")]
public sealed class ObjectByLinkController(PortalDbContext db, HeldLink held, TimeProvider time, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } claim ? View("Object", new ClaimPage(claim, time.GetUtcNow())) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Raise(Guid id, string? objection, [FromServices] AnswerClaim answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } claim)
            return NotFound();
        var words = Words.Tidy(objection);
        if (words?.Length > OccupancyClaim.ObjectionMaxLength)
        {
            ModelState.AddModelError(nameof(ClaimPage.Objection), texts["Use at most {0} characters.", OccupancyClaim.ObjectionMaxLength]);
            return this.Invalid("Object", new ClaimPage(claim, time.GetUtcNow()) { Objection = objection });
        }

        await answer.ObjectAsync(id, words, cancellationToken);
        return RedirectToAction(nameof(Ask), new { id });
    }

    /// <summary>As the holder sees it, to whom alone the link is mailed.</summary>
    private async Task<ClaimView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await held.HoldsAsync(HttpContext, LinkTargets.Claim, id, cancellationToken) is null
            ? null
            : await db.OccupancyClaims.AsNoTracking().Where(c => c.Id == id).Select(c => new ClaimView(c.Id, c.Esiid, true, c.Status, c.MadeAt, c.EndsAt, c.Note)).SingleOrDefaultAsync(cancellationToken);
}
