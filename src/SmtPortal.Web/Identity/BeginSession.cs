using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Identity;

/// <summary>
/// Begins the session of a browser that has just signed in: its row, its line in the history, and a mail to the owner when
/// the account has been used before and never from this browser.
/// </summary>
public sealed class BeginSession(PortalDbContext db, Outbox outbox, IOptions<PortalOptions> portal, TimeProvider time)
{
    private static readonly TimeSpan CookieKept = TimeSpan.FromDays(400);

    /// <returns>Id of the session.</returns>
    public async Task<Guid> ExecuteAsync(HttpContext context, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (now, userId, device) = (time.GetUtcNow(), user.UserId(), DeviceWords.Of(context.Request));
        var session = new UserSession { Id = Guid.CreateVersion7(now), UserId = userId, BeganAt = now, LastSeenAt = now, Device = device };
        db.UserSessions.Add(session);
        db.SignInRecords.Add(new SignInRecord { UserId = userId, At = now, Outcome = SignInMethods.OutcomeOf(user), Device = device });
        var owner = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellationToken);
        await KnowAsync(owner, KeyOf(context), device, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Pages go on in the account's language, whatever was chosen on this device before.
        context.RememberLanguage(owner.Language);
        // Whoever signs in anew in the same browser leaves no session behind.
        if (context.CurrentSession() is { } before)
            await db.EndSessionAsync(before.Id, cancellationToken);
        return session.Id;
    }

    private async Task KnowAsync(PortalUser owner, byte[] key, string device, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.KnownDevices.SingleOrDefaultAsync(d => d.UserId == owner.Id && d.KeyHash == key, cancellationToken) is { } known)
        {
            known.LastSignInAt = now;
            return;
        }

        // The first sign-in of an account is no news.
        if (await db.KnownDevices.AnyAsync(d => d.UserId == owner.Id, cancellationToken))
            outbox.Add(db, new NewDeviceEmail(device, now), owner.Email!, owner.Language);

        db.KnownDevices.Add(new KnownDevice { Id = Guid.CreateVersion7(now), UserId = owner.Id, KeyHash = key, LastSignInAt = now });
    }

    /// <summary>What this browser is known by to an account that has signed in with it before; null: it has not.</summary>
    public async Task<byte[]?> KnownAsync(HttpContext context, Guid userId, CancellationToken cancellationToken) =>
        LinkToken.HashOf(context.Request.Cookies[CookieName]) is { } key && await db.KnownDevices.AnyAsync(d => d.UserId == userId && d.KeyHash == key, cancellationToken)
            ? key : null;

    private string CookieName => portal.Value.CookieName("device");

    /// <summary>What this browser is known by; given to it at its first sign-in.</summary>
    private byte[] KeyOf(HttpContext context)
    {
        var name = CookieName;
        var key = context.Request.Cookies[name];
        if (LinkToken.HashOf(key) is not { } hash)
        {
            key = LinkToken.New();
            hash = LinkToken.HashOf(key)!;
        }

        context.Response.Cookies.Append(name, key!, new CookieOptions
        {
            HttpOnly = true,
            Secure = !portal.Value.Demo || context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = CookieKept,
            IsEssential = true,
        });
        return hash;
    }
}
