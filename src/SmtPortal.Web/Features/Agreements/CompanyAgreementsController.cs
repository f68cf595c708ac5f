using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Agreements;

[Authorize(Policies.ThirdParty)]
[Route("/company/agreements")]
public sealed class CompanyAgreementsController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(AgreementSearch search, long? before, CancellationToken cancellationToken)
    {
        // Never from an address: they may be a person's.
        search.Words = null;
        return ListAsync(search, before, cancellationToken);
    }

    /// <summary>Posted, since what is looked for may be an ESIID or a mail address, which addresses of pages do not hold.</summary>
    [HttpPost("find")]
    public Task<IActionResult> Find(AgreementSearch search, long? before, CancellationToken cancellationToken) => ListAsync(search, before, cancellationToken);

    [HttpGet("list.csv")]
    public async Task Export(AgreementSearch search, [FromServices] ExportAgreements export, CancellationToken cancellationToken)
    {
        search.Words = null;
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=agreements.csv";
        await export.WriteAsync(Response.Body, User.RequireThirdPartyId(), search, cancellationToken);
    }

    [HttpGet("{number:long}")]
    public Task<IActionResult> Detail(long number, CancellationToken cancellationToken) => ShowAsync("CompanyDetail", number, cancellationToken);

    [HttpGet("{number:long}/end")]
    public Task<IActionResult> AskEnd(long number, CancellationToken cancellationToken) => ShowAsync("CompanyEnd", number, cancellationToken);

    [HttpPost("{number:long}/end")]
    public async Task<IActionResult> End(long number, [FromServices] TerminateAgreement terminate, CancellationToken cancellationToken)
    {
        var outcome = await terminate.ByThirdPartyAsync(number, User.RequireThirdPartyId(), User.UserId(), cancellationToken);
        if (outcome == TerminateOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome switch
        {
            TerminateOutcome.Terminated => $"Agreement {number} has ended.",
            TerminateOutcome.EndsWithDevice => "Nothing was changed: an In-Home Device agreement ends when the device is removed.",
            _ => $"Agreement {number} had ended before.",
        };
        return RedirectToAction(nameof(Detail), new { number });
    }

    private async Task<IActionResult> ListAsync(AgreementSearch search, long? before, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await AgreementView.From(db, search.In(db.AgreementsOf(User.RequireThirdPartyId()), now).Where(a => before == null || a.Number < before))
            .Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("CompanyList", new CompanyAgreementList(search, Listing.Of(rows, r => r.Number), now));
    }

    private async Task<IActionResult> ShowAsync(string view, long number, CancellationToken cancellationToken)
    {
        var page = await AgreementPage.FindAsync(db, db.AgreementsOf(User.RequireThirdPartyId()), number, time.GetUtcNow(), cancellationToken);
        return page is null ? NotFound() : View(view, page);
    }
}
