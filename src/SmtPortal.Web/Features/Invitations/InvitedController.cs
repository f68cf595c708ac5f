using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Han;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What a customer, or whoever got the mail, does with an invitation. No GET changes anything (INV-4).</summary>
[Route("/invited/{id:guid}")]
public sealed class InvitedController(PortalDbContext db, InvitationDoor door, CompanyRatings ratings, TimeProvider time) : Controller
{
    [AllowAnonymous]
    [HttpGet("accept")]
    public async Task<IActionResult> Accept(Guid id, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        if (invitation is null)
            return User.Identity!.IsAuthenticated ? NotFound() : Challenge();
        if (!IsOpen(invitation))
            return NoLongerOpen(invitation);
        if (User.CustomerIdOrNull() is not { } customerId)
            return User.Identity!.IsAuthenticated ? View("SignedInAsOther") : Challenge();
        return View("Accept", await PageAsync(invitation, customerId, cancellationToken));
    }

    [Authorize(Policies.ManageCustomer)]
    [HttpPost("accept")]
    public async Task<IActionResult> Accept(Guid id, [FromServices] AcceptInvitation accept, [FromServices] IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        if (invitation is null)
            return NotFound();
        var result = await accept.ExecuteAsync(id, User.RequireCustomerId(), User.UserId(), cancellationToken);
        switch (result.Outcome)
        {
            case AcceptOutcome.Accepted:
                return RedirectToAction(nameof(Accepted), new { id });
            case AcceptOutcome.NoLongerOpen:
                return NoLongerOpen((await FindAsync(id, cancellationToken))!);
            case AcceptOutcome.CompanyStopped:
                ModelState.AddModelError("", texts["{0} may not receive data at present, so the invitation cannot be accepted now.", invitation.Company]);
                break;
            case AcceptOutcome.AlreadyShared:
                ModelState.AddModelError("", texts["You already share this with {0}. Look at your agreements.", invitation.Company]);
                break;
            case AcceptOutcome.DeviceObstacle:
                ModelState.AddModelError("", result.Obstacle switch
                {
                    DeviceObstacle.Elsewhere => texts["This device is on the network of another home. It has to be removed there before it can join yours."],
                    DeviceObstacle.Taken => texts["This device is under an In-Home Device agreement already. Look at your agreements."],
                    DeviceObstacle.Leaving => texts["This device is being removed from the network of your meter. Accept when it has left."],
                    _ => texts["This device is not on the network of your meter at this ESIID. It has to be added before messages can be sent to it."],
                });
                break;
            default:
                ModelState.AddModelError("", texts["Your account does not hold all of these ESIIDs. Add the missing ones first."]);
                break;
        }

        return this.Invalid("Accept", await PageAsync(invitation, User.RequireCustomerId(), cancellationToken));
    }

    [Authorize(Policies.Customer)]
    [HttpGet("accepted")]
    public async Task<IActionResult> Accepted(Guid id, CancellationToken cancellationToken)
    {
        var page = await (
            from a in db.AgreementsOfCustomer(User.RequireCustomerId()).AsNoTracking()
            join i in db.Invitations on a.InvitationNumber equals i.Number
            join c in db.ThirdParties on a.ThirdPartyId equals c.Id
            where i.PublicId == id
            select new AcceptedPage(a.Number, c.Name, new ConsentTerms(a.Kind, a.Terms, DeviceTerms.Of(a.Mac, a.DeviceType, a.DeviceDescription)), a.LastDay)).SingleOrDefaultAsync(cancellationToken);
        return page is null ? NotFound() : View("Accepted", page);
    }

    /// <summary>Keeps the invitation in the portal, to decide later.</summary>
    [Authorize(Policies.ManageCustomer)]
    [HttpPost("keep")]
    public async Task<IActionResult> Keep(Guid id, [FromServices] KeepInvitation keep, [FromServices] IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        if (invitation is null)
            return NotFound();
        if (!await keep.ExecuteAsync(id, User.RequireCustomerId(), cancellationToken))
            return NoLongerOpen((await FindAsync(id, cancellationToken))!);
        TempData["Banner"] = texts["The invitation waits on this page until you answer it."].Value;
        return Redirect("/customer");
    }

