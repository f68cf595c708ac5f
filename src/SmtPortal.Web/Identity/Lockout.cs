namespace SmtPortal.Web.Identity;

/// <summary>
/// How long an account is locked after wrong tries in a row: a mistyped password costs nothing, guessing costs ever more.
/// Its owner can set a new password at any time, which ends the lock.
/// </summary>
public static class Lockout
{
    /// <summary>So many wrong tries in a row lock the account.</summary>
    public const int Every = 5;

    /// <summary>The length of the first lock, the second, and so on; the last stands for all that follow.</summary>
    public static readonly IReadOnlyList<TimeSpan> Lengths =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];
}
