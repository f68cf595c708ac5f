namespace SmtPortal.Web.Features.Reports;

public static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<RequestReport>()
        .AddScoped<CancelReport>()
        .AddScoped<RetryReport>()
        .AddScoped<ReportAccess>()
        .AddScoped<ReportFileContent>()
        .AddScoped<DeliverReportFile>()
        .AddScoped<DeliveryParts>()
        .AddScoped<DeliveryRun>()
        .AddScoped<FinishReports>()
        .AddScoped<DeliverReports>()
        .AddScoped<SweepReports>()
        .AddScoped<OldFilesParts>()
        .AddScoped<RemoveOldFiles>()
        .AddScoped<PurgeReports>();
}