    [AllowAnonymous]
    [HttpGet("reject")]
    public Task<IActionResult> Reject(Guid id, CancellationToken cancellationToken) => AskAsync(id, "Reject", cancellationToken);

    [AllowAnonymous]
    [HttpPost("reject")]
    public Task<IActionResult> Reject(Guid id, [FromServices] RejectInvitation reject, CancellationToken cancellationToken) =>
        RejectAsync(id, reject, null, cancellationToken);

    [AllowAnonymous]
    [HttpGet("not-for-me")]
    public Task<IActionResult> NotForMe(Guid id, CancellationToken cancellationToken) => AskAsync(id, "NotForMe", cancellationToken);

    /// <summary>INV-10: closes the invitation as rejected, reason "wrong person".</summary>
    [AllowAnonymous]
    [HttpPost("not-for-me")]
    public Task<IActionResult> NotForMe(Guid id, [FromServices] RejectInvitation reject, CancellationToken cancellationToken) =>
        RejectAsync(id, reject, RejectionReason.WrongPerson, cancellationToken);

    [AllowAnonymous]
    [HttpGet("rejected")]
    public async Task<IActionResult> Rejected(Guid id, CancellationToken cancellationToken)
    {
        var page = await ReasonPageAsync(id, new RejectionReasonForm(), cancellationToken);
        return page is null ? NotFound() : View("Rejected", page);
    }

    [AllowAnonymous]
    [HttpPost("rejected")]
    public async Task<IActionResult> Rejected(
        Guid id,
        RejectionReasonForm form,
        [FromServices] IValidator<RejectionReasonForm> validator,
        [FromServices] GiveRejectionReason giveReason,
        [FromServices] IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        var page = await ReasonPageAsync(id, form, cancellationToken);
        if (page is null)
            return NotFound();
        if (!await door.MayRefuseAsync(id, HttpContext, cancellationToken))
            return Forbid();
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Rejected", page);
        TempData["Banner"] = await giveReason.ExecuteAsync(id, form.Reason!.Value, Words.Tidy(form.Text), cancellationToken)
            ? texts["Thank you. {0} will see your reason.", page.Company].Value
            : texts["The reason can no longer be changed."].Value;
        return RedirectToAction(nameof(Rejected), new { id });
    }

    /// <summary>From the mail's "register": the invitation waits and comes back after registration.</summary>
    [AllowAnonymous]
    [HttpGet("register")]
    public IActionResult Register(Guid id) => Redirect("/register?returnUrl=" + Uri.EscapeDataString($"/invited/{id}/accept"));

    private async Task<IActionResult> AskAsync(Guid id, string view, CancellationToken cancellationToken)
    {
        var invitation = await FindAsync(id, cancellationToken);
        if (invitation is null)
            return User.Identity!.IsAuthenticated ? NotFound() : Challenge();
        if (!await door.MayRefuseAsync(id, HttpContext, cancellationToken))
            return Forbid();
        return IsOpen(invitation) ? View(view, invitation)
            : invitation.Status == InvitationStatus.Rejected ? RedirectToAction(nameof(Rejected), new { id }) : NoLongerOpen(invitation);
    }

    private async Task<IActionResult> RejectAsync(Guid id, RejectInvitation reject, RejectionReason? reason, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
            return NotFound();
        if (!await door.MayRefuseAsync(id, HttpContext, cancellationToken))
            return Forbid();
        Guid? userId = User.Identity!.IsAuthenticated ? User.UserId() : null;
        return await reject.ExecuteAsync(id, userId, reason, cancellationToken)
            ? RedirectToAction(nameof(Rejected), new { id })
            : NoLongerOpen((await FindAsync(id, cancellationToken))!);
    }

