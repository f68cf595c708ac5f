namespace SmtPortal.Web.Features.Ratings;

public static class RatingsSetup
{
    /// <summary>What customers think of companies (AGR-9).</summary>
    public static IServiceCollection AddRatings(this IServiceCollection services) => services
        .AddScoped<RatingRule>()
        .AddScoped<CompanyRatings>()
        .AddScoped<RateCompany>()
        .AddScoped<TakeRatingBack>()
        .AddScoped<RemoveRating>();
}
