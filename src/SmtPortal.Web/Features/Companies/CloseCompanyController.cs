using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>A company closes its own account. The page says first what will end.</summary>
[Authorize(Policies.CompanyAdministrator)]
[RecentSignIn]
[Route("/company/account/close")]
public sealed class CloseCompanyController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(CancellationToken cancellationToken) => View("CompanyClose", await FormAsync(cancellationToken));

    [HttpPost("")]
    public async Task<IActionResult> Close(bool understood, [FromServices] CloseCompany close, CancellationToken cancellationToken)
    {
        if (!understood)
        {
            ModelState.AddModelError(nameof(CloseCompanyForm.Understood), "Tick that you know that this cannot be undone.");
            return this.Invalid("CompanyClose", await FormAsync(cancellationToken));
        }

        var decision = await close.ByItselfAsync(new ColleagueInviter(User.RequireThirdPartyId(), User.UserId()), cancellationToken);
        if (decision != CompanyDecision.Done)
            return Forbid();
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        TempData["Banner"] = "The account of your company is closed. A mail about it is on its way.";
        return Redirect("/");
    }

    private async Task<CloseCompanyForm> FormAsync(CancellationToken cancellationToken)
    {
        var (id, now) = (User.RequireThirdPartyId(), time.GetUtcNow());
        return new CloseCompanyForm(
            await db.ThirdParties.Where(c => c.Id == id).Select(c => c.Name).SingleAsync(cancellationToken),
            await db.AgreementsOf(id).ActiveAt(now).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.InvitationsOf(id).OpenAt(now).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.ReportsOf(id).Where(r => r.Status == ReportStatus.Queued || r.Status == ReportStatus.Running).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.ColleaguesOf(id).CountAsync(cancellationToken));
    }
}

/// <summary>What will end; counts stop at <see cref="Listing.CountedTo"/>.</summary>
public sealed record CloseCompanyForm(string Company, int Agreements, int Invitations, int Reports, int People)
{
    public bool Understood { get; init; }
}
