using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Home;

public sealed class HomeController(PortalDbContext db, TimeProvider time) : Controller
{
    /// <summary>The public first page; who is signed in goes to their own home page.</summary>
    [AllowAnonymous]
    [HttpGet("/")]
    public async Task<IActionResult> Index([FromServices] CompanyAccess access) =>
        User.Is(PortalRole.Customer) ? Redirect("/customer")
        : User.Is(PortalRole.ThirdParty) ? Redirect((await access.OfAsync(User))?.Status == ThirdPartyStatus.Pending ? "/company/waiting" : "/company")
        : User.Is(PortalRole.Operator) ? Redirect("/ops")
        : View();

    [Authorize(Policies.Customer)]
    [HttpGet("/customer")]
    public async Task<IActionResult> Customer(CancellationToken cancellationToken)
    {
        var (customerId, now) = (User.RequireCustomerId(), time.GetUtcNow());
        var waiting = db.InvitationsFor(customerId).Where(i => db.ThirdParties.Any(t => t.Id == i.ThirdPartyId && t.Status != ThirdPartyStatus.Closed)).OpenAt(now).OrderBy(i => i.EndsAt).Take(Listing.Size);
        return View(new CustomerHome(
            await InvitationView.From(db, waiting).ToListAsync(cancellationToken),
            await ExtensionView.From(db, db.ExtensionRequestsOfCustomer(customerId).OpenAt(now)).Take(Listing.Size).ToListAsync(cancellationToken),
            await ClaimView.UndecidedAsync(db, customerId, now, cancellationToken),
            await db.AgreementsOfCustomer(customerId).ActiveAt(now).CountAsync(cancellationToken),
            now));
    }

    [Authorize(Policies.ThirdParty)]
    [HttpGet("/company")]
    public async Task<IActionResult> Company(CancellationToken cancellationToken)
    {
        var (thirdPartyId, now) = (User.RequireThirdPartyId(), time.GetUtcNow());
        return View(new CompanyHome(
            await db.InvitationsOf(thirdPartyId).OpenAt(now).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.AgreementsOf(thirdPartyId).ActiveAt(now).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.ReportsOf(thirdPartyId).Where(r => r.Status == ReportStatus.Queued || r.Status == ReportStatus.Running).Take(Listing.CountedTo + 1).CountAsync(cancellationToken)));
    }

    [Authorize(Policies.Operator)]
    [HttpGet("/ops")]
    public async Task<IActionResult> Operator(CancellationToken cancellationToken) =>
        View(new OperatorHome(
            await db.ThirdParties.Where(c => c.Status == ThirdPartyStatus.Pending).Take(Listing.CountedTo + 1).CountAsync(cancellationToken),
            await db.OccupancyClaims.Where(c => c.Status == OccupancyClaimStatus.Objected).Take(Listing.CountedTo + 1).CountAsync(cancellationToken)));
}

/// <summary>Counts of the operators' home page, which stop at <see cref="Listing.CountedTo"/>.</summary>
/// <param name="WaitingCompanies">Companies that wait for approval.</param>
/// <param name="WaitingClaims">Claims to which the holder has objected.</param>
public sealed record OperatorHome(int WaitingCompanies, int WaitingClaims);

/// <summary>Counts of a company's home page, which stop at <see cref="Listing.CountedTo"/>.</summary>
public sealed record CompanyHome(int OpenInvitations, int ActiveAgreements, int RunningReports);

/// <param name="Waiting">Invitations to answer, those that end first at the top.</param>
/// <param name="Extensions">Requests to extend an agreement, the newest at the top.</param>
/// <param name="Claims">Claims of the account, and on what it holds, that are not decided.</param>
/// <param name="ActiveAgreements">How many agreements are in force.</param>
/// <param name="Now">For the last day that accepting now would give.</param>
public sealed record CustomerHome(IReadOnlyList<InvitationView> Waiting, IReadOnlyList<ExtensionView> Extensions, IReadOnlyList<ClaimView> Claims, int ActiveAgreements, DateTimeOffset Now);
