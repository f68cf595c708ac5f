using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>The operators' claims: those to which the holder objected wait for a decision (OPS-2).</summary>
[Authorize(Policies.Operator)]
[Route("/ops/claims")]
public sealed class OperatorClaimsController(PortalDbContext db, TimeProvider time) : Controller
{
    /// <param name="all">Whether those that wait for nobody are shown too.</param>
    [HttpGet("")]
    public async Task<IActionResult> List(bool all, string? before, CancellationToken cancellationToken)
    {
        var claims = db.OccupancyClaims.AsNoTracking();
        if (!all)
            claims = claims.Where(c => c.Status == OccupancyClaimStatus.Objected);
        if (MomentCursor.TryParse(before) is { } end)
            claims = claims.Where(c => c.MadeAt < end.At || (c.MadeAt == end.At && c.Id < end.Id));
        var rows = await claims.OrderByDescending(c => c.MadeAt).ThenByDescending(c => c.Id).Take(Listing.Size + 1)
            .Select(c => new ClaimRow(c.Id, c.Esiid, c.Status, c.MadeAt, c.EndsAt, c.ObjectedAt)).ToListAsync(cancellationToken);
        return View("OperatorClaims", new OperatorClaimList(
            all, rows[..Math.Min(rows.Count, Listing.Size)], MomentCursor.After(rows, r => new MomentCursor(r.MadeAt, r.Id)), time.GetUtcNow()));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken)
    {
        var claim = await db.OccupancyClaims.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (claim is null)
            return NotFound();
        var path = AuditSubject.Of(claim).Path;
        return View("OperatorClaim", new OperatorClaimPage(
            claim,
            await db.Premises.Where(p => p.Esiid == claim.Esiid).Select(p => new ClaimedPremise(p.Address + ", " + p.City + " " + p.ZipCode, p.LastMoveIn)).SingleOrDefaultAsync(cancellationToken),
            await db.Occupancies.Where(o => o.Id == claim.HolderOccupancyId).Select(o => o.FirstDay).SingleAsync(cancellationToken),
            await SideAsync(claim.HolderId, cancellationToken),
            await SideAsync(claim.CustomerId, cancellationToken),
            await db.AuditEntries.AsNoTracking().Where(e => e.Path == path).OrderByDescending(e => e.Number).Take(Listing.Size).ToListAsync(cancellationToken),
            time.GetUtcNow()));
    }

