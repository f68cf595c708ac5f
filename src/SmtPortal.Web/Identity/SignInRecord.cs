namespace SmtPortal.Web.Identity;

/// <summary>How a try to sign in ended.</summary>
public enum SignInOutcome
{
    Password,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    Passkey,
    WrongPassword,
    WrongCode,

    /// <summary>Not looked at, because the account was locked.</summary>
    Locked,
}

/// <summary>A line of the history of sign-ins. Kept for 13 months.</summary>
public sealed class SignInRecord
{
    public const int KeptMonths = 13;

    public long Number { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SignInOutcome Outcome { get; init; }

    /// <summary>Browser and system, such as <c>Firefox, Windows</c>; empty: not known.</summary>
    public required string Device { get; init; }
}

/// <summary>A browser that an account has signed in with, known again by a cookie. Forgotten 13 months after its last sign-in.</summary>
public sealed class KnownDevice
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of what the cookie holds, 32 bytes.</summary>
    public required byte[] KeyHash { get; init; }

    public required DateTimeOffset LastSignInAt { get; set; }
}
