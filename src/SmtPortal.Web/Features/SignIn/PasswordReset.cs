using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>
/// Somebody asked for a new password. Whoever holds the link of its mail may set one, once, within the hour; that closes all
/// that were asked for. Removed after a day.
/// </summary>
public sealed class PasswordReset : IVersioned
{
    public static readonly TimeSpan Open = TimeSpan.FromHours(1);

    private PasswordReset()
    {
    }

    public PasswordReset(Guid userId, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        UserId = userId;
        CreatedAt = now;
    }

    public Guid Id { get; private set; }

    public Guid Version { get; set; }

    public Guid UserId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was used, or another of the account was; null: neither.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => ClosedAt is null && now < CreatedAt + Open;

    public void Close(DateTimeOffset now) => ClosedAt ??= now;
}
