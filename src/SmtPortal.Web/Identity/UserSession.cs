namespace SmtPortal.Web.Identity;

/// <summary>One signed-in browser. The row is the session: without it the cookie is worth nothing.</summary>
public sealed class UserSession
{
    /// <summary>A session ends so long after its sign-in, whatever happens.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>A session ends so long after the last click.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Clicks closer to each other than this are written down once.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromMinutes(1);

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When a page was last asked for, to the minute. What scripts ask for on their own does not count.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Browser and system, such as <c>Firefox, Windows</c>; empty: not known.</summary>
    public required string Device { get; init; }
}

/// <summary>The session that a request belongs to.</summary>
public sealed record CurrentSession(Guid Id, DateTimeOffset BeganAt, DateTimeOffset LastSeenAt)
{
    /// <summary>When it ends if nothing more is clicked.</summary>
    public DateTimeOffset EndsAt => BeganAt + UserSession.Longest < LastSeenAt + UserSession.Idle ? BeganAt + UserSession.Longest : LastSeenAt + UserSession.Idle;
}

public static class CurrentSessions
{
    /// <summary>Null for a guest.</summary>
    public static CurrentSession? CurrentSession(this HttpContext context) => context.Features.Get<CurrentSession>();
}
