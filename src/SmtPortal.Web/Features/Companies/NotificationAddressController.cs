using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Where the link in the mail to a new notification address leads. Looking at the page confirms nothing.</summary>
[AllowAnonymous]
[Route("/notification-address/{id:guid}")]
public sealed class NotificationAddressController(PortalDbContext db, HeldLink held) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } company ? View("CompanyNotificationAddress", company) : StatusCode(StatusCodes.Status410Gone);

    [HttpPost("")]
    public async Task<IActionResult> Confirm(Guid id, [FromServices] ConfirmNotificationAddress confirm, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } company || !await confirm.ExecuteAsync(id, cancellationToken))
            return StatusCode(StatusCodes.Status410Gone);
        return View("CompanyNotificationConfirmed", company);
    }

    private async Task<ThirdParty?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await held.HoldsAsync(HttpContext, LinkTargets.NotificationAddress, id, cancellationToken) is null
            ? null
            : await db.ThirdParties.AsNoTracking().SingleOrDefaultAsync(
                c => c.ProposalId == id && (c.Status == ThirdPartyStatus.Approved || c.Status == ThirdPartyStatus.Pending), cancellationToken);
}
