using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>A claim in the portal: its holder objects or gives up, who claimed takes it back (ACC-7).</summary>
[Authorize(Policies.Customer)]
[Route("/customer/claims/{id:guid}")]
public sealed class CustomerClaimsController(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } claim ? View("CustomerClaim", new ClaimPage(claim, time.GetUtcNow())) : NotFound();

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("object")]
    public async Task<IActionResult> Raise(Guid id, string? objection, [FromServices] AnswerClaim answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsHolder: true } claim)
            return NotFound();
        var words = Words.Tidy(objection);
        if (words?.Length > OccupancyClaim.ObjectionMaxLength)
        {
            ModelState.AddModelError(nameof(ClaimPage.Objection), texts["Use at most {0} characters.", OccupancyClaim.ObjectionMaxLength]);
            return this.Invalid("CustomerClaim", new ClaimPage(claim, time.GetUtcNow()) { Objection = objection });
        }

        await answer.ObjectAsync(id, words, cancellationToken);
        return RedirectToAction(nameof(Show), new { id });
    }

    [Authorize(Policies.ManageCustomer)]
    [RecentSignIn]
    [HttpGet("give-up")]
    public async Task<IActionResult> AskGiveUp(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsHolder: true } claim)
            return NotFound();
        var now = time.GetUtcNow();
        if (!claim.IsUndecidedAt(now))
            return RedirectToAction(nameof(Show), new { id });
        var agreements = db.AgreementsOfCustomer(User.RequireCustomerId()).ActiveAt(now).Where(a => a.Esiids.Any(e => e.Esiid == claim.Esiid && e.LeftAt == null));
        return View("CustomerGiveUp", new GiveUpPage(claim, await agreements.Take(Listing.CountedTo + 1).CountAsync(cancellationToken)));
    }

    [Authorize(Policies.ManageCustomer)]
    [RecentSignIn]
    [HttpPost("give-up")]
    public async Task<IActionResult> GiveUp(Guid id, [FromServices] AnswerClaim answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsHolder: true })
            return NotFound();
        await answer.GiveUpAsync(id, User.UserId(), cancellationToken);
        return RedirectToAction(nameof(Show), new { id });
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpGet("withdraw")]
    public async Task<IActionResult> AskWithdraw(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsHolder: false } claim)
            return NotFound();
        var now = time.GetUtcNow();
        return claim.IsUndecidedAt(now) ? View("CustomerWithdraw", new ClaimPage(claim, now)) : RedirectToAction(nameof(Show), new { id });
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, [FromServices] AnswerClaim answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsHolder: false })
            return NotFound();
        await answer.WithdrawAsync(id, cancellationToken);
        return RedirectToAction(nameof(Show), new { id });
    }

    private Task<ClaimView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var customerId = User.RequireCustomerId();
        return ClaimView.From(db.ClaimsFor(customerId).Where(c => c.Id == id), customerId).SingleOrDefaultAsync(cancellationToken);
    }
}
