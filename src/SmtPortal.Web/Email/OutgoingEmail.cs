using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Email;

/// <summary>What became of a mail.</summary>
public enum OutgoingEmailStatus
{
    /// <summary>To be sent, now or at its next attempt.</summary>
    Waiting,

    /// <summary>Taken by the mail server.</summary>
    Sent,

    /// <summary>The mail server refused the address for good.</summary>
    Undeliverable,

    /// <summary>Could not be handed over in two days.</summary>
    Failed,

    /// <summary>The company that it goes to, or that asks by it, was closed before it left.</summary>
    Dropped,
}

/// <summary>
/// A mail to one receiver, written in the save of what it tells about. Bodies are kept for 30 days, rows for 13 months
/// (OPS-6). It never holds a token: tokens are made when it is sent.
/// </summary>
public sealed class OutgoingEmail : ILeased
{
    public const int KindMaxLength = 60;
    public const int SubjectMaxLength = 250;
    public const int TargetKindMaxLength = 40;
    public const int ErrorMaxLength = 200;
    public const int MessageIdMaxLength = 200;

    /// <summary>After this long without success a mail is given up.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromDays(2);

    private static readonly TimeSpan[] Waits =
        [.. new[] { 1, 5, 15, 60, 180, 360 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private OutgoingEmail()
    {
    }

    public OutgoingEmail(string to, Language language, string kind, string subject, EmailBody body, TokenTarget? opens, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        To = to;
        Language = language;
        Kind = kind;
        Subject = subject;
        Body = body.ToJson();
        TargetKind = opens?.Kind;
        TargetId = opens?.Id;
        CreatedAt = now;
        NextAttemptAt = now;
    }

    public Guid Id { get; private set; }

    public Guid Version { get; set; }

    /// <summary>Address of the receiver.</summary>
    public string To { get; private set; } = "";

    public Language Language { get; private set; }

    /// <summary>Stable code of the mail's class, such as <c>confirm-address</c>.</summary>
    public string Kind { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>The blocks as JSON; null: removed after 30 days.</summary>
    public string? Body { get; private set; }

    /// <summary>Kind of what the token links open; null: the mail has none.</summary>
    public string? TargetKind { get; private set; }

    /// <summary>Public id of what the token links open; null: the mail has none.</summary>
    public Guid? TargetId { get; private set; }

    /// <summary>The company that must not be suspended when it leaves; null: whatever becomes of a company, it leaves.</summary>
    public Guid? ThirdPartyId { get; init; }

    public DateTimeOffset CreatedAt { get; private set; }

    public OutgoingEmailStatus Status { get; private set; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before this moment; without meaning once the mail is not waiting.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    public Guid? LeaseId { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>When the mail server took it; null: it has not.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Why the last attempt failed, without personal data; null: none has failed since.</summary>
    public string? LastError { get; private set; }

    /// <summary>The mail's Message-ID, the same at every attempt, so that mail programs fold a doubled mail into one; null: not yet tried.</summary>
    public string? MessageId { get; private set; }

    /// <summary>Whether a worker is at it.</summary>
    public bool IsHeldAt(DateTimeOffset now) => LeaseUntil > now;

    /// <summary>Counts the attempt and holds the row while it lasts. Saved before anything leaves.</summary>
    public void Begin(string messageId, DateTimeOffset now, TimeSpan lease)
    {
        RequireWaiting();
        Attempts++;
        MessageId = messageId;
        LeaseUntil = now + lease;
    }

    public void MarkSent(DateTimeOffset now)
    {
        RequireWaiting();
        Status = OutgoingEmailStatus.Sent;
        SentAt = now;
        LastError = null;
        Release();
    }

    /// <summary>The address was refused for good.</summary>
    public void MarkUndeliverable(string reason)
    {
        RequireWaiting();
        Status = OutgoingEmailStatus.Undeliverable;
        LastError = Short(reason);
        Release();
    }

    /// <summary>Waits longer after every attempt: 1, 5, 15 minutes, 1, 3, then every 6 hours; after two days it is given up.</summary>
    public void MarkAttemptFailed(string reason, DateTimeOffset now)
    {
        RequireWaiting();
        LastError = Short(reason);
        NextAttemptAt = now + Waits[Math.Clamp(Attempts - 1, 0, Waits.Length - 1)];
        GiveUpIfOld(now);
        Release();
    }

    /// <summary>Looked at again later, without an attempt; what is still held after two days is given up like any other.</summary>
    public void Hold(string reason, DateTimeOffset now, TimeSpan pause)
    {
        RequireWaiting();
        LastError = Short(reason);
        NextAttemptAt = now + pause;
        GiveUpIfOld(now);
        Release();
    }

    /// <summary>The company that it goes to, or that asks by it, is closed.</summary>
    public void Drop(string reason)
    {
        RequireWaiting();
        LastError = Short(reason);
        Status = OutgoingEmailStatus.Dropped;
        Release();
    }

    /// <summary>Makes a waiting mail due at once.</summary>
    public void TryNow(DateTimeOffset now)
    {
        RequireWaiting();
        NextAttemptAt = now;
    }

    /// <summary>The same mail once more, as a row of its own: the first keeps its record, the second gets its own token.</summary>
    /// <exception cref="DomainException">The body has been removed.</exception>
    public OutgoingEmail Again(DateTimeOffset now) => Body is null
        ? throw new DomainException("A mail whose body was removed cannot be sent again.")
        : new OutgoingEmail(To, Language, Kind, Subject, EmailBody.FromJson(Body), TargetKind is null ? null : new TokenTarget(TargetKind, TargetId!.Value), now)
        {
            ThirdPartyId = ThirdPartyId,
        };

    private void GiveUpIfOld(DateTimeOffset now)
    {
        if (now - CreatedAt >= TriedFor)
            Status = OutgoingEmailStatus.Failed;
    }

    private void Release()
    {
        LeaseId = null;
        LeaseUntil = null;
    }

    private void RequireWaiting()
    {
        if (Status != OutgoingEmailStatus.Waiting)
            throw new DomainException($"A mail that is {Status} is not sent.");
    }

    private static string Short(string reason) => reason.Length <= ErrorMaxLength ? reason : reason[..ErrorMaxLength];
}
