using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;

namespace SmtPortal.Web.Features.Reports;

/// <summary>Closes reports of which no file waits any more, whatever became of the last one: delivered, failed, or dropped with its agreement.</summary>
public sealed partial class FinishReports(PortalDbContext db, CompanyContacts contacts, TimeProvider time, ILogger<FinishReports> logger)
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
        var files = await db.ReportFiles.Where(f => f.ReportNumber == number).GroupBy(f => new { f.Status, f.Reason })
            .Select(g => new ReportFileCount(g.Key.Status, g.Key.Reason, g.Count())).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        report.Finish(files.Where(f => f.Status == ReportFileStatus.Delivered).Sum(f => f.Count), now);
        // That an agreement ended on the way is nothing that failed, unless nothing else is left of the report.
        if (report.Status == ReportStatus.Failed || files.Any(f => f.Status == ReportFileStatus.Failed))
            await contacts.TellAsync(report.ThirdPartyId, new ReportFailedEmail(report, files), cancellationToken);
        db.WebhookEvents.Add(ReportEvents.Of(report, now));
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
