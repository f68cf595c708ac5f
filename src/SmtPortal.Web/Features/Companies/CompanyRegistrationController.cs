using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Companies;

/// <summary>A company registers itself (ACC-4): the form, the rules it agrees to, and where the link of the confirmation mail leads.</summary>
[AllowAnonymous]
[Route("/register/company")]
public sealed class CompanyRegistrationController(HeldLink held, ConfirmCompany confirm) : Controller
{
    [HttpGet("")]
    public IActionResult Show() => View("CompanyRegister", new CompanyRegistrationForm());

    [HttpGet("rules")]
    public IActionResult Rules() => View("CompanyRules");

    [HttpPost("")]
    public async Task<IActionResult> Register(
        CompanyRegistrationForm form, [FromServices] IValidator<CompanyRegistrationForm> validator, [FromServices] RegisterCompany register, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return Again(form);
        var wanted = new NewCompany(form.Details(), Words.Tidy(form.Name)!, form.Email!.Trim(), form.Password!);
        if (await register.ExecuteAsync(wanted, RateLimits.Source(HttpContext), cancellationToken) is { } wait)
            return this.TooManyMails(wait);
        return RedirectToAction(nameof(RegistrationController.CheckMail), "Registration");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } registration
            ? View("CompanyConfirm", new ConfirmCompanyForm { Registration = registration })
            : StatusCode(StatusCodes.Status410Gone);

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Confirm(Guid id, ConfirmCompanyForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } registration)
            return StatusCode(StatusCodes.Status410Gone);
        switch (await confirm.ExecuteAsync(id, form.Password ?? "", cancellationToken))
        {
            case ConfirmCompanyOutcome.Confirmed:
                TempData["Banner"] = "Your address is confirmed, and your registration waits for our operators. You can sign in already.";
                return Redirect("/sign-in");
            case ConfirmCompanyOutcome.WrongPassword:
                ModelState.AddModelError(nameof(form.Password), "This is not the password that was chosen at the registration.");
                break;
            case ConfirmCompanyOutcome.AddressTaken:
                ModelState.AddModelError("", "This address has got another account meanwhile. Register the company with another address.");
                break;
            default:
                return StatusCode(StatusCodes.Status410Gone);
        }

        form.Registration = registration;
        return this.Invalid("CompanyConfirm", form);
    }

    /// <summary>The form as it was typed, with the rules as they are now.</summary>
    private ViewResult Again(CompanyRegistrationForm form)
    {
        ModelState.Remove(nameof(form.RulesVersion));
        form.RulesVersion = CompanyRules.Version;
        return this.Invalid("CompanyRegister", form);
    }

    private async Task<CompanyRegistration?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await held.HoldsAsync(HttpContext, LinkTargets.CompanyRegistration, id, cancellationToken) is null ? null : await confirm.FindAsync(id, cancellationToken);
}

public sealed class ConfirmCompanyForm
{
    public string? Password { get; set; }

    /// <summary>What is confirmed; never from the browser.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public CompanyRegistration? Registration { get; set; }
}
