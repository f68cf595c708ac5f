using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Identity;

/// <summary>Remembers in a cookie of ten minutes who has given the right password and owes the code.</summary>
public static class SecondStep
{
    public const string Scheme = nameof(SecondStep);

    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const string Stamp = "stamp";

    public static Task BeginSecondStepAsync(this HttpContext context, PortalUser user) => context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
        [new System.Security.Claims.Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new System.Security.Claims.Claim(Stamp, user.SecurityStamp!)], Scheme)));

    /// <summary>Who owes the code; null: nobody, or not any more.</summary>
    public static async Task<PortalUser?> SecondStepUserAsync(this HttpContext context, PortalDbContext db)
    {
        if ((await context.AuthenticateAsync(Scheme)).Principal is not { } owing)
            return null;
        var (id, stamp) = (owing.UserId(), owing.FindFirstValue(Stamp));
        return await db.Users.SingleOrDefaultAsync(u => u.Id == id && u.SecurityStamp == stamp, context.RequestAborted);
    }

    public static Task EndSecondStepAsync(this HttpContext context) => context.SignOutAsync(Scheme);
}
