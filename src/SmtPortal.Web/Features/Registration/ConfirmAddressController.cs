using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

/// <summary>Where the link of the confirmation mail leads. Looking at the page confirms nothing: mail programs do that too.</summary>
[AllowAnonymous]
[Route("/confirm-address/{id:guid}")]
public sealed class ConfirmAddressController(PortalDbContext db, HeldLink held) : Controller
{
    /// <summary>Passwords that may be tried at one account's link in an hour.</summary>
    public const int TriesPerAccount = 10;

    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await IsHeldAsync(id, cancellationToken) && await db.Users.Where(u => u.Id == id).Select(u => u.Email).SingleOrDefaultAsync(cancellationToken) is { } email
            ? View("ConfirmAddress", new ConfirmAddressForm { Email = email })
            : StatusCode(StatusCodes.Status410Gone);

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Confirm(
        Guid id, ConfirmAddressForm form, [FromServices] AttemptLimits limits, [FromServices] ConfirmAddress confirm, [FromServices] IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        if (await limits.TryAsync([new("confirm account", id.ToString(), TriesPerAccount, TimeSpan.FromHours(1))], cancellationToken) is { } wait)
            return this.TooManyTries(wait);
        var outcome = await IsHeldAsync(id, cancellationToken) ? await confirm.ExecuteAsync(id, form.Password ?? "", cancellationToken) : ConfirmAddressOutcome.Gone;
        if (outcome == ConfirmAddressOutcome.Gone)
            return StatusCode(StatusCodes.Status410Gone);
        if (outcome == ConfirmAddressOutcome.WrongPassword)
        {
            ModelState.AddModelError(nameof(form.Password), texts["This is not the password that the account was opened with."]);
            form.Email = await db.Users.Where(u => u.Id == id).Select(u => u.Email).SingleOrDefaultAsync(cancellationToken);
            return this.Invalid("ConfirmAddress", form);
        }

        TempData["Banner"] = texts["Your address is confirmed. Sign in to use your account."].Value;
        return Redirect(TempData[RegistrationController.AfterConfirmation] is string next && Url.IsLocalUrl(next) && next != "/"
            ? "/sign-in?returnUrl=" + Uri.EscapeDataString(next)
            : "/sign-in");
    }

    private async Task<bool> IsHeldAsync(Guid id, CancellationToken cancellationToken) =>
        await held.HoldsAsync(HttpContext, LinkTargets.AddressConfirmation, id, cancellationToken) is not null;
}

public sealed class ConfirmAddressForm
{
    /// <summary>Shown only; what a browser sends is not used.</summary>
    public string? Email { get; set; }

    public string? Password { get; set; }
}
