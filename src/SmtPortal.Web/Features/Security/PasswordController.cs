using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Changes the password of who is signed in.</summary>
[Authorize(Policies.WholeSignIn)]
[Route("/security/password")]
public sealed class PasswordController(SignInManager<PortalUser> signIn, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public IActionResult Show() => View("Password", new ChangePasswordForm());

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Change(
        ChangePasswordForm form,
        [FromServices] IValidator<ChangePasswordForm> validator,
        [FromServices] CheckPassword check,
        [FromServices] ChangePassword change,
        CancellationToken cancellationToken)
    {
        var user = (await signIn.UserManager.GetUserAsync(User))!;
        form.Known = [user.Email, user.DisplayName];
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Password", form);
        var (found, wait) = await check.ExecuteAsync(user.Email!, form.CurrentPassword!, HttpContext, cancellationToken);
        if (wait is { } time)
            return this.TooManyTries(time);
        if (found is null)
        {
            ModelState.AddModelError(nameof(form.CurrentPassword), texts["The password is not right."]);
            return this.Invalid("Password", form);
        }

        await check.ForgiveAsync(found, HttpContext, cancellationToken);
        await change.ExecuteAsync(found, form.Password!, HttpContext.CurrentSession()!.Id, cancellationToken);
        await signIn.RefreshSignInAsync(found);
        TempData["Banner"] = texts["Your password is changed. Every other device has been signed out."].Value;
        return Redirect("/security");
    }
}

public sealed class ChangePasswordForm
{
    public string? CurrentPassword { get; set; }

    public string? Password { get; set; }

    /// <summary>What others know of the person; never from the browser.</summary>
    [BindNever]
    public IReadOnlyList<string?> Known { get; set; } = [];
}

public sealed class ChangePasswordFormValidator : AbstractValidator<ChangePasswordForm>
{
    public ChangePasswordFormValidator(IStringLocalizer<Texts> texts, PasswordPolicy passwords)
    {
        RuleFor(f => f.CurrentPassword).NotEmpty().WithMessage(_ => texts["Enter your password."]);
        RuleFor(f => f.CurrentPassword).MaximumLength(PasswordRules.MaxLength).WithMessage(_ => texts["Use at most {0} characters.", PasswordRules.MaxLength]);
        RuleFor(f => f.Password).IsGoodPassword(texts, passwords, f => f.Known);
    }
}
