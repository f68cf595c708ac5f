using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Where the link in the mail to a colleague of a company or business leads: name and password make the sign-in. Looking at the page makes nothing.</summary>
[AllowAnonymous]
[Route("/colleague/{id:guid}")]
public sealed class JoinController(HeldLink held, JoinCompany join, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } invitation ? View(ViewOf(invitation), new JoinForm { Invitation = invitation }) : StatusCode(StatusCodes.Status410Gone);

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Join(Guid id, JoinForm form, [FromServices] IValidator<JoinForm> validator, CancellationToken cancellationToken)
    {
        form.Invitation = await FindAsync(id, cancellationToken);
        if (form.Invitation is null)
            return StatusCode(StatusCodes.Status410Gone);
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid(ViewOf(form.Invitation), form);
        switch (await join.ExecuteAsync(id, Words.Tidy(form.Name)!, form.Password!, cancellationToken))
        {
            case JoinCompanyOutcome.Joined:
                TempData["Banner"] = form.Invitation.IsOfBusiness
                    ? texts["You have a sign-in for the account of {0} now. Sign in with {1}.", form.Invitation.Company, form.Invitation.Email].Value
                    : $"You work for {form.Invitation.Company} here now. Sign in with {form.Invitation.Email}.";
                return Redirect("/sign-in");
            case JoinCompanyOutcome.AddressTaken:
                ModelState.AddModelError("", texts["This address has got another account meanwhile. Ask who invited you to do it at another address."]);
                return this.Invalid(ViewOf(form.Invitation), form);
            default:
                return StatusCode(StatusCodes.Status410Gone);
        }
    }

    private static string ViewOf(OpenInvitation invitation) => invitation.IsOfBusiness ? "CustomerJoin" : "CompanyJoin";

    private async Task<OpenInvitation?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await held.HoldsAsync(HttpContext, LinkTargets.Colleague, id, cancellationToken) is null ? null : await join.FindAsync(id, cancellationToken);
}

public sealed class JoinForm
{
    public string? Name { get; set; }

    public string? Password { get; set; }

    /// <summary>Shown only; never from the browser.</summary>
    [BindNever]
    public OpenInvitation? Invitation { get; set; }
}

public sealed class JoinFormValidator : AbstractValidator<JoinForm>
{
    public JoinFormValidator(IStringLocalizer<Texts> texts, PasswordPolicy passwords)
    {
        RuleFor(f => f.Name).Must(n => Words.Tidy(n) is not null).WithMessage(_ => texts["Enter your name."]);
        RuleFor(f => f.Name).MaximumLength(Customer.NameMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Customer.NameMaxLength]);
        RuleFor(f => f.Password).IsGoodPassword(texts, passwords, f => [f.Name, f.Invitation?.Email, f.Invitation?.Company]);
    }
}
