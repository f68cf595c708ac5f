using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Ratings;

public enum RateOutcome
{
    Done,

    /// <summary>The agreement is not theirs, or does not exist.</summary>
    NotFound,

    /// <summary>An operator removed their rating, which stays so.</summary>
    Removed,
}

/// <summary>A customer rates the company of a current or past agreement, once, and changes it (AGR-9). Two clicks at once rate once.</summary>
public sealed class RateCompany(PortalDbContext db, TimeProvider time)
{
    public Task<RateOutcome> ExecuteAsync(long number, Guid customerId, int stars, string? comment, CancellationToken cancellationToken) => db.LookAgainAsync(
        async () =>
        {
            var company = await db.AgreementsOfCustomer(customerId).Where(a => a.Number == number).Select(a => (Guid?)a.ThirdPartyId).SingleOrDefaultAsync(cancellationToken);
            if (company is not { } thirdPartyId)
                return RateOutcome.NotFound;
            var rating = await db.RatingsBy(customerId).SingleOrDefaultAsync(r => r.ThirdPartyId == thirdPartyId, cancellationToken);
            if (rating?.Status == RatingStatus.Removed)
                return RateOutcome.Removed;
            if (rating is null)
                db.Ratings.Add(Rating.Give(thirdPartyId, customerId, stars, comment, time.GetUtcNow()));
            else
                rating.Change(stars, comment, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return RateOutcome.Done;
        },
        uniqueToo: true);
}

/// <summary>A customer takes their rating back: it counts no more, and another may be given.</summary>
public sealed class TakeRatingBack(PortalDbContext db)
{
    public Task<RateOutcome> ExecuteAsync(long number, Guid customerId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.AgreementsOfCustomer(customerId).Where(a => a.Number == number).Select(a => (Guid?)a.ThirdPartyId).SingleOrDefaultAsync(cancellationToken);
        if (company is not { } thirdPartyId)
            return RateOutcome.NotFound;
        var rating = await db.RatingsBy(customerId).SingleOrDefaultAsync(r => r.ThirdPartyId == thirdPartyId, cancellationToken);
        if (rating?.Status == RatingStatus.Removed)
            return RateOutcome.Removed;
        if (rating is not null)
            db.Ratings.Remove(rating);
        await db.SaveChangesAsync(cancellationToken);
        return RateOutcome.Done;
    });
}
