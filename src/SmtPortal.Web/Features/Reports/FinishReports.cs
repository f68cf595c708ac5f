using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Webhooks;

namespace SmtPortal.Web.Features.Reports;

/// <summary>Closes reports of which no file waits any more, whatever became of the last one: delivered, failed, or dropped with its agreement.</summary>
public sealed partial class FinishReports(PortalDbContext db, TimeProvider time, ILogger<FinishReports> logger)
{
    private const int Batch = 100;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var done = await db.Reports.AsNoTracking()
            .Where(r => (r.Status == ReportStatus.Queued || r.Status == ReportStatus.Running) && !r.Files.Any(f => f.Status == ReportFileStatus.Waiting))
            .OrderBy(r => r.Number).Select(r => r.Number).Take(Batch).ToListAsync(cancellationToken);
        foreach (var number in done)
        {
            try
            {
                await FinishAsync(number, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A report that cannot be closed must not keep the others, nor the files that are due; the next run tries it again.
                NotFinished(logger, failure, number);
            }
        }
    }

    private async Task FinishAsync(long number, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var report = await db.Reports.SingleAsync(r => r.Number == number, cancellationToken);
        if (!report.IsOpen)
            return;
        var delivered = await db.ReportFiles.CountAsync(f => f.ReportNumber == number && f.Status == ReportFileStatus.Delivered, cancellationToken);
        var now = time.GetUtcNow();
        report.Finish(delivered, now);
        db.WebhookEvents.Add(new WebhookEvent
        {
            Id = Guid.CreateVersion7(now),
            ThirdPartyId = report.ThirdPartyId,
            Type = report.Status == ReportStatus.Failed ? "report.failed" : "report.finished",
            SubjectId = report.PublicId,
            At = now,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker closed it, or the company cancelled it.
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Report {Report} could not be closed")]
    private static partial void NotFinished(ILogger logger, Exception exception, long report);
}
