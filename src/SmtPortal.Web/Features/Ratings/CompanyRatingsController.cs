using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Ratings;

/// <summary>
/// What customers think of the company that looks (AGR-9). Nothing here tells who: no name, no time, no stars beside a comment, an
/// order by chance, and nothing at all while few have rated.
/// </summary>
[Authorize(Policies.ThirdParty)]
[Route("/company/ratings")]
public sealed class CompanyRatingsController(PortalDbContext db, CompanyRatings ratings, RatingRule rule, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? after, CancellationToken cancellationToken)
    {
        var thirdPartyId = User.RequireThirdPartyId();
        var shown = await ratings.ShownAsync(thirdPartyId, cancellationToken);
        if (shown is null)
            return View("CompanyRatings", new CompanyRatingPage(null, rule.ShownFrom, [], null));
        var before = rule.Before(time.GetUtcNow());
        var comments = await db.RatingsOf(thirdPartyId).AsNoTracking()
            .Where(r => r.Status == RatingStatus.Counted && r.CommentAt != null && r.CommentAt < before && (after == null || r.Id > after))
            .OrderBy(r => r.Id).Take(Listing.Size + 1).Select(r => new { r.Id, r.Comment }).ToListAsync(cancellationToken);
        return View("CompanyRatings", new CompanyRatingPage(
            shown, rule.ShownFrom, [.. comments.Take(Listing.Size).Select(c => c.Comment!)], comments.Count > Listing.Size ? comments[Listing.Size - 1].Id : null));
    }
}

/// <param name="Rating">Null while too few have rated.</param>
/// <param name="ShownFrom">How many it takes.</param>
/// <param name="Comments">A page of them, in an order by chance.</param>
/// <param name="Next">After which id the next page begins; null: this is the last.</param>
public sealed record CompanyRatingPage(CompanyRating? Rating, int ShownFrom, IReadOnlyList<string> Comments, Guid? Next);
