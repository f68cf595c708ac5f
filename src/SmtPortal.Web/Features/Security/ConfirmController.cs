using FluentValidation;
using Microsoft.AspNetCore.Authorization;
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
[Authorize(Policies.SignedIn)]
[Route("/security/confirm")]
public sealed class ConfirmController(UserManager<PortalUser> users, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string? returnUrl, bool byCode = false) =>
        View("Confirm", await FormAsync(new ConfirmForm { ReturnUrl = returnUrl, ByCode = byCode }));

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Confirm(
        ConfirmForm form,
        [FromServices] IValidator<ConfirmForm> validator,
        [FromServices] CheckPassword password,
        [FromServices] CheckCode code,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Confirm", await FormAsync(form));
        // Wrong ones count towards the lock, or an unattended browser would be a place to guess.
        var user = (await users.GetUserAsync(User))!;
        bool right;
        TimeSpan? wait;
        if (form.ByCode)
        {
            var check = await code.ExecuteAsync(user, form.Code!, HttpContext, cancellationToken);
            (right, wait) = (check.Methods is not null, check.Wait);
        }
        else
        {
            var check = await password.ExecuteAsync(user.Email!, form.Password!, HttpContext, cancellationToken);
            (right, wait) = (check.User is not null, check.Wait);
        }

        if (wait is { } time)
            return this.TooManyTries(time);
        if (!right)
        {
            ModelState.AddModelError(form.ByCode ? nameof(form.Code) : nameof(form.Password), form.ByCode ? texts["The code is not right, or was used already."] : texts["The password is not right."]);
            return this.Invalid("Confirm", await FormAsync(form));
        }

        await password.ForgiveAsync(user, HttpContext, cancellationToken);
        await HttpContext.ConfirmNowAsync();
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
    }

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("passkey/question")]
    public async Task<IActionResult> AskPasskey([FromServices] SignInManager<PortalUser> signIn) =>
        Content(await signIn.MakePasskeyRequestOptionsAsync(await users.GetUserAsync(User)), "application/json");

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("passkey")]
    public async Task<IActionResult> ConfirmByPasskey(PasskeyAnswer form, [FromServices] CheckPasskey check, CancellationToken cancellationToken)
    {
        if ((await check.ExecuteAsync(form.Answer, cancellationToken))?.Id != User.UserId())
        {
            ModelState.AddModelError("", texts["This passkey does not sign in here. Try again, or use your password."]);
            return this.Invalid("Confirm", await FormAsync(new ConfirmForm { ReturnUrl = form.ReturnUrl }));
        }

        await HttpContext.ConfirmNowAsync();
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
    }

    private async Task<ConfirmForm> FormAsync(ConfirmForm form)
    {
        var user = (await users.GetUserAsync(User))!;
        (form.MayUseCode, form.MayUsePasskey) = (user.TwoFactorEnabled, (await users.GetPasskeysAsync(user)).Count > 0);
        return form;
    }
}

public sealed class ConfirmForm
{
    public string? Password { get; set; }

    public string? Code { get; set; }

    /// <summary>Whether the code of the authenticator app is asked for, not the password.</summary>
    public bool ByCode { get; set; }

    /// <summary>Whether there is an authenticator app; what a browser sends is not used.</summary>
    public bool MayUseCode { get; set; }

    /// <summary>Whether there is a passkey; what a browser sends is not used.</summary>
    public bool MayUsePasskey { get; set; }

    /// <summary>The page that asked; only addresses of the portal are followed.</summary>
    public string? ReturnUrl { get; set; }
}

public sealed class ConfirmFormValidator : AbstractValidator<ConfirmForm>
{
    public ConfirmFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Code).NotEmpty().When(f => f.ByCode).WithMessage(_ => texts["Enter the code."]);
        RuleFor(f => f.Password).NotEmpty().When(f => !f.ByCode).WithMessage(_ => texts["Enter your password."]);
        RuleFor(f => f.Password).MaximumLength(PasswordRules.MaxLength).WithMessage(_ => texts["Use at most {0} characters.", PasswordRules.MaxLength]);
    }
}
