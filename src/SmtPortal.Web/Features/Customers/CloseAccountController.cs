using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Customers;

/// <summary>A customer closes the account. The page says first what will end.</summary>
[Authorize(Policies.ManageCustomer)]
[RecentSignIn]
[Route("/customer/profile/close")]
public sealed class CloseAccountController(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(CancellationToken cancellationToken) => View("CustomerClose", await FormAsync(cancellationToken));

    [HttpPost("")]
    public async Task<IActionResult> Close(bool understood, [FromServices] CloseAccount close, CancellationToken cancellationToken)
    {
        if (!understood)
        {
            ModelState.AddModelError(nameof(CloseAccountForm.Understood), texts["Tick that you know that this cannot be undone."]);
            return this.Invalid("CustomerClose", await FormAsync(cancellationToken));
        }

        if (await close.ExecuteAsync(User.RequireCustomerId(), User.UserId(), cancellationToken) != CloseAccountOutcome.Closed)
            return Forbid();
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        TempData["Banner"] = texts["Your account is closed. A mail about it is on its way."].Value;
        return Redirect("/");
    }

    private async Task<CloseAccountForm> FormAsync(CancellationToken cancellationToken)
    {
        var (id, now) = (User.RequireCustomerId(), time.GetUtcNow());
        var customer = await db.Customers.Where(c => c.Id == id).Select(c => new { c.Name, c.IsBusiness }).SingleAsync(cancellationToken);
        return new CloseAccountForm(
            customer.IsBusiness ? customer.Name : null,
            await db.AgreementsOfCustomer(id).ActiveAt(now).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.Invitations.OpenAt(now).Where(i => i.CustomerId == id).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.OccupanciesOfCustomer(id).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.ClaimsOfCustomer(id).Where(c => c.OpenEsiid != null).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.UsersOfCustomer(id).CountAsync(cancellationToken) - 1);
    }
}

/// <summary>What will end; counts stop at <see cref="Listing.CountedTo"/>.</summary>
/// <param name="Business">Name of the business; null: a home's account.</param>
/// <param name="Invitations">Open ones that are bound to the account.</param>
/// <param name="Claims">Claims of the account on ESIIDs that others hold.</param>
/// <param name="OtherUsers">Sign-ins beside the one that asks.</param>
public sealed record CloseAccountForm(string? Business, int Agreements, int Invitations, int Esiids, int Claims, int OtherUsers)
{
    public bool Understood { get; init; }
}
