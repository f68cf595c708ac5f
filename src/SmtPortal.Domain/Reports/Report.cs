using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Reports;

/// <summary>What a report's files hold. Further kinds of product.md (RPT-1) get their own members with their own writers.</summary>
public enum ReportKind
{
    /// <summary>15-minute intervals.</summary>
    FifteenMinute,
}

/// <summary>How a report's files are written.</summary>
public enum ReportFormat
{
    /// <summary>Comma-separated values, formats.md section 1.</summary>
    Csv,

    /// <summary>JSON, formats.md section 5.</summary>
    Json,
}

/// <summary>Where a report stands.</summary>
public enum ReportStatus
{
    /// <summary>No file has been tried yet.</summary>
    Queued,

    /// <summary>Files are being delivered, or wait for the server.</summary>
    Running,

    /// <summary>Every file was delivered.</summary>
    Completed,

    /// <summary>Some files were delivered, some not.</summary>
    CompletedWithFailures,

    /// <summary>No file was delivered.</summary>
    Failed,

    /// <summary>The company cancelled it before the end.</summary>
    Cancelled,
}

/// <summary>A company asked for files about ESIIDs, one for each, in its folder (product.md section 7).</summary>
public sealed class Report : IVersioned
{
    /// <summary>Most ESIIDs of one report.</summary>
    public const int MaxEsiids = 50_000;

    private readonly List<ReportFile> files = [];

    private Report()
    {
    }

    /// <summary>Running number; what people quote, and part of file names.</summary>
    public long Number { get; private set; }

    /// <summary>Id in addresses of pages and API: tells nothing and cannot be guessed.</summary>
    public Guid PublicId { get; private set; }

    /// <summary>The company that asked.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The company's user who asked.</summary>
    public Guid RequestedByUserId { get; private set; }

    /// <summary>What the files hold.</summary>
    public ReportKind Kind { get; private set; }

    /// <summary>How they are written.</summary>
    public ReportFormat Format { get; private set; }

