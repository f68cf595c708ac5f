using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Reports;

public enum ChangeReportOutcome
{
    Done,
    NotFound,

    /// <summary>The report is in a state in which this cannot be done, or came into it at the same moment.</summary>
    TooLate,
}

/// <summary>Stops a running report (RPT-5): what was delivered stays, the rest is dropped.</summary>
public sealed class CancelReport(PortalDbContext db, Bell bell, TimeProvider time)
{
    public async Task<ChangeReportOutcome> ExecuteAsync(Guid thirdPartyId, Guid publicId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var report = await db.ReportsOf(thirdPartyId).SingleOrDefaultAsync(r => r.PublicId == publicId, cancellationToken);
        if (report is null)
            return ChangeReportOutcome.NotFound;
        if (!report.IsOpen)
            return ChangeReportOutcome.TooLate;
        report.Cancel(now);
        db.WebhookEvents.Add(ReportEvents.Of(report, now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangeReportOutcome.TooLate;
        }

        // A crash here loses nothing: each file finds its report cancelled before it is written.
        await db.DropWaitingAsync(report.Number, now, cancellationToken);
        bell.Ring<DeliverReports>();
        return ChangeReportOutcome.Done;
    }
}

/// <summary>Tries the failed files of a report once more (RPT-5), under the same names.</summary>
public sealed class RetryReport(PortalDbContext db, Bell bell, TimeProvider time)
{
    /// <summary>Most files of one press of the button: they are changed in one save.</summary>
    public const int MaxFiles = 5_000;

    public async Task<ChangeReportOutcome> ExecuteAsync(Guid thirdPartyId, Guid publicId, CancellationToken cancellationToken)
    {
        var report = await db.ReportsOf(thirdPartyId).SingleOrDefaultAsync(r => r.PublicId == publicId, cancellationToken);
        if (report is null)
            return ChangeReportOutcome.NotFound;
        var failed = await db.ReportFiles.Where(f => f.ReportNumber == report.Number && f.Status == ReportFileStatus.Failed)
            .OrderBy(f => f.Esiid).Take(MaxFiles).ToListAsync(cancellationToken);
        if (failed.Count == 0 || report.Status is not (ReportStatus.Failed or ReportStatus.CompletedWithFailures))
            return ChangeReportOutcome.TooLate;
        var now = time.GetUtcNow();
        report.Reopen(now);
        foreach (var file in failed)
            file.TryAgain(now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangeReportOutcome.TooLate;
        }

        bell.Ring<DeliverReports>();
        return ChangeReportOutcome.Done;
    }
}
