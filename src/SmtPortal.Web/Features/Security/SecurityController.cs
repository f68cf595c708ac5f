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
        var page = await db.Users.Where(u => u.Id == user).Select(u => new SecurityPage(
            db.Authenticators.Where(a => a.UserId == user).Select(a => a.Since).FirstOrDefault(),
            db.RecoveryCodes.Count(c => c.UserId == user),
            sessions)).SingleAsync(cancellationToken);
        return View("Security", page);
    }

    /// <summary>Where somebody is led who must use a second factor and has not shown one.</summary>
    [HttpGet("second-factor")]
    public async Task<IActionResult> SecondFactor(string? returnUrl, CancellationToken cancellationToken)
    {
        var user = User.UserId();
        ViewData["ReturnUrl"] = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        return View("SecondFactor", await db.UserPasskeys.AnyAsync(p => p.UserId == user, cancellationToken));
    }
}

/// <param name="AuthenticatorSince">Since when an authenticator app is in use; null: none is.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Sessions">Where the account is signed in, the one last seen first.</param>
public sealed record SecurityPage(DateTimeOffset? AuthenticatorSince, int RecoveryCodes, IReadOnlyList<UserSession> Sessions);
