using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Features.EmailAddresses;

/// <summary>
/// Somebody asked for another e-mail address of their sign-in. It takes effect when they confirm it: signed in, by the link that
/// was mailed to the new address. Until then the old one stands.
/// </summary>
public sealed class AddressChange : IVersioned
{
    public static readonly TimeSpan Open = TimeSpan.FromDays(7);

    private AddressChange()
    {
    }

    public AddressChange(Guid userId, string email, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        UserId = userId;
        Email = email;
        CreatedAt = now;
    }

    public Guid Id { get; private set; }

    public Guid Version { get; set; }

    public Guid UserId { get; private set; }

    /// <summary>The new address, as typed.</summary>
    public string Email { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it took effect, or a later one replaced it; null: neither.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpenAt(DateTimeOffset now) => ClosedAt is null && now < CreatedAt + Open;

    public void Close(DateTimeOffset now) => ClosedAt ??= now;
}
