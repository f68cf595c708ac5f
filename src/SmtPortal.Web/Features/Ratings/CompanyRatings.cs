using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Ratings;

/// <summary>What customers think of a company: how often each number of stars was given.</summary>
/// <param name="Counts">For one star, two, and so on.</param>
public sealed record CompanyRating(IReadOnlyList<int> Counts)
{
    public int Count => Counts.Sum();

    /// <summary>Rounded to a tenth of a star; 0 without a rating.</summary>
    public decimal Average => Count == 0 ? 0 : Math.Round((decimal)Counts.Select((count, i) => (long)count * (i + 1)).Sum() / Count, 1, MidpointRounding.AwayFromZero);
}

/// <summary>From how many ratings on anything is shown, and when comments reach the company (AGR-9).</summary>
public sealed class RatingRule(IOptions<RuleOptions> rules, IOptions<PortalOptions> portal)
{
    public int ShownFrom => rules.Value.RatingsShownFrom ?? (portal.Value.Demo ? 1 : 3);

    /// <summary>
    /// Only what was given before this moment is shown: stars and comments of a Central week come together on the Monday after it, so
    /// that the moment at which one appears does not tell the company whose it is.
    /// </summary>
    public DateTimeOffset Before(DateTimeOffset now)
    {
        if (!(rules.Value.RatingsHeld ?? !portal.Value.Demo))
            return DateTimeOffset.MaxValue;
        var today = CentralTime.DayOf(now);
        return CentralTime.StartOf(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)));
    }
}

/// <summary>Reads ratings of companies, from an index that holds all that is asked.</summary>
public sealed class CompanyRatings(PortalDbContext db, RatingRule rule, TimeProvider time)
{
    /// <summary>What customers are shown (INV-4); null while too few have rated.</summary>
    public async Task<CompanyRating?> ShownAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        var before = rule.Before(time.GetUtcNow());
        var counts = await db.RatingsOf(thirdPartyId).Where(r => r.Status == RatingStatus.Counted && r.GivenAt < before).GroupBy(r => r.Stars)
            .Select(g => new { Stars = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Stars, g => g.Count, cancellationToken);
        var rating = new CompanyRating([.. Enumerable.Range(Rating.MinStars, Rating.MaxStars).Select(stars => counts.GetValueOrDefault(stars))]);
        return rating.Count >= rule.ShownFrom ? rating : null;
    }

    /// <summary>What the customer of an agreement sees of its company's rating, and their own; null when it is not theirs.</summary>
    public async Task<AgreementRating?> OfAgreementAsync(Guid customerId, long number, CancellationToken cancellationToken)
    {
        var own = await db.AgreementsOfCustomer(customerId).AsNoTracking().Where(a => a.Number == number).Select(a => new
        {
            a.ThirdPartyId,
            Company = db.ThirdParties.Where(c => c.Id == a.ThirdPartyId).Select(c => c.Name).Single(),
            Rating = db.Ratings.SingleOrDefault(r => r.CustomerId == customerId && r.ThirdPartyId == a.ThirdPartyId),
        }).SingleOrDefaultAsync(cancellationToken);
        return own is null ? null : new AgreementRating(number, own.Company, own.Rating, await ShownAsync(own.ThirdPartyId, cancellationToken));
    }
}

/// <param name="Number">The agreement on whose page it stands.</param>
/// <param name="Company">Who is rated.</param>
/// <param name="Own">The customer's own; null: none given.</param>
/// <param name="Shown">What all think; null while too few have rated.</param>
public sealed record AgreementRating(long Number, string Company, Rating? Own, CompanyRating? Shown);

/// <summary>Ratings as words, the same in mails and on pages.</summary>
public static class RatingWords
{
    /// <summary>"4.3 of 5 stars, from 12 ratings".</summary>
    public static string Of(this IStringLocalizer<Texts> texts, CompanyRating rating)
    {
        var average = rating.Average.ToString("0.0", CultureInfo.CurrentCulture);
        return rating.Count == 1 ? texts["{0} of 5 stars, from one rating", average] : texts["{0} of 5 stars, from {1} ratings", average, rating.Count.ToString("#,##0", CultureInfo.CurrentCulture)];
    }

    /// <summary>What a number of stars means.</summary>
    public static string StarsOf(this IStringLocalizer<Texts> texts, int stars) => stars switch
    {
        1 => texts["1 star: very poor"],
        2 => texts["2 stars: poor"],
        3 => texts["3 stars: fair"],
        4 => texts["4 stars: good"],
        _ => texts["5 stars: very good"],
    };
}
