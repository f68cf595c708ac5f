using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Reports;

/// <summary>Where a file of a report stands.</summary>
public enum ReportFileStatus
{
    /// <summary>To be written, or to be tried again.</summary>
    Waiting,

    /// <summary>Whole in the company's folder.</summary>
    Delivered,

    /// <summary>Consent ended, or the company cancelled, before it was delivered.</summary>
    Dropped,

    /// <summary>It could not be written or delivered.</summary>
    Failed,
}

/// <summary>Why there is no file for an ESIID. Stored by name and shown as a stable code: never rename one.</summary>
public enum ReportReason
{
    /// <summary>The text is not an ESIID.</summary>
    NotAnEsiid,

    /// <summary>The company has no agreement for it; whether the portal knows it is not told.</summary>
    NoAgreement,

    /// <summary>The company's agreement for it has ended.</summary>
    AgreementEnded,

    /// <summary>The customer's move-out took it out of the agreement.</summary>
    EsiidLeft,

    /// <summary>The one-time agreement is for another kind of usage.</summary>
    OneTimeOtherKind,

    /// <summary>The one-time agreement is for another period.</summary>
    OneTimeOtherPeriod,

    /// <summary>The one file of the one-time agreement was delivered already.</summary>
    UsedUp,

    /// <summary>The one file of the one-time agreement is on its way already.</summary>
    OnItsWay,

    /// <summary>No day of the period lies in what the agreement lets the company see.</summary>
    OutsideSight,

    /// <summary>The portal holds no usage for the period.</summary>
    NoData,

    /// <summary>The company was closed or is not approved.</summary>
    CompanyNotActive,

    /// <summary>The company cancelled the report.</summary>
    Cancelled,

    /// <summary>The file server refused the file again and again.</summary>
    ServerRefused,

    /// <summary>The stored usage could not be read.</summary>
    NotWritten,
}

/// <summary>The file of one ESIID. A row of work: claimed, tried, delivered once.</summary>
public sealed class ReportFile : ILeased
{
    /// <summary>Longest SHA-256 as hexadecimal text, in characters.</summary>
    public const int Sha256Length = 64;

    /// <summary>How often a server may refuse a file for good before it has failed. A server that is away does not count.</summary>
    public const int MaxRefusals = 6;

