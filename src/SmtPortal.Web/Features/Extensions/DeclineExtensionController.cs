using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>Declining by the mail's link, which needs no sign-in: a page with one button (AGR-2).</summary>
[AllowAnonymous]
[Route("/extension/{id:guid}/decline")]
public sealed class DeclineExtensionController(PortalDbContext db, HeldLink held, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } request ? View("Decline", new ExtensionPage(request, null, time.GetUtcNow())) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Decline(Guid id, [FromServices] AnswerExtension answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
            return NotFound();
        await answer.DeclineAsync(id, User.CustomerIdOrNull() is null ? null : User.UserId(), cancellationToken);
        return RedirectToAction(nameof(Ask), new { id });
    }

    private async Task<ExtensionView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await held.HoldsAsync(HttpContext, LinkTargets.Extension, id, cancellationToken) is null
            ? null
            : await ExtensionView.From(db, db.ExtensionRequests.Where(r => r.Id == id)).SingleOrDefaultAsync(cancellationToken);
}
