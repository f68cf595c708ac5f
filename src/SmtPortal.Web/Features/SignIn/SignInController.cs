using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.SignIn;

public sealed class SignInController(SignInManager<PortalUser> signIn, IPasswordHasher<PortalUser> passwords) : Controller
{
    [AllowAnonymous]
    [HttpGet("/sign-in")]
    public IActionResult Show(string? returnUrl) => View("SignIn", new SignInForm { ReturnUrl = returnUrl });

    [AllowAnonymous]
    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("/sign-in")]
    public async Task<IActionResult> SignIn(
        SignInForm form, [FromServices] IValidator<SignInForm> validator, [FromServices] IStringLocalizer<Texts> texts)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form)))
            return this.Invalid("SignIn", form);
        // An address without an account takes as long as one with.
        if (await signIn.UserManager.FindByNameAsync(form.Email!) is null)
            passwords.HashPassword(new PortalUser(), form.Password!);
        var result = await signIn.PasswordSignInAsync(form.Email!, form.Password!, form.Remember, lockoutOnFailure: true);
        if (result.Succeeded)
            return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
        // A locked account reads as a wrong password: the answer never tells whether an address has an account.
        ModelState.AddModelError("", texts["The e-mail address or the password is not right."]);
        return this.Invalid("SignIn", form);
    }

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

    public bool Remember { get; set; }

    public string? ReturnUrl { get; set; }
}

public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => texts["Enter your e-mail address."]);
        RuleFor(f => f.Password).NotEmpty().WithMessage(_ => texts["Enter your password."]);
    }
}
