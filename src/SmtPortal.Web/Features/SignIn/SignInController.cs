using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.SignIn;

public sealed class SignInController(SignInManager<PortalUser> signIn) : Controller
{
    [AllowAnonymous]
    [HttpGet("/sign-in")]
    public IActionResult Show(string? returnUrl, bool ended = false) => View("SignIn", new SignInForm { ReturnUrl = returnUrl, Ended = ended });

    [AllowAnonymous]
    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("/sign-in")]
    public async Task<IActionResult> SignIn(
        SignInForm form,
        [FromServices] IValidator<SignInForm> validator,
        [FromServices] SignInsOfSource source,
        [FromServices] CheckPassword password,
        [FromServices] CompleteSignIn complete,
        [FromServices] SecondFactorRule secondFactor,
        [FromServices] IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("SignIn", form);
        if (await source.TryAsync(HttpContext, cancellationToken) is { } tooMany)
            return this.TooManyTries(tooMany);
        var check = await password.ExecuteAsync(form.Email!, form.Password!, HttpContext, cancellationToken);
        if (check.Wait is { } wait)
            return this.TooManyTries(wait);
        // A locked account reads as a wrong password: the answer never tells whether an address has an account.
        if (check.User is not { } user || !await signIn.CanSignInAsync(user))
        {
            ModelState.AddModelError("", texts["The e-mail address or the password is not right."]);
            return this.Invalid("SignIn", form);
        }

        await source.TakeBackAsync(HttpContext, cancellationToken);
        var next = Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/";
        if (await secondFactor.IsAskedForAsync(user, cancellationToken))
        {
            await HttpContext.BeginSecondStepAsync(user);
            return Redirect("/sign-in/code?returnUrl=" + Uri.EscapeDataString(next));
        }

        await complete.ExecuteAsync(user, SignInMethods.ByPassword, cancellationToken);
        return LocalRedirect(next);
    }

    [Authorize(Policies.SignedIn)]
    [HttpPost("/sign-out")]
    public new async Task<IActionResult> SignOut()
    {
        await signIn.SignOutAsync();
        return Redirect("/");
    }
}

public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }

    /// <summary>Whether a session has just ended on its own; shown only.</summary>
    public bool Ended { get; set; }
}

public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => texts["Enter your e-mail address."]);
        RuleFor(f => f.Password).NotEmpty().WithMessage(_ => texts["Enter your password."]);
        RuleFor(f => f.Password).MaximumLength(PasswordRules.MaxLength).WithMessage(_ => texts["Use at most {0} characters.", PasswordRules.MaxLength]);
    }
}
