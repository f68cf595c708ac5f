using Hangfire;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Reports;

/// <summary>
/// Removes the rows of reports as long after their end as the activity that they were (OPS-6). A file that still lies in its folder,
/// or left something behind, keeps its row until that is cleared.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeReports(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddMonths(-retention.Value.ActivityMonths);
        return purge.RunAsync(
            "purge-reports", cancellationToken,
            ct => db.PurgeAsync<ReportFile, long>(
                f => f.NextAttemptAt == null && (f.Status != ReportFileStatus.Delivered || f.RemovedAt != null)
                    && db.Reports.Any(r => r.Number == f.ReportNumber && r.FinishedAt < before),
                f => f.ReportNumber, ct),
            ct => db.PurgeAsync<Report, long>(r => r.FinishedAt < before && !r.Files.Any(), r => r.Number, ct));
    }
}
