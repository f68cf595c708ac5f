using SmtPortal.Domain.Reports;

namespace SmtPortal.Web.Features.Reports;

/// <summary>A line of the list of reports.</summary>
public sealed record ReportLine(
    long Number, Guid PublicId, ReportKind Kind, ReportFormat Format, DateOnly From, DateOnly To, ReportStatus Status, int FileCount, int Delivered, DateTimeOffset CreatedAt);

/// <param name="Next">Number after which the next page begins; null on the last.</param>
public sealed record ReportList(IReadOnlyList<ReportLine> Reports, ReportStatus? Status, long? Next);

public sealed record ReportFileLine(
    string Esiid, ReportFileStatus Status, ReportReason? Reason, string Path, long? Size, string? Sha256, DateTimeOffset? DeliveredAt, int Attempts, DateTimeOffset? NextAttemptAt,
    DateOnly From, DateOnly To, DateTimeOffset? RemovedAt);

/// <param name="Counts">How many files are in each state.</param>
/// <param name="Next">ESIID after which the next page of files begins; null on the last.</param>
public sealed record ReportDetails(
    Report Report, IReadOnlyDictionary<ReportFileStatus, int> Counts, IReadOnlyList<ReportFileLine> Files, string? Next, IReadOnlyList<ReportRefusal> Refusals)
{
    public int Count(ReportFileStatus status) => Counts.GetValueOrDefault(status);
}
