using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Asks who is signed in to confirm that it is them; see <see cref="RecentSignInAttribute"/>.</summary>
[Route("/security/confirm")]
public sealed class ConfirmController(UserManager<PortalUser> users, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public IActionResult Show(string? returnUrl) => View("Confirm", new ConfirmForm { ReturnUrl = returnUrl });

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Confirm(
        ConfirmForm form, [FromServices] IValidator<ConfirmForm> validator, [FromServices] CheckPassword check, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Confirm", form);
        // Wrong ones count towards the lock, or an unattended browser would be a place to guess.
        var user = (await users.GetUserAsync(User))!;
        var (found, wait) = await check.ExecuteAsync(user.Email!, form.Password!, cancellationToken);
        if (wait is { } time)
            return this.TooManyTries(time);
        if (found is null)
        {
            ModelState.AddModelError(nameof(form.Password), texts["The password is not right."]);
            return this.Invalid("Confirm", form);
        }

        await check.ForgiveAsync(found, cancellationToken);
        await HttpContext.ConfirmNowAsync();
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
    }
}

public sealed class ConfirmForm
{
    public string? Password { get; set; }

    /// <summary>The page that asked; only addresses of the portal are followed.</summary>
    public string? ReturnUrl { get; set; }
}

public sealed class ConfirmFormValidator : AbstractValidator<ConfirmForm>
{
    public ConfirmFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Password).NotEmpty().WithMessage(_ => texts["Enter your password."]);
        RuleFor(f => f.Password).MaximumLength(PasswordRules.MaxLength).WithMessage(_ => texts["Use at most {0} characters.", PasswordRules.MaxLength]);
    }
}
