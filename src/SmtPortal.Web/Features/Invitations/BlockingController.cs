using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>Who wants nothing more of a company says so here, from a mail or in the portal, and takes it back in the portal (INV-10).</summary>
public sealed class BlockingController(PortalDbContext db, InvitationDoor door, CustomerAccess access) : Controller
{
    [AllowAnonymous]
    [HttpGet("/invited/{id:guid}/block")]
    public async Task<IActionResult> Block(Guid id, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        if (invitation is null)
            return User.Identity!.IsAuthenticated ? NotFound() : Challenge();
        return await door.MayRefuseAsync(id, HttpContext, cancellationToken) ? View(invitation) : Forbid();
    }

    [AllowAnonymous]
    [HttpPost("/invited/{id:guid}/block")]
    public async Task<IActionResult> Block(Guid id, [FromServices] BlockCompany block, [FromServices] IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        if (invitation is null)
            return NotFound();
        var isHeld = await door.IsHeldAsync(id, HttpContext, cancellationToken);
        if (!await door.MayRefuseAsync(id, HttpContext, cancellationToken))
            return Forbid();
        // Who only looks at an account blocks their own address, by its mail's link, and not the account.
        Guid? customerId = await access.ManagesAsync(User) ? User.RequireCustomerId() : null;
        Guid? userId = User.Identity!.IsAuthenticated ? User.UserId() : null;
        await block.ExecuteAsync(id, isHeld, customerId, userId, cancellationToken);
        TempData["Banner"] = texts["{0} is blocked. Its invitations no longer reach you.", invitation.Company].Value;
        return customerId is null ? RedirectToAction(nameof(Blocked), new { id }) : RedirectToAction(nameof(Index));
    }

    /// <summary>What those see who have no account, or are not signed in.</summary>
    [AllowAnonymous]
    [HttpGet("/invited/{id:guid}/blocked")]
    public async Task<IActionResult> Blocked(Guid id, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        return invitation is null ? NotFound() : View(invitation);
    }

    [Authorize(Policies.Customer)]
    [HttpGet("/customer/blocked-companies")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var rows = await (
            from b in db.CompanyBlocksOf(User.RequireCustomerId()).AsNoTracking()
            join c in db.ThirdParties on b.ThirdPartyId equals c.Id
            group b.At by new { c.Id, c.Name } into company
            orderby company.Key.Name
            select new BlockedCompany(company.Key.Id, company.Key.Name, company.Min())).ToListAsync(cancellationToken);
        return View("CustomerBlocked", rows);
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("/customer/blocked-companies/allow")]
    public async Task<IActionResult> Allow(
        Guid company, [FromServices] UnblockCompany unblock, [FromServices] IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        await unblock.ExecuteAsync(company, User.RequireCustomerId(), cancellationToken);
        TempData["Banner"] = texts["The company may invite you again."].Value;
        return RedirectToAction(nameof(Index));
    }

    private async Task<InvitationView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await InvitationView.From(db, await door.OpenAsync(id, HttpContext, cancellationToken)).SingleOrDefaultAsync(cancellationToken);
}

/// <param name="Since">When it was blocked first, UTC.</param>
public sealed record BlockedCompany(Guid Id, string Name, DateTimeOffset Since);
