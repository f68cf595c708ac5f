using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>All that a company sees until it is approved.</summary>
[Authorize(Policies.PendingCompany)]
public sealed class CompanyWaitingController(PortalDbContext db) : Controller
{
    [HttpGet("/company/waiting")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var id = User.RequireThirdPartyId();
        return View("CompanyWaiting", await db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == id, cancellationToken));
    }
}
