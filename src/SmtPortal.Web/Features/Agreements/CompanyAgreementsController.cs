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
    public async Task<IActionResult> Index(long? before, CancellationToken cancellationToken)
    {
        var rows = await AgreementView.From(db, db.AgreementsOf(User.RequireThirdPartyId()).Where(a => before == null || a.Number < before))
            .Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("CompanyList", new AgreementList(Listing.Of(rows, r => r.Number), time.GetUtcNow()));
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
        TempData["Banner"] = outcome == TerminateOutcome.Terminated ? $"Agreement {number} has ended." : $"Agreement {number} had ended before.";
        return RedirectToAction(nameof(Detail), new { number });
    }

    private async Task<IActionResult> ShowAsync(string view, long number, CancellationToken cancellationToken)
    {
        var page = await AgreementPage.FindAsync(db, db.AgreementsOf(User.RequireThirdPartyId()), number, time.GetUtcNow(), cancellationToken);
        return page is null ? NotFound() : View(view, page);
    }
}