    private async Task<InvitationView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await InvitationView.From(db, await door.OpenAsync(id, HttpContext, cancellationToken)).SingleOrDefaultAsync(cancellationToken);

    private async Task<AcceptPage> PageAsync(InvitationView invitation, Guid customerId, CancellationToken cancellationToken)
    {
        var held = await db.OccupanciesOfCustomer(customerId).Where(o => invitation.Esiids.Contains(o.Esiid)).Select(o => o.Esiid).ToListAsync(cancellationToken);
        return new AcceptPage(invitation, User.Identity!.Name!, [.. invitation.Esiids.Except(held)], time.GetUtcNow())
        {
            Rating = await ratings.ShownAsync(invitation.ThirdPartyId, cancellationToken),
        };
    }

    private async Task<RejectedPage?> ReasonPageAsync(Guid id, RejectionReasonForm form, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now - Invitation.ReasonTime;
        var open = await door.OpenAsync(id, HttpContext, cancellationToken);
        var mayRefuse = await door.MayRefuseAsync(id, HttpContext, cancellationToken);
        return await (
            from i in open.AsNoTracking()
            join c in db.ThirdParties on i.ThirdPartyId equals c.Id
            where i.Status == InvitationStatus.Rejected
            select new RejectedPage(c.Name, i.Number, mayRefuse && i.RejectionReason == null && i.ClosedAt > since, form)).SingleOrDefaultAsync(cancellationToken);
    }

    private bool IsOpen(InvitationView invitation) => invitation.StatusAt(time.GetUtcNow()) == InvitationStatus.Open;

    private ViewResult NoLongerOpen(InvitationView invitation)
    {
        var isOwn = invitation.CustomerId is { } customerId && customerId == User.CustomerIdOrNull();
        return View("NoLongerOpen", new NoLongerOpenPage(invitation.Company, invitation.StatusAt(time.GetUtcNow()), isOwn, invitation.PublicId));
    }
}

/// <param name="Invitation">What is asked.</param>
/// <param name="Account">Address of the account that is about to accept.</param>
/// <param name="Missing">ESIIDs of it that the account does not hold.</param>
/// <param name="Now">For the last day that accepting now would give.</param>
public sealed record AcceptPage(InvitationView Invitation, string Account, IReadOnlyList<string> Missing, DateTimeOffset Now)
{
    /// <summary>What customers think of the company; null while too few have rated.</summary>
    public CompanyRating? Rating { get; init; }
}

/// <param name="LastDay">Null: it has no end of its own.</param>
public sealed record AcceptedPage(long AgreementNumber, string Company, ConsentTerms Consent, DateOnly? LastDay);

/// <param name="Company">Who had asked.</param>
/// <param name="Number">The invitation.</param>
/// <param name="MayGiveReason">Whether the form is shown.</param>
/// <param name="Form">What was typed.</param>
public sealed record RejectedPage(string Company, long Number, bool MayGiveReason, RejectionReasonForm Form);

/// <param name="IsOwn">Whether the visitor is the customer it is bound to, who may know more.</param>
public sealed record NoLongerOpenPage(string Company, InvitationStatus Status, bool IsOwn, Guid PublicId);

public sealed class RejectionReasonForm
{
    public RejectionReason? Reason { get; set; }

    public string? Text { get; set; }
}

public sealed class RejectionReasonFormValidator : AbstractValidator<RejectionReasonForm>
{
    public RejectionReasonFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Reason).NotNull().WithMessage(_ => texts["Choose a reason, or leave this page: a reason is not needed."]).IsInEnum();
        RuleFor(f => f.Text).NotEmpty().When(f => f.Reason == RejectionReason.Other).WithMessage(_ => texts["Say the reason in a few words."]);
        RuleFor(f => f.Text).MaximumLength(Invitation.TextMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Invitation.TextMaxLength]);
    }
}
