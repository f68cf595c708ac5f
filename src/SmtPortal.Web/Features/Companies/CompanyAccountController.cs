using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>What a company says about itself, and which mails it wants. Everybody of it sees that; administrators change it.</summary>
[Route("/company/account")]
public sealed class CompanyAccountController(PortalDbContext db) : Controller
{
    [Authorize(Policies.ThirdParty)]
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken) => View("CompanyAccount", await OwnAsync(cancellationToken));

    [Authorize(Policies.CompanyAdministrator)]
    [RecentSignIn]
    [HttpGet("profile")]
    public async Task<IActionResult> Profile(CancellationToken cancellationToken)
    {
        var company = await OwnAsync(cancellationToken);
        return View("CompanyProfile", new CompanyProfileForm
        {
            ContactName = company.ContactName,
            ContactPhone = company.ContactPhone,
            NotificationEmail = company.ProposedEmail ?? company.NotificationEmail,
            Website = company.Website,
            PrivacyPolicyUrl = company.PrivacyPolicyUrl,
            SealName = company.SealName,
            SealAttested = company.SealName is not null,
        });
    }

    [Authorize(Policies.CompanyAdministrator)]
    [RecentSignIn]
    [HttpPost("profile")]
    public async Task<IActionResult> Profile(
        CompanyProfileForm form, [FromServices] IValidator<CompanyProfileForm> validator, [FromServices] ChangeCompanyProfile change, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("CompanyProfile", form);
        TempData["Banner"] = await change.ExecuteAsync(User.RequireThirdPartyId(), form, cancellationToken)
            ? "The profile is saved. The new notification address gets a mail with a link; mail goes there as soon as it has confirmed."
            : "The profile is saved.";
        return RedirectToAction(nameof(Show));
    }

    [Authorize(Policies.CompanyAdministrator)]
    [RecentSignIn]
    [HttpGet("mail")]
    public async Task<IActionResult> Mail(CancellationToken cancellationToken)
    {
        var id = User.RequireThirdPartyId();
        var chosen = await db.CompanyMailChoices.Where(c => c.ThirdPartyId == id).ToDictionaryAsync(c => c.Event, c => c.Choice, cancellationToken);
        return View("CompanyMail", new MailChoicesForm { Choices = Enum.GetValues<CompanyEvent>().ToDictionary(e => e, e => chosen.GetValueOrDefault(e, CompanyEvents.Usual(e))) });
    }

    [Authorize(Policies.CompanyAdministrator)]
    [RecentSignIn]
    [HttpPost("mail")]
    public async Task<IActionResult> Mail(MailChoicesForm form, [FromServices] ChooseCompanyMail choose, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return this.Invalid("CompanyMail", form);
        await choose.ExecuteAsync(User.RequireThirdPartyId(), form.Choices, cancellationToken);
        TempData["Banner"] = "The mail choices are saved.";
        return RedirectToAction(nameof(Show));
    }

    private Task<ThirdParty> OwnAsync(CancellationToken cancellationToken)
    {
        var id = User.RequireThirdPartyId();
        return db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == id, cancellationToken);
    }
}

public sealed class MailChoicesForm
{
    public Dictionary<CompanyEvent, MailChoice> Choices { get; set; } = [];
}
