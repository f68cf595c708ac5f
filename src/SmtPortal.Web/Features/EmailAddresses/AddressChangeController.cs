using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.EmailAddresses;

/// <summary>Changes the e-mail address of who is signed in, whatever their role.</summary>
[Route("/security/address")]
public sealed class AddressChangeController(PortalDbContext db, HeldLink held, IStringLocalizer<Texts> texts) : Controller
{
    [RecentSignIn]
    [Authorize(Policies.WholeSignIn)]
    [HttpGet("")]
    public IActionResult Ask() => View("NewAddress", new NewAddressForm { Current = User.Identity!.Name });

    [RecentSignIn]
    [Authorize(Policies.WholeSignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Ask(
        NewAddressForm form, [FromServices] IValidator<NewAddressForm> validator, [FromServices] RequestAddressChange request, CancellationToken cancellationToken)
    {
        form.Current = User.Identity!.Name;
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("NewAddress", form);
        if (await request.ExecuteAsync(User.UserId(), form.Email!.Trim(), cancellationToken) is { } wait)
            return this.TooManyMails(wait);
        return Redirect("/security/address/sent");
    }

    [HttpGet("sent")]
    public IActionResult Sent() => View("NewAddressSent");

    /// <summary>Where the link leads that was mailed to the new address. A guest signs in first, with the old one.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> AskConfirm(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } email ? View("ConfirmNewAddress", email) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Confirm(
        Guid id, [FromServices] ConfirmAddressChange confirm, [FromServices] SignInManager<PortalUser> signIn, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
            return NotFound();
        switch (await confirm.ExecuteAsync(id, User.UserId(), HttpContext.CurrentSession()?.Id, cancellationToken))
        {
            case ConfirmAddressChangeOutcome.Changed:
                await signIn.RefreshSignInAsync((await signIn.UserManager.FindByIdAsync(User.UserId().ToString()))!);
                TempData["Banner"] = texts["Your account has its new address. Every other device has been signed out."].Value;
                return Redirect("/security");
            case ConfirmAddressChangeOutcome.Taken:
                // Only who holds the link, and so the mailbox, is told.
                TempData["Banner"] = texts["This address has come to another account meanwhile. Yours keeps the one that it has."].Value;
                return Redirect("/security/address");
            default:
                return StatusCode(StatusCodes.Status410Gone);
        }
    }

    /// <summary>The new address; null unless the visitor came by its link and the change is theirs.</summary>
    private async Task<string?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var userId = User.UserId();
        return await held.HoldsAsync(HttpContext, LinkTargets.AddressChange, id, cancellationToken) is null
            ? null
            : await db.AddressChanges.Where(c => c.Id == id && c.UserId == userId).Select(c => c.Email).SingleOrDefaultAsync(cancellationToken);
    }
}

public sealed class NewAddressForm
{
    public string? Email { get; set; }

    /// <summary>Shown, and not to be typed again; what a browser sends is not used.</summary>
    public string? Current { get; set; }
}

public sealed class NewAddressFormValidator : AbstractValidator<NewAddressForm>
{
    public NewAddressFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => texts["Enter your e-mail address."]);
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e!.Trim())).When(f => !string.IsNullOrWhiteSpace(f.Email))
            .WithMessage(_ => texts["This does not look like an e-mail address, such as name@example.com."]);
        RuleFor(f => f.Email).Must((form, e) => EmailAddress.Normalize(e!.Trim()) != EmailAddress.Normalize(form.Current!)).When(f => EmailAddress.IsWellFormed(f.Email?.Trim() ?? ""))
            .WithMessage(_ => texts["This is the address that your account has already."]);
    }
}
