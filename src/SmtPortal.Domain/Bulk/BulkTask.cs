using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Bulk;

/// <summary>What is done to many at once.</summary>
public enum BulkKind
{
    /// <summary>Open invitations get their one reminder.</summary>
    Remind,

    /// <summary>Open invitations are withdrawn.</summary>
    Withdraw,

    /// <summary>Customers are asked to extend their agreements.</summary>
    AskExtension,

    /// <summary>Invitations from a file are sent.</summary>
    Invite,
}

/// <summary>Where a bulk task stands.</summary>
public enum BulkTaskStatus
{
    /// <summary>The rows of a file are checked one by one.</summary>
    Checking,

    /// <summary>Waits for the click that carries it out.</summary>
    Ready,

    /// <summary>Its rows are carried out one by one.</summary>
    Running,

    /// <summary>Every row has its result. Final.</summary>
    Done,
}

/// <summary>
/// Something that a company does to many invitations or agreements at once (AGR-7, INV-1): chosen or uploaded first, shown, and then
/// carried out row by row, each by the same rules as a single one.
/// </summary>
public sealed class BulkTask : IVersioned
{
    /// <summary>Most rows of one task.</summary>
    public const int MaxRows = 1000;

    private readonly List<BulkRow> rows = [];

    private BulkTask()
    {
    }

    /// <summary>Id, also in addresses of pages.</summary>
    public Guid Id { get; private set; }

    /// <summary>The company.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The company's user who does it.</summary>
    public Guid UserId { get; private set; }

    /// <summary>What is done.</summary>
    public BulkKind Kind { get; private set; }

    /// <summary>Where it stands.</summary>
    public BulkTaskStatus Status { get; private set; }

    /// <summary>How many months more are asked for; null before the start, and for everything but extensions.</summary>
    public int? Months { get; private set; }

    /// <summary>How many rows it has.</summary>
    public int RowCount { get; private set; }

    /// <summary>Whether more were chosen than a task has.</summary>
    public bool IsCut { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was begun, UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When its last row had its result, UTC; null before.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Its rows; only as far as they were loaded or have just been made.</summary>
    public IReadOnlyList<BulkRow> Rows => rows;

    /// <summary>A task about invitations or agreements that were chosen.</summary>
    /// <param name="author">The company and its user.</param>
    /// <param name="kind">What is done.</param>
    /// <param name="subjects">To what: one more than <see cref="MaxRows"/> tells that there are more.</param>
    /// <param name="now">The moment, UTC.</param>
    public static BulkTask Of(BulkAuthor author, BulkKind kind, IReadOnlyList<BulkSubject> subjects, DateTimeOffset now)
    {
        var task = new BulkTask
        {
            Id = Guid.CreateVersion7(now),
            ThirdPartyId = author.ThirdPartyId,
            UserId = author.UserId,
            Kind = kind,
            Status = BulkTaskStatus.Ready,
            IsCut = subjects.Count > MaxRows,
            CreatedAt = now,
        };
        task.rows.AddRange(subjects.Take(MaxRows).Select((s, i) => BulkRow.Of(task, i + 1, s, now)));
        task.RowCount = task.rows.Count;
        return task;
    }

    /// <summary>A task of the lines of a file, which are checked first.</summary>
    /// <exception cref="DomainException">No line, or too many.</exception>
    public static BulkTask FromFile(BulkAuthor author, IReadOnlyList<BulkLine> lines, DateTimeOffset now)
    {
        if (lines.Count is 0 or > MaxRows)
            throw new DomainException($"A file has 1 to {MaxRows} lines, not {lines.Count}.");
        var task = Of(author, BulkKind.Invite, [], now);
        task.Status = BulkTaskStatus.Checking;
        task.rows.AddRange(lines.Select(line => BulkRow.Of(task, line, now)));
        task.RowCount = task.rows.Count;
        return task;
    }

    /// <summary>Every row has been checked.</summary>
    /// <exception cref="DomainException">It is not being checked.</exception>
    public void MarkChecked()
    {
        Must(BulkTaskStatus.Checking);
        Status = BulkTaskStatus.Ready;
    }

    /// <summary>Carries it out. The caller has begun its rows in the same transaction.</summary>
    /// <param name="months">How many months more are asked for; null for everything but extensions.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">It is not ready.</exception>
    public void Start(int? months, DateTimeOffset now)
    {
        Must(BulkTaskStatus.Ready);
        (Status, Months, StartedAt) = (BulkTaskStatus.Running, months, now);
    }

    /// <summary>Every row has its result.</summary>
    /// <exception cref="DomainException">It is not running.</exception>
    public void Finish(DateTimeOffset now)
    {
        Must(BulkTaskStatus.Running);
        (Status, FinishedAt) = (BulkTaskStatus.Done, now);
    }

    private void Must(BulkTaskStatus status)
    {
        if (Status != status)
            throw new DomainException($"A bulk task that is {Status} is not {status}.");
    }
}

/// <summary>Who does it.</summary>
/// <param name="ThirdPartyId">The company.</param>
/// <param name="UserId">Its user.</param>
public sealed record BulkAuthor(Guid ThirdPartyId, Guid UserId);

/// <summary>An invitation or agreement to which something is done.</summary>
/// <param name="InvitationId">The invitation; null for an agreement.</param>
/// <param name="Number">Number of the invitation or agreement.</param>
/// <param name="Customer">The customer as the company knows them.</param>
public sealed record BulkSubject(Guid? InvitationId, long Number, string Customer);

/// <summary>A line of a file of invitations.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Customer">The address that it names, as it stands there.</param>
/// <param name="Content">All of it, as text that the reader of the file understands again.</param>
/// <param name="Problem">What was found wrong with it while the file was read; null: nothing so far.</param>
public sealed record BulkLine(int Line, string Customer, string Content, string? Problem);
