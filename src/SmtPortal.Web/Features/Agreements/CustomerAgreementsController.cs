using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

[Authorize(Policies.Customer)]
[Route("/customer/agreements")]
public sealed class CustomerAgreementsController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(long? before, CancellationToken cancellationToken) => ListAsync(null, before, cancellationToken);

    /// <summary>Posted, since what is looked for may be an ESIID, which addresses of pages do not hold.</summary>
    [HttpPost("find")]
    public Task<IActionResult> Find(string? words, long? before, CancellationToken cancellationToken) => ListAsync(words, before, cancellationToken);

    [HttpGet("{number:long}")]
    public async Task<IActionResult> Detail(long number, [FromServices] CompanyRatings ratings, CancellationToken cancellationToken)
    {
        var customerId = User.RequireCustomerId();
        var page = await AgreementPage.FindAsync(db, db.AgreementsOfCustomer(customerId), number, time.GetUtcNow(), cancellationToken);
        return page is null ? NotFound() : View("CustomerDetail", page with { Rating = await ratings.OfAgreementAsync(customerId, number, cancellationToken) });
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpGet("{number:long}/end")]
    public Task<IActionResult> AskEnd(long number, CancellationToken cancellationToken) => ShowAsync("CustomerEnd", number, cancellationToken);

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("{number:long}/end")]
    public async Task<IActionResult> End(
        long number,
        TerminationForm form,
        [FromServices] IValidator<TerminationForm> validator,
        [FromServices] TerminateAgreement terminate,
        [FromServices] IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return await FindAsync(number, cancellationToken) is { } page ? this.Invalid("CustomerEnd", page with { Form = form }) : NotFound();
        var outcome = await terminate.ByCustomerAsync(number, User.RequireCustomerId(), User.UserId(), form.Note, cancellationToken);
        if (outcome == TerminateOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome switch
        {
            TerminateOutcome.Terminated => texts["Agreement {0} has ended. Nothing more is shared under it.", number].Value,
            TerminateOutcome.EndsWithDevice => texts.HowItEnds(Domain.Agreements.AgreementKind.InHomeDevice),
            _ => texts["Agreement {0} had ended before.", number].Value,
        };
        return RedirectToAction(nameof(Detail), new { number });
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpGet("stop-all")]
    public async Task<IActionResult> AskStopAll(CancellationToken cancellationToken)
    {
        var active = StopAllSharing.Of(db.AgreementsOfCustomer(User.RequireCustomerId())).ActiveAt(time.GetUtcNow());
        return View("CustomerStopAll", new StopAllPage(
            await AgreementView.From(db, active).Take(Listing.Size).ToListAsync(cancellationToken), await active.CountAsync(cancellationToken)));
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("stop-all")]
    public async Task<IActionResult> StopAll([FromServices] StopAllSharing stop, [FromServices] IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var ended = await stop.ExecuteAsync(User.RequireCustomerId(), User.UserId(), cancellationToken);
        TempData["Banner"] = (ended == 0 ? texts["You share nothing at present."] : texts["You have stopped all sharing. Agreements ended: {0}.", ended]).Value;
        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> ListAsync(string? words, long? before, CancellationToken cancellationToken)
    {
        var found = CustomerAgreementSearch.Find(db, db.AgreementsOfCustomer(User.RequireCustomerId()), words);
        var rows = await AgreementView.From(db, found.Where(a => before == null || a.Number < before)).Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("CustomerList", new AgreementList(Listing.Of(rows, r => r.Number), time.GetUtcNow(), words));
    }

    private async Task<IActionResult> ShowAsync(string view, long number, CancellationToken cancellationToken)
    {
        var page = await FindAsync(number, cancellationToken);
        return page is null ? NotFound() : View(view, page);
    }

    private Task<AgreementPage?> FindAsync(long number, CancellationToken cancellationToken) =>
        AgreementPage.FindAsync(db, db.AgreementsOfCustomer(User.RequireCustomerId()), number, time.GetUtcNow(), cancellationToken);
}