    private static readonly TimeSpan[] Waits = [.. new[] { 1, 2, 5, 15, 30, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private ReportFile()
    {
    }

    internal ReportFile(Guid thirdPartyId, SharedEsiid shared, Sight sight, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        ThirdPartyId = thirdPartyId;
        AgreementNumber = shared.AgreementNumber;
        OccupancyId = shared.OccupancyId;
        Esiid = shared.Esiid;
        (From, To) = (sight.From, sight.To);
        Status = ReportFileStatus.Waiting;
        NextAttemptAt = now;
    }

    /// <inheritdoc/>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Number of its report.</summary>
    public long ReportNumber { get; private set; }

    /// <summary>The company whose folder it goes to.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>Number of the agreement that allows it.</summary>
    public long AgreementNumber { get; private set; }

    /// <summary>The occupancy to which its content is cut (ACC-9).</summary>
    public Guid OccupancyId { get; private set; }

    /// <summary>The ESIID.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>First Central day, as cut when the report was asked for: part of the name, never changed.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last Central day, as cut when the report was asked for: part of the name, never changed.</summary>
    public DateOnly To { get; private set; }

    /// <summary>First Central day of what was delivered, narrower than <see cref="From"/> after a back-dated event; null before.</summary>
    public DateOnly? DeliveredFrom { get; private set; }

    /// <summary>Last Central day of what was delivered, narrower than <see cref="To"/> after a back-dated event; null before.</summary>
    public DateOnly? DeliveredTo { get; private set; }

    /// <summary>Where it stands.</summary>
    public ReportFileStatus Status { get; private set; }

    /// <summary>Why it was dropped or failed, or why the last attempt did; null when there is nothing to say.</summary>
    public ReportReason? Reason { get; private set; }

    /// <summary>Bytes; null until delivered.</summary>
    public long? Size { get; private set; }

    /// <summary>SHA-256 of the content, 64 hexadecimal digits; null until delivered.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>When it stood whole in the folder, UTC; null before.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When its days in the folder were over and it was removed, UTC; null before (RPT-7).</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>How often it was tried, tries at which the server was away included.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often the server refused it for good.</summary>
    public int Refusals { get; private set; }

    /// <summary>When a worker looks at it next, UTC; null: there is nothing left to do, neither to deliver nor to clear away.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Whether a begun upload may have left something on the server under the temporary or the final name.</summary>
    public bool MayHaveLeftovers { get; private set; }

    /// <inheritdoc/>
    public Guid? LeaseId { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Whether it is still to be delivered.</summary>
    public bool IsWaiting => Status == ReportFileStatus.Waiting;

    /// <summary>Counts an attempt and holds the row while it lasts. Saved before the first byte leaves.</summary>
    public void Begin(DateTimeOffset now, TimeSpan lease)
    {
        MustWait();
        Attempts++;
        MayHaveLeftovers = true;
        LeaseUntil = now + lease;
    }

    /// <summary>It stands whole in the folder.</summary>
    /// <exception cref="DomainException">It is not waiting: nothing is delivered twice, or after it was dropped.</exception>
    public void MarkDelivered(DeliveredContent content, DateTimeOffset now)
    {
        MustWait();
        Status = ReportFileStatus.Delivered;
        Reason = null;
        (Size, Sha256, DeliveredFrom, DeliveredTo) = (content.Size, content.Sha256, content.From, content.To);
        DeliveredAt = now;
        MayHaveLeftovers = false;
        NextAttemptAt = null;
        Release();
    }

    /// <summary>
    /// Consent ended or the company cancelled. A worker that holds it finds out before it renames; what may lie on the server
    /// is cleared away when its lease is over.
    /// </summary>
    public void Drop(ReportReason reason, DateTimeOffset now)
    {
        MustWait();
        Close(ReportFileStatus.Dropped, reason, now);
    }

    /// <summary>It cannot be written or delivered.</summary>
    public void Fail(ReportReason reason, DateTimeOffset now)
    {
        MustWait();
        Close(ReportFileStatus.Failed, reason, now);
        Release();
    }

    /// <summary>An attempt failed; the next comes after 1, 2, 5, 15, 30 and then every 60 minutes.</summary>
    public void MarkAttemptFailed(DateTimeOffset now)
    {
        MustWait();
        NextAttemptAt = now + WaitAfter(Attempts);
        Release();
    }

    /// <summary>
    /// An attempt broke off through a fault of the portal's, perhaps before it had begun: it counts all the same, so that the
    /// next one waits longer.
    /// </summary>
    /// <param name="attemptsBefore">How many attempts there had been when it was taken up.</param>
    /// <param name="now">The moment.</param>
    public void MarkBrokenOff(int attemptsBefore, DateTimeOffset now)
    {
        Attempts = Math.Max(Attempts, attemptsBefore + 1);
        MarkAttemptFailed(now);
    }

    /// <summary>What it left on the server could not be cleared away yet; tried again with the same growing waits.</summary>
    /// <exception cref="DomainException">It is still to be delivered.</exception>
    public void MarkNotCleared(DateTimeOffset now)
    {
        if (IsWaiting)
            throw new DomainException("A file that is to be delivered is not cleared away.");
        Attempts++;
        NextAttemptAt = now + WaitAfter(Attempts);
        Release();
    }

    /// <summary>The server refused the file for good; after <see cref="MaxRefusals"/> it has failed.</summary>
    public void MarkRefused(DateTimeOffset now)
    {
        MustWait();
        Reason = ReportReason.ServerRefused;
        if (++Refusals >= MaxRefusals)
            Fail(ReportReason.ServerRefused, now);
        else
            MarkAttemptFailed(now);
    }

    /// <summary>Looked at again later, without counting: nothing was tried.</summary>
    public void Hold(DateTimeOffset until)
    {
        NextAttemptAt = until;
        Release();
    }

    /// <summary>Nothing of it is left on the server. A file that was delivered is not touched.</summary>
    public void MarkCleared()
    {
        if (Status is ReportFileStatus.Waiting or ReportFileStatus.Delivered)
            throw new DomainException($"A file that is {Status} is not cleared away.");
        MayHaveLeftovers = false;
        NextAttemptAt = null;
        Release();
    }

    /// <summary>It was taken out of the folder after its days there (RPT-7).</summary>
    public void MarkRemoved(DateTimeOffset now)
    {
        if (Status != ReportFileStatus.Delivered || RemovedAt is not null)
            throw new DomainException("Only a delivered file is removed, once.");
        RemovedAt = now;
    }

    /// <summary>The company wants a failed file once more (RPT-5).</summary>
    public void TryAgain(DateTimeOffset now)
    {
        if (Status != ReportFileStatus.Failed)
            throw new DomainException($"A file that is {Status} is not tried again.");
        Status = ReportFileStatus.Waiting;
        Reason = null;
        Refusals = 0;
        NextAttemptAt = now;
    }

    /// <summary>How long to wait after a number of attempts.</summary>
    public static TimeSpan WaitAfter(int attempts) => Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];

    private void Close(ReportFileStatus status, ReportReason reason, DateTimeOffset now)
    {
        Status = status;
        Reason = reason;
        NextAttemptAt = MayHaveLeftovers ? now : null;
    }

    private void Release()
    {
        LeaseId = null;
        LeaseUntil = null;
    }

    private void MustWait()
    {
        if (!IsWaiting)
            throw new DomainException($"The file is {Status}.");
    }
}

/// <summary>What was delivered.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="From">First Central day that was looked for.</param>
/// <param name="To">Last Central day that was looked for.</param>
public sealed record DeliveredContent(long Size, string Sha256, DateOnly From, DateOnly To);
