namespace SmtPortal.Web.Features.Occupancies;

public static class OccupanciesSetup
{
    /// <summary>What ends occupancies, and everything that rests on them.</summary>
    public static void AddOccupancyEnd(this IServiceCollection services)
    {
        services.AddScoped<OccupancyEndRecord>();
        services.AddScoped<OccupancyEnd>();
        services.AddScoped<MoveEffects>();
        services.AddScoped<CheckMoves>();
        services.AddScoped<RecordMove>();
        services.AddScoped<RecordMoves>();
        services.AddScoped<ActOnMove>();
        services.AddScoped<ActOnMoves>();
    }
}
