using System.Security.Claims;

namespace SmtPortal.Web.Identity;

/// <summary>How somebody signed in, as claims of their cookie: codes of RFC 8176.</summary>
public static class SignInMethods
{
    private const string Type = "amr";
    private const string MultiFactor = "mfa";
    private const string OneTimeCode = "otp";
    private const string RecoveryCode = "recovery";
    private const string Passkey = "hwk";

    public static readonly IReadOnlyList<Claim> ByPassword = [Claim("pwd")];

    // The second factor stands first: the framework keeps only the first when it renews a cookie.
    public static readonly IReadOnlyList<Claim> ByCode = [Claim(MultiFactor), Claim("pwd"), Claim(OneTimeCode)];

    public static readonly IReadOnlyList<Claim> ByRecoveryCode = [Claim(MultiFactor), Claim("pwd"), Claim(RecoveryCode)];

    /// <summary>A passkey is two factors: the device, and what unlocks it.</summary>
    public static readonly IReadOnlyList<Claim> ByPasskey = [Claim(MultiFactor), Claim(Passkey)];

    /// <summary>Whether this session showed a second factor.</summary>
    public static bool HasSecondFactor(this ClaimsPrincipal user) => user.HasClaim(Type, MultiFactor);

    /// <summary>The line of the history that a sign-in with these claims makes.</summary>
    public static SignInOutcome OutcomeOf(ClaimsPrincipal user) =>
        user.HasClaim(Type, Passkey) ? SignInOutcome.Passkey
        : user.HasClaim(Type, OneTimeCode) ? SignInOutcome.PasswordAndCode
        : user.HasClaim(Type, RecoveryCode) ? SignInOutcome.PasswordAndRecoveryCode
        : SignInOutcome.Password;

    private static Claim Claim(string method) => new(Type, method);
}
