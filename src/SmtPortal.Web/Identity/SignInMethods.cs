using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

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

    /// <summary>Whoever has just set a second factor up has shown it too: the session goes on, and knows.</summary>
    /// <param name="methods">What was shown, one of this class.</param>
    public static async Task ShowSecondFactorAsync(this SignInManager<PortalUser> signIn, PortalUser user, IReadOnlyList<Claim> methods)
    {
        var ticket = await signIn.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await signIn.SignInWithClaimsAsync(user, ticket.Properties, methods);
    }

    /// <summary>The line of the history that a sign-in with these claims makes.</summary>
    public static SignInOutcome OutcomeOf(ClaimsPrincipal user) =>
        user.HasClaim(Type, Passkey) ? SignInOutcome.Passkey
        : user.HasClaim(Type, OneTimeCode) ? SignInOutcome.PasswordAndCode
        : user.HasClaim(Type, RecoveryCode) ? SignInOutcome.PasswordAndRecoveryCode
        : SignInOutcome.Password;

    private static Claim Claim(string method) => new(Type, method);
}
