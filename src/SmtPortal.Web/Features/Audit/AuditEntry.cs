namespace SmtPortal.Web.Features.Audit;

/// <summary>What operators do. Stored by name: never rename one.</summary>
public enum AuditAct
{
    CompanyApproved,
    CompanyRefused,
    CompanySuspended,
    CompanyResumed,
    CompanyClosed,
    ClaimPassed,
    ClaimRefused,
    MailSentAgain,
    UsageFileUploaded,
    MovesEntered,
    RatingCommentRemoved,
    RatingRemoved,
}

/// <summary>One thing that an operator did, written in the save of the thing itself (OPS-2). Never changed.</summary>
public sealed class AuditEntry
{
    public const int SubjectMaxLength = 200;
    public const int PathMaxLength = 120;
    public const int NoteMaxLength = 1000;

    /// <summary>Running; the order of the log.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The operator's sign-in, which may be gone by now.</summary>
    public required Guid ActorUserId { get; init; }

    /// <summary>The operator's name at that time.</summary>
    public required string Actor { get; init; }

    public required AuditAct Act { get; init; }

    /// <summary>What it was done to, in words: the name of a company or file.</summary>
    public required string Subject { get; init; }

    /// <summary>The subject in upper case, for search.</summary>
    public required string NormalizedSubject { get; init; }

    /// <summary>The operators' page about it, such as <c>/ops/mail/…</c>; holds ids only.</summary>
    public required string Path { get; init; }

    /// <summary>What the operator said; null: nothing.</summary>
    public string? Note { get; init; }
}
