using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>A company asks to extend an agreement, reminds of it, or takes it back.</summary>
[Authorize(Policies.ThirdParty)]
[Route("/company/agreements/{number:long}/extension")]
public sealed class CompanyExtensionController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(long number, CancellationToken cancellationToken) =>
        await PageAsync(number, new ExtendForm(), cancellationToken) is { } page ? View("CompanyExtension", page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Ask(long number, ExtendForm form, [FromServices] AskExtension ask, CancellationToken cancellationToken)
    {
        var result = form.LastDay is { } lastDay
            ? await ask.ExecuteAsync(number, User.RequireThirdPartyId(), User.UserId(), lastDay, cancellationToken)
            : new AskExtensionResult(AskExtensionOutcome.NotOffered);
        if (await PageAsync(number, form, cancellationToken) is not { } page)
            return NotFound();
        switch (result.Outcome)
        {
            case AskExtensionOutcome.Asked:
                TempData["Banner"] = $"The customer is asked to extend agreement {number} to {Show.Day(form.LastDay!.Value)}.";
                return RedirectToAction(nameof(Ask), new { number });
            case AskExtensionOutcome.OpenAlready:
                ModelState.AddModelError("", "A request of yours is open already. Withdraw it to ask for another day.");
                break;
            case AskExtensionOutcome.DeclinedLately:
                ModelState.AddModelError("", $"The customer declined lately. You may ask again from {Show.Moment(result.Until!.Value)}.");
                break;
            default:
                ModelState.AddModelError(nameof(form.LastDay), "Choose one of the days in the list.");
                break;
        }

        return this.Invalid("CompanyExtension", page);
    }

    [HttpPost("remind")]
    public async Task<IActionResult> Remind(long number, [FromServices] ChangeExtension change, CancellationToken cancellationToken) =>
        Said(number, await change.RemindAsync(number, User.RequireThirdPartyId(), cancellationToken), "The customer was reminded.");

    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(long number, [FromServices] ChangeExtension change, CancellationToken cancellationToken) =>
        Said(number, await change.WithdrawAsync(number, User.RequireThirdPartyId(), User.UserId(), cancellationToken), "The request was withdrawn.");

    private IActionResult Said(long number, ChangeExtensionOutcome outcome, string done)
    {
        if (outcome == ChangeExtensionOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome switch
        {
            ChangeExtensionOutcome.Done => done,
            ChangeExtensionOutcome.RemindedAlready => "The customer was reminded before; a request is resent once.",
            _ => "The request was answered, withdrawn or over in the meantime.",
        };
        return RedirectToAction(nameof(Ask), new { number });
    }

    private async Task<ExtendPage?> PageAsync(long number, ExtendForm form, CancellationToken cancellationToken)
    {
        var thirdPartyId = User.RequireThirdPartyId();
        var agreement = await AgreementView.From(db, db.AgreementsOf(thirdPartyId).Where(a => a.Number == number)).SingleOrDefaultAsync(cancellationToken);
        if (agreement is null)
            return null;
        var request = await ExtensionView.From(db, db.ExtensionRequestsOf(thirdPartyId).Where(r => r.AgreementNumber == number)).FirstOrDefaultAsync(cancellationToken);
        return new ExtendPage(agreement, request, time.GetUtcNow(), form);
    }
}
