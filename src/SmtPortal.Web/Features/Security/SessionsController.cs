using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Where an account is signed in, and was.</summary>
public sealed class SessionsController(PortalDbContext db, SignInManager<PortalUser> signIn, IStringLocalizer<Texts> texts, TimeProvider time) : Controller
{
    /// <summary>How long the session goes on, for the script that warns. Asking is no click: it does not go on longer.</summary>
    [Authorize(Policies.SignedIn)]
    [ResponseCache(NoStore = true)]
    [HttpGet("/session")]
    public IActionResult Left() => Json(new SessionLeft((int)(HttpContext.CurrentSession()!.EndsAt - time.GetUtcNow()).TotalSeconds));

    /// <summary>Somebody is there and stays.</summary>
    [Authorize(Policies.SignedIn)]
    [HttpPost("/session")]
    public async Task<IActionResult> Stay(CancellationToken cancellationToken)
    {
        var (session, now) = (HttpContext.CurrentSession()!, time.GetUtcNow());
        await db.SeeSessionAsync(session.Id, now, cancellationToken);
        return Json(new SessionLeft((int)((session with { LastSeenAt = now }).EndsAt - now).TotalSeconds));
    }

    [HttpPost("/security/sessions/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.EndSessionOfAsync(User.UserId(), id, cancellationToken))
            return NotFound();
        TempData["Banner"] = texts["That device is signed out."].Value;
        return Redirect("/security");
    }

    [HttpPost("/security/sessions/end-all")]
    public async Task<IActionResult> EndAll([FromServices] SignOutEverywhere everywhere, CancellationToken cancellationToken)
    {
        await everywhere.ExecuteAsync(User.UserId(), cancellationToken);
        await signIn.SignOutAsync();
        TempData["Banner"] = texts["Your account is signed out everywhere."].Value;
        return Redirect("/sign-in");
    }

    [HttpGet("/security/sign-ins")]
    public async Task<IActionResult> History(long? before, CancellationToken cancellationToken)
    {
        var user = User.UserId();
        var rows = await db.SignInRecords.AsNoTracking().Where(r => r.UserId == user && (before == null || r.Number < before))
            .OrderByDescending(r => r.Number).Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("SignIns", Listing.Of(rows, r => r.Number));
    }
}

/// <param name="EndsIn">Seconds.</param>
public sealed record SessionLeft(int EndsIn);
