namespace SmtPortal.Web.Email;

/// <summary>
/// A token that was sent in one mail. All tokens of a thing are good until the thing closes; the page that a link leads to
/// decides that. Kept as long as the row of the mail.
/// </summary>
public sealed class MailLink
{
    /// <summary>SHA-256 of the token, 32 bytes.</summary>
    public required byte[] TokenHash { get; init; }

    public required string TargetKind { get; init; }

    /// <summary>Public id of what the token opens.</summary>
    public required Guid TargetId { get; init; }

    /// <summary>The mail that carried it.</summary>
    public required Guid EmailId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
