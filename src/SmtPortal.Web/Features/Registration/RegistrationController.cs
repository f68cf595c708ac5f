using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

/// <summary>Opens an account with proof of its first ESIID.</summary>
[AllowAnonymous]
[Route("/register")]
public sealed class RegistrationController(RepChoices reps, IStringLocalizer<Texts> texts) : Controller
{
    /// <summary>Where to go on once the address is confirmed; kept by the browser that registered.</summary>
    internal const string AfterConfirmation = nameof(AfterConfirmation);

    [HttpGet("")]
    public IActionResult Show(string? returnUrl)
    {
        if (User.Identity!.IsAuthenticated)
            return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
        return View("Register", new RegistrationForm { ReturnUrl = returnUrl });
    }

    [HttpPost("")]
    public async Task<IActionResult> Register(
        RegistrationForm form,
        [FromServices] IValidator<RegistrationForm> validator,
        [FromServices] ProofLimits limits,
        [FromServices] OpenedByLink openedByLink,
        [FromServices] RegisterCustomer register,
        [FromServices] SignInManager<PortalUser> signIn,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Register", form);
        var proof = await form.ProofAsync(reps, cancellationToken);
        if (await limits.TryAsync(RateLimits.Source(HttpContext), null, proof.Esiid, cancellationToken) is { } wait)
            return this.TooManyProofs(wait);
        var email = form.Email!.Trim();
        var invitation = await openedByLink.FindAsync(HttpContext, form.ReturnUrl, cancellationToken);
        var result = await register.ExecuteAsync(
            new NewAccount(Words.Tidy(form.Name)!, Words.Tidy(form.Business), email, form.Password!, Localization.Show.CurrentLanguage, proof, invitation), cancellationToken);
        var next = Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/";
        switch (result.Outcome)
        {
            case RegisterOutcome.Ready:
                await signIn.SignInAsync(result.User!, isPersistent: false);
                return LocalRedirect(next);
            case RegisterOutcome.CheckMail:
                TempData[AfterConfirmation] = next;
                return RedirectToAction(nameof(CheckMail));
            case RegisterOutcome.TooMany:
                return this.TooManyMails(result.Wait!.Value);
            default:
                ModelState.AddModelError("", texts[ProofPages.DoesNotMatch]);
                return this.Invalid("Register", form);
        }
    }

    [HttpGet("check-mail")]
    public IActionResult CheckMail() => View("CheckMail");
}
