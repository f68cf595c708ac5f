namespace SmtPortal.Web.Features.OccupancyClaims;

public static class OccupancyClaimsSetup
{
    /// <summary>Claims on an ESIID that another account holds (ACC-7).</summary>
    public static void AddOccupancyClaims(this IServiceCollection services)
    {
        services.AddScoped<MakeClaim>();
        services.AddScoped<SettleClaims>();
        services.AddScoped<PassClaim>();
        services.AddScoped<PassClaims>();
        services.AddScoped<PurgeClaims>();
        services.AddScoped<AnswerClaim>();
        services.AddScoped<DecideClaim>();
    }
}