    /// <summary>First Central day asked for.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last Central day asked for.</summary>
    public DateOnly To { get; private set; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>
    /// When failed files were asked for again, UTC; null: never. What a company sees is cut by the later of the two (USE-6), so
    /// that a report which failed long ago shows nothing older than a new one would.
    /// </summary>
    public DateTimeOffset? AskedAgainAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public ReportStatus Status { get; private set; }

    /// <summary>When nothing was left to do, UTC; null before.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>How many files it has, in whatever state.</summary>
    public int FileCount { get; private set; }

    /// <summary>How many ESIIDs were refused when it was asked for.</summary>
    public int RefusedCount { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Its files, one for each ESIID; there only when it is new or they were asked for.</summary>
    public IReadOnlyList<ReportFile> Files => files;

    /// <summary>What was refused; null when nothing was, and there only when the report is new or it was asked for.</summary>
    public ReportRefusals? Refusals { get; private set; }

    /// <summary>What was asked for.</summary>
    public ReportWish Wish => new(Kind, Format, From, To);

    /// <summary>Whether something is left to do.</summary>
    public bool IsOpen => Status is ReportStatus.Queued or ReportStatus.Running;

    /// <summary>Makes a report. Without any file it has failed at once: every ESIID was refused.</summary>
    /// <param name="author">Who asks.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="allowed">The ESIIDs that may be seen, each once, with the days of them.</param>
    /// <param name="refused">What was typed and cannot be delivered, with the reason.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="DomainException">The period runs backward or is longer than twelve months, or there is nothing in it or too much.</exception>
    public static Report Request(
        ReportAuthor author, ReportWish wish, IReadOnlyCollection<(SharedEsiid Shared, Sight Sight)> allowed,
        IReadOnlyCollection<(string Text, ReportReason Reason)> refused, DateTimeOffset now)
    {
        if (!wish.IsPeriodAllowed)
            throw new DomainException("A report's period runs forward and has at most twelve months.");
        if (allowed.Count + refused.Count is 0 or > MaxEsiids)
            throw new DomainException($"A report is about 1 to {MaxEsiids} ESIIDs, not {allowed.Count + refused.Count}.");
        var report = new Report
        {
            PublicId = Guid.NewGuid(),
            ThirdPartyId = author.ThirdPartyId,
            RequestedByUserId = author.UserId,
            Kind = wish.Kind,
            Format = wish.Format,
            From = wish.From,
            To = wish.To,
            CreatedAt = now,
            Status = allowed.Count == 0 ? ReportStatus.Failed : ReportStatus.Queued,
            FinishedAt = allowed.Count == 0 ? now : null,
            FileCount = allowed.Count,
            RefusedCount = refused.Count,
            Refusals = refused.Count > 0 ? new ReportRefusals(refused) : null,
        };
        report.files.AddRange(allowed.Select(a => new ReportFile(report.ThirdPartyId, a.Shared, a.Sight, now)));
        return report;
    }

    /// <summary>The first file is being worked on.</summary>
    /// <exception cref="DomainException">It was started before.</exception>
    public void Start()
    {
        if (Status != ReportStatus.Queued)
            throw new DomainException($"A report that is {Status} is not started.");
        Status = ReportStatus.Running;
    }

    /// <summary>No file waits any more.</summary>
    /// <param name="delivered">How many of its files were delivered.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="DomainException">It is finished or cancelled.</exception>
    public void Finish(int delivered, DateTimeOffset now)
    {
        MustBeOpen();
        Status = delivered == FileCount ? ReportStatus.Completed : delivered > 0 ? ReportStatus.CompletedWithFailures : ReportStatus.Failed;
        FinishedAt = now;
    }

    /// <summary>The company wants no more of it; what was delivered stays.</summary>
    /// <exception cref="DomainException">It is finished or cancelled.</exception>
    public void Cancel(DateTimeOffset now)
    {
        MustBeOpen();
        Status = ReportStatus.Cancelled;
        FinishedAt = now;
    }

    /// <summary>Files that had failed wait again (RPT-5).</summary>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">It is still open, or was cancelled.</exception>
    public void Reopen(DateTimeOffset now)
    {
        if (Status is not (ReportStatus.Failed or ReportStatus.CompletedWithFailures))
            throw new DomainException($"A report that is {Status} is not tried again.");
        Status = ReportStatus.Running;
        FinishedAt = null;
        AskedAgainAt = now;
    }

    /// <summary>
    /// Where a file lies within the company's folder: <c>/adhoc/12/IntervalMeterUsage_10443720000000001_20260101_20260131_12.csv</c>.
    /// It never changes, so that a file delivered twice lies under one name.
    /// </summary>
    public string PathOf(ReportFile file) =>
        FormattableString.Invariant($"{Folder}/{FileWord}_{file.Esiid}_{file.From:yyyyMMdd}_{file.To:yyyyMMdd}_{Number}.{Extension}");

    /// <summary>The report's folder within the company's folder.</summary>
    public string Folder => FormattableString.Invariant($"/adhoc/{Number}");

    private string FileWord => Kind switch
    {
        ReportKind.FifteenMinute => "IntervalMeterUsage",
        _ => throw new DomainException($"Files of kind {Kind} have no name."),
    };

    private string Extension => Format == ReportFormat.Csv ? "csv" : "json";

    private void MustBeOpen()
    {
        if (!IsOpen)
            throw new DomainException($"The report is {Status}.");
    }
}

/// <summary>Who asks.</summary>
/// <param name="ThirdPartyId">The company.</param>
/// <param name="UserId">Its user.</param>
public sealed record ReportAuthor(Guid ThirdPartyId, Guid UserId);

/// <summary>What is asked for.</summary>
/// <param name="Kind">What the files hold.</param>
/// <param name="Format">How they are written.</param>
/// <param name="From">First Central day.</param>
/// <param name="To">Last Central day.</param>
public sealed record ReportWish(ReportKind Kind, ReportFormat Format, DateOnly From, DateOnly To)
{
    /// <summary>Whether the period runs forward and has at most twelve months (RPT-1): from a date to the same date a year later.</summary>
    public bool IsPeriodAllowed => From <= To && To <= From.AddMonths(EnergyTerms.MaxMonths);
}
