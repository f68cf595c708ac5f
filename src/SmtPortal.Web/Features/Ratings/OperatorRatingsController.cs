using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Ratings;

/// <summary>The operators' ratings: what customers wrote, without their names, and what is taken out (AGR-9).</summary>
[Authorize(Policies.Operator)]
[Route("/ops/ratings")]
public sealed class OperatorRatingsController(PortalDbContext db) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(Guid? company, bool comments, string? before, CancellationToken cancellationToken)
    {
        var ratings = db.Ratings.AsNoTracking().Where(r => r.Status == RatingStatus.Counted);
        if (company is { } id)
            ratings = ratings.Where(r => r.ThirdPartyId == id);
        if (comments)
            ratings = ratings.Where(r => r.Comment != null);
        if (MomentCursor.TryParse(before) is { } end)
            ratings = ratings.Where(r => r.GivenAt < end.At || (r.GivenAt == end.At && r.Id < end.Id));
        var rows = await ratings.OrderByDescending(r => r.GivenAt).ThenByDescending(r => r.Id).Take(Listing.Size + 1)
            .Select(r => new OperatorRating(r.Id, r.ThirdPartyId, db.ThirdParties.Where(c => c.Id == r.ThirdPartyId).Select(c => c.Name).Single(), r.Stars, r.Comment, r.GivenAt))
            .ToListAsync(cancellationToken);
        return View("OperatorRatings", new OperatorRatingList(
            company, comments, rows[..Math.Min(rows.Count, Listing.Size)], MomentCursor.After(rows, r => new MomentCursor(r.GivenAt, r.Id))));
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken) => AskAsync(id, new RemoveRatingForm(), cancellationToken);

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Remove(Guid id, RemoveRatingForm form, [FromServices] RemoveRating remove, CancellationToken cancellationToken)
    {
        var reason = Words.Tidy(form.Reason);
        if (form.Part is null)
            ModelState.AddModelError(nameof(form.Part), "Choose what is removed.");
        if (reason is null)
            ModelState.AddModelError(nameof(form.Reason), "Say why: it stands in the audit log.");
        if (reason?.Length > AuditEntry.NoteMaxLength)
            ModelState.AddModelError(nameof(form.Reason), $"Use at most {AuditEntry.NoteMaxLength} characters.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await AskAsync(id, form, cancellationToken);
        }

        var outcome = await remove.ExecuteAsync(id, User.UserId(), form.Part!.Value, reason!, cancellationToken);
        if (outcome == RemoveRatingOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome == RemoveRatingOutcome.GoneBefore ? "Nothing was changed: it is gone already."
            : form.Part == RatingPart.Comment ? "The comment is removed. The stars count on." : "The rating is removed.";
        return RedirectToAction(nameof(List));
    }

    private async Task<IActionResult> AskAsync(Guid id, RemoveRatingForm form, CancellationToken cancellationToken)
    {
        form.Rating = await db.Ratings.AsNoTracking().Where(r => r.Id == id && r.Status == RatingStatus.Counted)
            .Select(r => new OperatorRating(r.Id, r.ThirdPartyId, db.ThirdParties.Where(c => c.Id == r.ThirdPartyId).Select(c => c.Name).Single(), r.Stars, r.Comment, r.GivenAt))
            .SingleOrDefaultAsync(cancellationToken);
        return form.Rating is null ? NotFound() : View("OperatorRemoveRating", form);
    }
}

/// <summary>A rating without the customer, whom it is not about.</summary>
public sealed record OperatorRating(Guid Id, Guid CompanyId, string Company, int Stars, string? Comment, DateTimeOffset GivenAt);

/// <param name="Company">Only of this one; null: of all.</param>
/// <param name="Comments">Only those with a comment.</param>
/// <param name="Older">Cursor of the next page; null: this is the last.</param>
public sealed record OperatorRatingList(Guid? Company, bool Comments, IReadOnlyList<OperatorRating> Rows, string? Older);

public sealed class RemoveRatingForm
{
    public RatingPart? Part { get; set; }

    public string? Reason { get; set; }

    /// <summary>Set by the action, never by the browser.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public OperatorRating? Rating { get; set; }
}
