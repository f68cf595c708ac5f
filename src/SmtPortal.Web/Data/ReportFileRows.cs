using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;

namespace SmtPortal.Web.Data;

/// <summary>Changes to many files of reports at once.</summary>
public static class ReportFileRows
{
#pragma warning disable RS0030 // sets the version itself and repeats the state it relies on
    /// <summary>
    /// The server was away: everything that was due for these companies waits as long as the file that found out, and counts
    /// the attempt; what other workers hold is left to them. So an outage is not felt out again by each of thousands of files.
    /// </summary>
    public static Task PostponeAsync(
        this PortalDbContext db, IReadOnlyCollection<Guid> companies, Guid leaseId, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = until;
        var version = Guid.NewGuid();
        var due = db.ReportFiles.Where(f => companies.Contains(f.ThirdPartyId) && f.NextAttemptAt <= now);
        return due.Where(f => f.LeaseUntil == null || f.LeaseUntil < now || f.LeaseId == leaseId).ExecuteUpdateAsync(
            f => f.SetProperty(x => x.NextAttemptAt, next).SetProperty(x => x.Attempts, x => x.Attempts + 1).SetProperty(x => x.Version, version)
                .SetProperty(x => x.LeaseId, (Guid?)null).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>
    /// The company cancelled a report: drops what waits and is not being worked on. What is, finds the report cancelled at its
    /// next check.
    /// </summary>
    public static async Task DropWaitingAsync(this PortalDbContext db, long reportNumber, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = now;
        var version = Guid.NewGuid();
        var waiting = db.ReportFiles.Where(f => f.ReportNumber == reportNumber && f.Status == ReportFileStatus.Waiting && (f.LeaseUntil == null || f.LeaseUntil < now));
        await waiting.ExecuteUpdateAsync(
            f => f.SetProperty(x => x.Status, ReportFileStatus.Dropped).SetProperty(x => x.Reason, ReportReason.Cancelled).SetProperty(x => x.Version, version)
                .SetProperty(x => x.NextAttemptAt, x => x.MayHaveLeftovers ? next : null),
            cancellationToken);
    }
#pragma warning restore RS0030

    /// <summary>Whether other files of the report lie in its folder, or are to be put there.</summary>
    public static Task<bool> HasOtherFilesAsync(this PortalDbContext db, ReportFile file, CancellationToken cancellationToken) => db.ReportFiles.AnyAsync(
        f => f.ReportNumber == file.ReportNumber && f.Id != file.Id
            && (f.Status == ReportFileStatus.Waiting || (f.Status == ReportFileStatus.Delivered && f.RemovedAt == null)), cancellationToken);

    /// <summary>
    /// Consent ended: drops what was not delivered yet under agreements, all of it or that of one ESIID (AGR-6, RPT-6).
    /// The caller holds the agreements through <see cref="ConsentGate"/> and saves; this changes tracked rows only.
    /// </summary>
    public static async Task DropUndeliveredAsync(
        this PortalDbContext db, IReadOnlyCollection<long> agreementNumbers, string? esiid, ReportReason reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await db.ReportFiles
            .Where(f => agreementNumbers.Contains(f.AgreementNumber) && f.Status == ReportFileStatus.Waiting && (esiid == null || f.Esiid == esiid))
            .ToListAsync(cancellationToken);
        // One that this very save delivers, and with it completes the agreement, is tracked and waits no more.
        foreach (var file in waiting.Where(f => f.IsWaiting))
            file.Drop(reason, now);
    }
}
