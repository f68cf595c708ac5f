namespace SmtPortal.Web.Features.Bulk;

public static class BulkSetup
{
    /// <summary>What companies do to many invitations or agreements at once (AGR-7, INV-1).</summary>
    public static void AddBulk(this IServiceCollection services)
    {
        services.AddScoped<ChooseBulk>();
        services.AddScoped<UploadInvitations>();
        services.AddScoped<BulkLimit>();
        services.AddScoped<StartBulk>();
        services.AddScoped<StopBulk>();
        services.AddScoped<BulkActs>();
        services.AddScoped<BulkWork>();
        services.AddScoped<WorkBulkTasks>();
        services.AddScoped<SweepBulkTasks>();
        services.AddScoped<PurgeBulkTasks>();
    }
}
