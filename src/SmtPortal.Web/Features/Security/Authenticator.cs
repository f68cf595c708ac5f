using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Features.Security;

/// <summary>
/// The authenticator app of an account: the one in use, and one that is being set up, which replaces it when its first code
/// is right. Keys are encrypted by the key ring.
/// </summary>
public sealed class Authenticator : IVersioned
{
    public const int KeyMaxLength = 500;

    private Authenticator()
    {
    }

    public Authenticator(Guid userId) => UserId = userId;

    public Guid UserId { get; private set; }

    public Guid Version { get; set; }

    /// <summary>Encrypted key of the app in use; null: none is.</summary>
    public string? Key { get; private set; }

    /// <summary>Since when it is in use; null: none is.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Encrypted key of the app that is being set up; null: none is.</summary>
    public string? PendingKey { get; private set; }

    /// <summary>The newest period whose code was used: no code counts twice.</summary>
    public long LastStep { get; private set; }

    public void Begin(string key) => PendingKey = key;

    /// <summary>The app that was being set up has given its first code.</summary>
    public void Confirm(long step, DateTimeOffset now)
    {
        Key = PendingKey ?? throw new DomainException("No authenticator app is being set up.");
        PendingKey = null;
        Since = now;
        LastStep = step;
    }
}

/// <summary>One of the codes that stand in for a lost authenticator app; gone when used.</summary>
public sealed class RecoveryCode
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>SHA-256, 32 bytes: the code has 120 random bits, which nobody tries out.</summary>
    public required byte[] Hash { get; init; }
}