    [RecentSignIn]
    [HttpGet("{id:guid}/for-holder")]
    public Task<IActionResult> ForHolder(Guid id, CancellationToken cancellationToken) => AskAsync(id, new ClaimDecisionForm { ForHolder = true }, cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/for-holder")]
    public Task<IActionResult> ForHolder(Guid id, ClaimDecisionForm form, [FromServices] DecideClaim decide, CancellationToken cancellationToken) =>
        DecideAsync(id, form, forHolder: true, decide, cancellationToken);

    [RecentSignIn]
    [HttpGet("{id:guid}/for-claimant")]
    public Task<IActionResult> ForClaimant(Guid id, CancellationToken cancellationToken) => AskAsync(id, new ClaimDecisionForm { ForHolder = false }, cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/for-claimant")]
    public Task<IActionResult> ForClaimant(Guid id, ClaimDecisionForm form, [FromServices] DecideClaim decide, CancellationToken cancellationToken) =>
        DecideAsync(id, form, forHolder: false, decide, cancellationToken);

    private async Task<IActionResult> AskAsync(Guid id, ClaimDecisionForm form, CancellationToken cancellationToken)
    {
        var claim = await db.OccupancyClaims.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (claim is null)
            return NotFound();
        if (claim.Status != OccupancyClaimStatus.Objected)
            return RedirectToAction(nameof(Show), new { id });
        form.Claim = claim;
        return View("OperatorDecideClaim", form);
    }

    private async Task<IActionResult> DecideAsync(Guid id, ClaimDecisionForm form, bool forHolder, DecideClaim decide, CancellationToken cancellationToken)
    {
        form.ForHolder = forHolder;
        var note = Words.Tidy(form.Note);
        if (note is null)
            ModelState.AddModelError(nameof(form.Note), "Say why: both read it in the mail.");
        if (note?.Length > OccupancyClaim.NoteMaxLength)
            ModelState.AddModelError(nameof(form.Note), $"Use at most {OccupancyClaim.NoteMaxLength} characters.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await AskAsync(id, form, cancellationToken);
        }

        if (!await db.OccupancyClaims.AnyAsync(c => c.Id == id, cancellationToken))
            return NotFound();
        TempData["Banner"] = await decide.ExecuteAsync(id, forHolder, note!, User.UserId(), cancellationToken)
            ? "Decided. Both have been told by mail."
            : "Nothing was changed: the claim stands elsewhere by now.";
        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<ClaimSide> SideAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.Where(c => c.Id == customerId).Select(c => new { c.Name, c.CreatedAt }).SingleAsync(cancellationToken);
        var emails = await db.UsersOfCustomer(customerId).Where(u => u.CustomerRole == CustomerRole.Manage).OrderBy(u => u.CreatedAt).Take(Listing.Size).Select(u => u.Email!).ToListAsync(cancellationToken);
        return new ClaimSide(customer.Name, customer.CreatedAt, emails);
    }
}

public sealed record ClaimRow(Guid Id, string Esiid, OccupancyClaimStatus Status, DateTimeOffset MadeAt, DateTimeOffset EndsAt, DateTimeOffset? ObjectedAt);

/// <param name="All">Whether it shows all; else those that wait for an operator.</param>
/// <param name="Older">Cursor of the next page; null: this is the last.</param>
public sealed record OperatorClaimList(bool All, IReadOnlyList<ClaimRow> Rows, string? Older, DateTimeOffset Now);

/// <param name="Premise">Null where the portal does not know it any more.</param>
/// <param name="HeldSince">First Central day of the holder's occupancy.</param>
public sealed record OperatorClaimPage(
    OccupancyClaim Claim, ClaimedPremise? Premise, DateOnly HeldSince, ClaimSide Holder, ClaimSide Claimant, IReadOnlyList<AuditEntry> History, DateTimeOffset Now);

/// <param name="LastMoveIn">The latest that the TDSP has told; null: none.</param>
public sealed record ClaimedPremise(string Address, DateOnly? LastMoveIn);

/// <summary>One of the two accounts.</summary>
/// <param name="Emails">Of who manages it; none for an account that is closed.</param>
public sealed record ClaimSide(string Name, DateTimeOffset OpenedAt, IReadOnlyList<string> Emails);

/// <summary>An operator's decision about a claim, with what they say.</summary>
public sealed class ClaimDecisionForm
{
    public string? Note { get; set; }

    /// <summary>By the address of the page; never from the browser.</summary>
    [BindNever]
    public bool ForHolder { get; set; }

    /// <summary>Shown only; never from the browser.</summary>
    [BindNever]
    public OccupancyClaim? Claim { get; set; }
}

public static class ClaimWords
{
    public static string Of(OccupancyClaimStatus status) => status switch
    {
        OccupancyClaimStatus.Open => "Open to objection",
        OccupancyClaimStatus.Objected => "Waits for a decision",
        OccupancyClaimStatus.Passed => "Passed",
        OccupancyClaimStatus.Refused => "Refused",
        OccupancyClaimStatus.Withdrawn => "Withdrawn",
        _ => "Lapsed",
    };

    public static string ChipOf(OccupancyClaimStatus status) => status switch
    {
        OccupancyClaimStatus.Open or OccupancyClaimStatus.Objected => "chip chip-waiting",
        OccupancyClaimStatus.Passed => "chip chip-ok",
        _ => "chip chip-ended",
    };
}
