using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Security;

/// <summary>What passkeys of the portal are like. The framework speaks with the browser; this says on what terms.</summary>
public static class Passkeys
{
    /// <summary>Most of one account: more devices than a person unlocks.</summary>
    public const int PerAccount = 10;

    public const int NameMaxLength = 60;

    /// <summary>Characters of a browser's answer; real ones have about 1,500.</summary>
    public const int AnswerMaxLength = 16_000;

    /// <summary>How long a browser's answer is waited for; the cookie that holds the question lives as long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Adding = "Attestation";
    private const string SigningIn = "Assertion";

    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddOptions<IdentityPasskeyOptions>().Configure<PortalLinks>((options, links) =>
        {
            // By the portal's own address, never by what a request says it asks.
            var portal = new Uri(links.Address);
            options.ServerDomain = portal.Host;
            options.ValidateOrigin = browser => ValueTask.FromResult(!browser.CrossOrigin && Uri.TryCreate(browser.Origin, UriKind.Absolute, out var origin)
                && Uri.Compare(origin, portal, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);
            // Unlocked by its owner, or it would not be two factors; found without a name, so that nobody types one.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            // Which make of device it is, is nobody's business.
            options.AttestationConveyancePreference = "none";
            options.AuthenticatorTimeout = Patience;
        });
        services.AddScoped<PasskeyQuestions>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<RenamePasskey>();
        services.AddScoped<RemovePasskey>();
        services.AddScoped<SignIn.CheckPasskey>();
    }

    /// <summary>Whether the browser was asked to add a passkey, and this is the first answer.</summary>
    public static Task<bool> TakeAddingAsync(this PasskeyQuestions questions, HttpContext context, CancellationToken cancellationToken) =>
        questions.TakeAsync(context, Adding, cancellationToken);

    /// <summary>Whether the browser was asked to sign in with a passkey, and this is the first answer.</summary>
    public static Task<bool> TakeSigningInAsync(this PasskeyQuestions questions, HttpContext context, CancellationToken cancellationToken) =>
        questions.TakeAsync(context, SigningIn, cancellationToken);
}

/// <summary>
/// What the framework asked a browser lies encrypted in a cookie of that browser until it answers. A question is answered
/// once, whatever becomes of the cookie: a copy of question and answer signs nobody in.
/// </summary>
public sealed class PasskeyQuestions(AttemptLimits limits)
{
    /// <param name="operation">By the framework's name.</param>
    internal async Task<bool> TakeAsync(HttpContext context, string operation, CancellationToken cancellationToken)
    {
        // The framework throws where there is no question, or another one: a page left open is no fault of the portal.
        if ((await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Properties?.Items is not { } items
            || !items.TryGetValue("PasskeyOperation", out var asked) || asked != operation || !items.TryGetValue("PasskeyState", out var state) || state is null)
            return false;
        return await limits.TryAsync([new AttemptLimit("passkey answer", state, 1, 2 * Passkeys.Patience)], cancellationToken) is null;
    }
}
