using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>A company's user invites a customer: the kind first, then its form, the mail to look at, and off it goes.</summary>
[Authorize(Policies.ThirdParty)]
public sealed class NewInvitationController(PortalDbContext db, TimeProvider time) : Controller
{
    /// <summary>What the whole request may have; a file beyond <see cref="InvitationForm.FileMaxBytes"/> and below is refused with a sentence.</summary>
    private const int MaxRequestBytes = 20_000_000;

    /// <param name="kind">What is asked for; chosen first, since each kind has fields of its own.</param>
    /// <param name="access">Of Energy Data.</param>
    [HttpGet("/company/invitations/new")]
    public IActionResult New(AgreementKind kind = AgreementKind.EnergyData, EnergyAccess access = EnergyAccess.Continuous) =>
        View("CompanyNew", new InvitationForm { Kind = kind, Access = access, Months = EnergyTerms.MaxMonths });

    [HttpPost("/company/invitations/new")]
    [RequestSizeLimit(MaxRequestBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> New(
        InvitationForm form, [FromServices] IValidator<InvitationForm> validator, [FromServices] CreateInvitation create, CancellationToken cancellationToken)
    {
        if (!await IsValidAsync(form, validator, cancellationToken))
            return this.Invalid("CompanyNew", form);
        var result = await create.ExecuteAsync(form, User.UserId(), cancellationToken);
        switch (result.Outcome)
        {
            case CreateInvitationOutcome.Created:
                TempData["Banner"] = form.ParsedCode() is { } code
                    ? $"Invitation {result.Number} is on its way, {InvitationReceiver.Shown("", code.Ending)}."
                    : $"Invitation {result.Number} is on its way to {form.Email!.Trim()}.";
                return Redirect($"/company/invitations/{result.PublicId}");
            case CreateInvitationOutcome.DailyLimit:
                ModelState.AddModelError("", "Your company has used up its invitations of the last 24 hours. Send this one later.");
                break;
            case CreateInvitationOutcome.CodeDoesNotFit:
                ModelState.AddModelError(nameof(form.Code), InvitationFormValidator.CodeDoesNotFit);
                break;
            default:
                ModelState.AddModelError(form.IsForDevice ? nameof(form.Mac) : nameof(form.Esiids), "A colleague has just invited for the same. Look at your open invitations.");
                break;
        }

        return this.Invalid("CompanyNew", form);
    }

    /// <summary>The same form again, with the mail above it as the customer would get it. Nothing is sent or kept.</summary>
    [HttpPost("/company/invitations/preview")]
    [RequestSizeLimit(MaxRequestBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> Preview(
        InvitationForm form, [FromServices] IValidator<InvitationForm> validator, [FromServices] PreviewInvitation preview, CancellationToken cancellationToken)
    {
        if (!await IsValidAsync(form, validator, cancellationToken))
            return this.Invalid("CompanyNew", form);
        form.Preview = await preview.ExecuteAsync(form, User.UserId(), cancellationToken);
        return View("CompanyNew", form);
    }

    /// <summary>The form, filled in from an invitation that is closed (INV-5). A code is known by its end only and is entered again.</summary>
    [HttpGet("/company/invitations/{id:guid}/again")]
    public async Task<IActionResult> Again(Guid id, CancellationToken cancellationToken)
    {
        var earlier = await db.InvitationsOf(User.RequireThirdPartyId()).AsNoTracking().SingleOrDefaultAsync(i => i.PublicId == id, cancellationToken);
        if (earlier is null)
            return NotFound();
        return earlier.IsOpenAt(time.GetUtcNow()) ? Redirect($"/company/invitations/{id}") : View("CompanyNew", InvitationForm.Of(earlier));
    }

    private async Task<bool> IsValidAsync(InvitationForm form, IValidator<InvitationForm> validator, CancellationToken cancellationToken)
    {
        form.By(User.RequireThirdPartyId());
        TakeFile(form);
        return ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken));
    }

    /// <summary>Puts the ESIIDs of an uploaded table to those typed, where they stand when the form is shown again.</summary>
    private void TakeFile(InvitationForm form)
    {
        var upload = form.File;
        form.File = null;
        if (upload is not { Length: > 0 })
            return;
        try
        {
            form.Esiids = string.Join('\n', [.. form.Pieces(), .. EsiidListFile.Read(upload, InvitationForm.FileMaxBytes, Invitation.MaxEsiids)]);
            ModelState.Remove(nameof(form.Esiids));
        }
        catch (TableFileException failure)
        {
            ModelState.AddModelError(nameof(form.File), failure.InWords(
                $"The file is too large. Use at most {InvitationForm.FileMaxBytes / 1000} KB.",
                $"The file has too many lines: at most {Invitation.MaxEsiids} ESIIDs go into one invitation."));
        }
    }
}
