using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace SmtPortal.Web.Identity;

/// <summary>
/// When a person last proved who they are, kept in the ticket of their cookie: what one device confirms is no use to a copy
/// of an older cookie.
/// </summary>
public static class RecentConfirmation
{
    private const string Item = "confirmed";

    /// <summary>The last time that this browser signed in or confirmed; null for a guest.</summary>
    public static DateTimeOffset? ConfirmedAt(this HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.GetString(Item) is { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Gives the signed-in browser a cookie that says: confirmed now. All else in it stays.</summary>
    public static async Task ConfirmNowAsync(this HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        ticket.Properties!.SetConfirmed(context.Now());
        await context.SignInAsync(IdentityConstants.ApplicationScheme, ticket.Principal!, ticket.Properties);
    }

    internal static DateTimeOffset Now(this HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Written into a cookie that is about to be given. Signing in is a confirmation too.</summary>
    internal static void SetConfirmed(this AuthenticationProperties properties, DateTimeOffset at) =>
        properties.SetString(Item, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
}
