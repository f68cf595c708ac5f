using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Invitations;

[Authorize(Policies.ThirdParty)]
[Route("/company/invitations")]
public sealed class CompanyInvitationsController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Detail(Guid id, CancellationToken cancellationToken)
    {
        var page = await FindAsync(id, cancellationToken);
        return page is null ? NotFound() : View("CompanyDetail", page);
    }

    [HttpPost("{id:guid}/resend")]
    public async Task<IActionResult> Resend(Guid id, [FromServices] ResendInvitation resend, CancellationToken cancellationToken) =>
        Answer(id, await resend.ExecuteAsync(id, User.RequireThirdPartyId(), cancellationToken), "The reminder is on its way.");

    [HttpGet("{id:guid}/withdraw")]
    public async Task<IActionResult> AskWithdraw(Guid id, CancellationToken cancellationToken)
    {
        var page = await FindAsync(id, cancellationToken);
        return page is null ? NotFound() : View("CompanyWithdraw", page);
    }

    [HttpPost("{id:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, [FromServices] WithdrawInvitation withdraw, CancellationToken cancellationToken) =>
        Answer(id, await withdraw.ExecuteAsync(id, User.RequireThirdPartyId(), User.UserId(), cancellationToken), "The invitation is withdrawn.");

    private IActionResult Answer(Guid id, ChangeInvitationOutcome outcome, string done)
    {
        if (outcome == ChangeInvitationOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome switch
        {
            ChangeInvitationOutcome.Done => done,
            ChangeInvitationOutcome.RemindedAlready => "The one reminder of this invitation has been sent already.",
            _ => "Nothing was changed: the invitation is no longer open.",
        };
        return RedirectToAction(nameof(Detail), new { id });
    }

    private async Task<CompanyInvitationPage?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.InvitationsOf(User.RequireThirdPartyId()).AsNoTracking().Where(i => i.PublicId == id)
            .Select(i => new CompanyInvitationPage(
                i,
                i.Esiids.Select(e => e.Esiid).ToList(),
                db.Agreements.Where(a => a.InvitationNumber == i.Number).Select(a => (long?)a.Number).FirstOrDefault(),
                now,
                db.OutgoingEmails.Where(m => m.TargetKind == LinkTargets.Invitation && m.TargetId == i.PublicId).OrderByDescending(m => m.CreatedAt)
                    .Select(m => (OutgoingEmailStatus?)m.Status).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
    }
}

/// <param name="AgreementNumber">Null unless accepted.</param>
/// <param name="Mail">What became of the last mail; null: none was made, or it is long gone.</param>
public sealed record CompanyInvitationPage(Invitation Invitation, IReadOnlyList<string> Esiids, long? AgreementNumber, DateTimeOffset Now, OutgoingEmailStatus? Mail);
