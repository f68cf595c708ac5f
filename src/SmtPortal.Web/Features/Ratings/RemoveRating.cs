using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;

namespace SmtPortal.Web.Features.Ratings;

/// <summary>What an operator takes out.</summary>
public enum RatingPart
{
    Comment,
    Whole,
}

public enum RemoveRatingOutcome
{
    Done,
    NotFound,

    /// <summary>It was removed, taken back, or has no comment by now.</summary>
    GoneBefore,
}

/// <summary>An operator removes a comment, or the whole rating, with a reason that goes into the audit log (AGR-9).</summary>
public sealed class RemoveRating(PortalDbContext db, AuditLog audit)
{
    public Task<RemoveRatingOutcome> ExecuteAsync(Guid id, Guid operatorId, RatingPart part, string reason, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var rating = await db.Ratings.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (rating is null)
            return RemoveRatingOutcome.NotFound;
        if (rating.Status == RatingStatus.Removed || (part == RatingPart.Comment && rating.Comment is null))
            return RemoveRatingOutcome.GoneBefore;
        if (part == RatingPart.Comment)
            rating.RemoveComment();
        else
            rating.Remove();
        var company = await db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == rating.ThirdPartyId, cancellationToken);
        await audit.RecordAsync(part == RatingPart.Comment ? AuditAct.RatingCommentRemoved : AuditAct.RatingRemoved, operatorId, AuditSubject.Of(company), reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RemoveRatingOutcome.Done;
    });
}
