using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>A customer extends an agreement, or answers a company that asks for it. No GET changes anything.</summary>
[Authorize(Policies.Customer)]
public sealed class CustomerExtensionsController(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts) : Controller
{
    [Authorize(Policies.ManageCustomer)]
    [HttpGet("/customer/agreements/{number:long}/extend")]
    public async Task<IActionResult> Extend(long number, CancellationToken cancellationToken) =>
        await PageAsync(number, new ExtendForm(), cancellationToken) is { } page ? View("CustomerExtend", page) : NotFound();

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("/customer/agreements/{number:long}/extend")]
    public async Task<IActionResult> Extend(long number, ExtendForm form, [FromServices] ExtendAgreement extend, CancellationToken cancellationToken)
    {
        var outcome = form.LastDay is { } lastDay
            ? await extend.ExecuteAsync(number, User.RequireCustomerId(), User.UserId(), lastDay, cancellationToken)
            : ExtendOutcome.NotOffered;
        if (await PageAsync(number, form, cancellationToken) is not { } page)
            return NotFound();
        switch (outcome)
        {
            case ExtendOutcome.Extended:
                TempData["Banner"] = texts["Agreement {0} now runs until {1}.", number, Show.Day(form.LastDay!.Value)].Value;
                return Redirect($"/customer/agreements/{number}");
            case ExtendOutcome.CompanyStopped:
                ModelState.AddModelError("", texts["{0} may not receive data at present, so nothing can be extended now.", page.Agreement.Company]);
                break;
            default:
                ModelState.AddModelError(nameof(form.LastDay), texts["Choose one of the days in the list."]);
                break;
        }

        return this.Invalid("CustomerExtend", page);
    }

    [HttpGet("/customer/extensions/{id:guid}")]
    public async Task<IActionResult> Answer(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } request ? View("CustomerExtension", new ExtensionPage(request, User.Identity!.Name!, time.GetUtcNow())) : NotFound();

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("/customer/extensions/{id:guid}/approve")]
    public async Task<IActionResult> Approve(Guid id, [FromServices] AnswerExtension answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } request)
            return NotFound();
        switch (await answer.ApproveAsync(id, User.UserId(), cancellationToken))
        {
            case AnswerExtensionOutcome.Done:
                TempData["Banner"] = texts["Agreement {0} now runs until {1}.", request.AgreementNumber, Show.Day(request.LastDay)].Value;
                return Redirect($"/customer/agreements/{request.AgreementNumber}");
            case AnswerExtensionOutcome.CompanyStopped:
                ModelState.AddModelError("", texts["{0} may not receive data at present, so nothing can be extended now.", request.Company]);
                break;
        }

        return this.Invalid("CustomerExtension", new ExtensionPage((await FindAsync(id, cancellationToken))!, User.Identity!.Name!, time.GetUtcNow()));
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("/customer/extensions/{id:guid}/decline")]
    public async Task<IActionResult> Decline(Guid id, [FromServices] AnswerExtension answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
            return NotFound();
        await answer.DeclineAsync(id, User.UserId(), cancellationToken);
        return RedirectToAction(nameof(Answer), new { id });
    }

    private async Task<ExtendPage?> PageAsync(long number, ExtendForm form, CancellationToken cancellationToken)
    {
        var customerId = User.RequireCustomerId();
        var agreement = await AgreementView.From(db, db.AgreementsOfCustomer(customerId).Where(a => a.Number == number)).SingleOrDefaultAsync(cancellationToken);
        if (agreement is null)
            return null;
        var request = await ExtensionView.From(db, db.ExtensionRequestsOfCustomer(customerId).Where(r => r.AgreementNumber == number)).FirstOrDefaultAsync(cancellationToken);
        return new ExtendPage(agreement, request, time.GetUtcNow(), form);
    }

    private Task<ExtensionView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        ExtensionView.From(db, db.ExtensionRequestsOfCustomer(User.RequireCustomerId()).Where(r => r.Id == id)).SingleOrDefaultAsync(cancellationToken);
}

/// <param name="Request">What is asked.</param>
/// <param name="Account">Address of the account that is about to answer; null: whoever came by the mail's link.</param>
/// <param name="Now">The moment of the page.</param>
public sealed record ExtensionPage(ExtensionView Request, string? Account, DateTimeOffset Now);
