using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Bulk;

/// <summary>Where a row of a bulk task stands.</summary>
public enum BulkRowStatus
{
    /// <summary>A line of a file that is to be checked.</summary>
    Unchecked,

    /// <summary>Can be carried out.</summary>
    Ready,

    /// <summary>A line that cannot be carried out as it stands. Final.</summary>
    Faulty,

    /// <summary>Is to be carried out.</summary>
    Waiting,

    /// <summary>Carried out. Final.</summary>
    Done,

    /// <summary>Not carried out; <see cref="BulkRow.Problem"/> says why. Final.</summary>
    NotDone,
}

/// <summary>One invitation, agreement or line of a file in a bulk task.</summary>
public sealed class BulkRow : ILeased
{
    /// <summary>Longest <see cref="Customer"/>, in characters.</summary>
    public const int CustomerMaxLength = EmailAddress.MaxLength;

    /// <summary>Longest <see cref="Content"/>, in characters.</summary>
    public const int ContentMaxLength = 20_000;

    /// <summary>Longest <see cref="Problem"/>, in characters.</summary>
    public const int ProblemMaxLength = 2000;

    /// <summary>How often a fault of ours is tried again.</summary>
    public const int MaxAttempts = 5;

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private BulkRow()
    {
    }

    /// <inheritdoc/>
    public Guid Id { get; private set; }

    /// <summary>The task.</summary>
    public Guid TaskId { get; private set; }

    /// <summary>Number of the line in the file, or place in the task, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The invitation that it is about, or that it has become; null for an agreement, and for a line that was not sent.</summary>
    public Guid? InvitationId { get; private set; }

    /// <summary>Number of the invitation or agreement; null for a line that was not sent.</summary>
    public long? Number { get; private set; }

    /// <summary>The customer as the company knows them.</summary>
    public string Customer { get; private set; } = "";

    /// <summary>All of a line of a file, as long as it is needed; null for a row that was chosen, and once there is nothing more to do.</summary>
    public string? Content { get; private set; }

    /// <summary>Why it cannot be, or was not, carried out, in words for people; null: nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where it stands.</summary>
    public BulkRowStatus Status { get; private set; }

    /// <summary>When a worker is to look at it, UTC; null: there is nothing to do.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>How often it failed by a fault of ours.</summary>
    public int Attempts { get; private set; }

    /// <inheritdoc/>
    public Guid? LeaseId { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    internal static BulkRow Of(BulkTask task, int line, BulkSubject subject, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TaskId = task.Id,
        Line = line,
        InvitationId = subject.InvitationId,
        Number = subject.Number,
        Customer = subject.Customer,
        Status = BulkRowStatus.Ready,
    };

    internal static BulkRow Of(BulkTask task, BulkLine line, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TaskId = task.Id,
        Line = line.Line,
        Customer = Cut(line.Customer, CustomerMaxLength),
        Content = line.Content.Length <= ContentMaxLength ? line.Content : throw new DomainException("A line is too long."),
        Problem = line.Problem is null ? null : Cut(line.Problem, ProblemMaxLength),
        Status = BulkRowStatus.Unchecked,
        NextAttemptAt = now,
    };

    /// <summary>A line was checked.</summary>
    /// <param name="problem">What is wrong with it; null: it can be sent.</param>
    /// <exception cref="DomainException">It was checked before.</exception>
    public void MarkChecked(string? problem)
    {
        Must(BulkRowStatus.Unchecked);
        Status = problem is null ? BulkRowStatus.Ready : BulkRowStatus.Faulty;
        Settle(problem);
    }

    /// <summary>It is to be carried out.</summary>
    /// <exception cref="DomainException">It is not ready.</exception>
    public void Start(DateTimeOffset now)
    {
        Must(BulkRowStatus.Ready);
        (Status, NextAttemptAt) = (BulkRowStatus.Waiting, now);
    }

    /// <summary>It was carried out.</summary>
    /// <exception cref="DomainException">It does not wait.</exception>
    public void MarkDone()
    {
        Must(BulkRowStatus.Waiting);
        Status = BulkRowStatus.Done;
        Settle(null);
    }

    /// <summary>A line has become an invitation.</summary>
    /// <exception cref="DomainException">It does not wait.</exception>
    public void MarkSent(Guid invitationId, long number)
    {
        MarkDone();
        (InvitationId, Number) = (invitationId, number);
    }

    /// <summary>It was not carried out.</summary>
    /// <exception cref="DomainException">It does not wait.</exception>
    public void MarkNotDone(string problem)
    {
        Must(BulkRowStatus.Waiting);
        Status = BulkRowStatus.NotDone;
        Settle(problem);
    }

    /// <summary>A fault of ours: tried again, longer each time; at last it is left.</summary>
    public void MarkBroken(string problem, DateTimeOffset now)
    {
        if (++Attempts < MaxAttempts)
        {
            NextAttemptAt = now + (Wait * Attempts);
            (LeaseId, LeaseUntil) = (null, null);
        }
        else
        {
            Status = Status == BulkRowStatus.Unchecked ? BulkRowStatus.Faulty : BulkRowStatus.NotDone;
            Settle(problem);
        }
    }

    private void Settle(string? problem)
    {
        Problem = problem is null ? null : Cut(problem, ProblemMaxLength);
        (NextAttemptAt, LeaseId, LeaseUntil) = (null, null, null);
        if (Status is not (BulkRowStatus.Ready or BulkRowStatus.Waiting))
            Content = null;
    }

    private void Must(BulkRowStatus status)
    {
        if (Status != status)
            throw new DomainException($"A row that is {Status} is not {status}.");
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
