using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

/// <summary>One page for everybody who signs in, that gathers what keeps their account theirs.</summary>
[Route("/security")]
public sealed class SecurityController(PortalDbContext db, TimeProvider time) : Controller
{
    /// <summary>More sessions than anybody has devices.</summary>
    private const int MostSessions = 50;

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var (user, now) = (User.UserId(), time.GetUtcNow());
        var (began, seen) = (now - UserSession.Longest, now - UserSession.Idle);
        var sessions = await db.UserSessions.AsNoTracking().Where(s => s.UserId == user && s.BeganAt > began && s.LastSeenAt > seen)
            .OrderByDescending(s => s.LastSeenAt).Take(MostSessions).ToListAsync(cancellationToken);
        var kept = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == user).ToListAsync(cancellationToken);
        var passkeys = kept.OrderBy(p => p.Data.CreatedAt).Select(p => new PasskeyLine(PasskeyAddresses.Of(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt)).ToList();
        var page = await db.Users.Where(u => u.Id == user).Select(u => new SecurityPage(
            db.Authenticators.Where(a => a.UserId == user).Select(a => a.Since).FirstOrDefault(),
            db.RecoveryCodes.Count(c => c.UserId == user),
            sessions,
            passkeys)).SingleAsync(cancellationToken);
        return View("Security", page);
    }

    /// <summary>Where somebody is led who must use a second factor and has not shown one.</summary>
    [Authorize(Policies.SignedIn)]
    [HttpGet("second-factor")]
    public async Task<IActionResult> SecondFactor(string? returnUrl, [FromServices] SecondFactorRule rule, CancellationToken cancellationToken)
    {
        var back = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        return View("SecondFactor", new SecondFactorPage(back, await rule.IsUnshownAsync(User, cancellationToken)));
    }
}

/// <param name="ReturnUrl">The page that asked for it.</param>
/// <param name="IsUnshown">Whether the account has one, which this browser has not shown.</param>
public sealed record SecondFactorPage(string ReturnUrl, bool IsUnshown);

/// <param name="AuthenticatorSince">Since when an authenticator app is in use; null: none is.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Sessions">Where the account is signed in, the one last seen first.</param>
/// <param name="Passkeys">The oldest first.</param>
public sealed record SecurityPage(DateTimeOffset? AuthenticatorSince, int RecoveryCodes, IReadOnlyList<UserSession> Sessions, IReadOnlyList<PasskeyLine> Passkeys);

/// <param name="Id">As it stands in addresses.</param>
public sealed record PasskeyLine(string Id, string Name, DateTimeOffset Since);
