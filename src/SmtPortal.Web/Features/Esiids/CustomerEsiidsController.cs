using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Esiids;

/// <summary>The homes of a customer.</summary>
[Authorize(Policies.Customer)]
[Route("/customer/esiids")]
public sealed class CustomerEsiidsController(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken cancellationToken = default)
    {
        page = Math.Clamp(page, 1, 1000);
        var rows = await (
            from o in db.EveryOccupancyOfCustomer(User.RequireCustomerId()).AsNoTracking()
            join p in db.Premises on o.Esiid equals p.Esiid
            orderby o.CurrentEsiid == null, o.Esiid, o.FirstDay descending
            select new EsiidRow(o.Esiid, p.Address, p.City, p.ZipCode, o.LastDay == null ? p.MeterNumber : null, o.FirstDay, o.LastDay))
            .Skip((page - 1) * Listing.Size).Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("CustomerList", new EsiidList(
            await ClaimView.UndecidedAsync(db, User.RequireCustomerId(), time.GetUtcNow(), cancellationToken), [.. rows.Take(Listing.Size)], rows.Count > Listing.Size ? page + 1 : null));
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpGet("add")]
    public IActionResult Add(string? returnUrl) => View("Add", new ProofForm { ReturnUrl = returnUrl });

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("add")]
    public async Task<IActionResult> Add(
        ProofForm form,
        [FromServices] IValidator<ProofForm> validator,
        [FromServices] ProofLimits limits,
        [FromServices] AddEsiid add,
        [FromServices] MakeClaim claims,
        [FromServices] RepChoices reps,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Add", form);
        var (customerId, source, proof) = (User.RequireCustomerId(), RateLimits.Source(HttpContext), await form.ProofAsync(reps, cancellationToken));
        if (await limits.TryAsync(source, customerId, proof.Esiid, cancellationToken) is { } wait)
            return this.TooManyProofs(wait);
        var outcome = await add.ExecuteAsync(customerId, proof, cancellationToken);
        if (outcome != AddEsiidOutcome.DoesNotMatch)
            await limits.ForgiveAsync(source, customerId, cancellationToken);
        if (RefusalOf(outcome) is { } refusal)
        {
            ModelState.AddModelError("", outcome == AddEsiidOutcome.ClaimedTooSoon
                ? texts[refusal, Show.Moment(await claims.AgainFromAsync(customerId, proof.Esiid, cancellationToken) ?? time.GetUtcNow())]
                : texts[refusal]);
            return this.Invalid("Add", form);
        }

        if (outcome == AddEsiidOutcome.Claimed)
        {
            TempData["Banner"] = texts["Your details are right, and another account holds the ESIID. Its holder may object now; if they do not, it comes to your account."].Value;
            return RedirectToAction(nameof(Index));
        }

        TempData["Banner"] = texts["The ESIID is in your account now."].Value;
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/customer/esiids");
    }

    /// <summary>Key of the text that says why not; null: it was added, or waits.</summary>
    private static string? RefusalOf(AddEsiidOutcome outcome) => outcome switch
    {
        AddEsiidOutcome.DoesNotMatch => ProofPages.DoesNotMatch,
        AddEsiidOutcome.ClaimedByAnother => ProofPages.ClaimedByAnother,
        AddEsiidOutcome.ClaimedTooSoon => ProofPages.ClaimedTooSoon,
        AddEsiidOutcome.TooManyClaims => ProofPages.TooManyClaims,
        _ => null,
    };
}

/// <param name="Claims">Claims of the account, and on what it holds, that are not decided.</param>
/// <param name="Rows">One page, by ESIID, the former ones last.</param>
/// <param name="Next">Number of the next page; null: this is the last.</param>
public sealed record EsiidList(IReadOnlyList<ClaimView> Claims, IReadOnlyList<EsiidRow> Rows, int? Next);

/// <param name="MeterNumber">Null for a former one: the meter there may be another by now, which is not theirs to see (ACC-9).</param>
/// <param name="From">First Central day that the customer sees.</param>
/// <param name="To">Last Central day that the customer sees; null while it is current.</param>
public sealed record EsiidRow(string Esiid, string Address, string City, string ZipCode, string? MeterNumber, DateOnly From, DateOnly? To);
