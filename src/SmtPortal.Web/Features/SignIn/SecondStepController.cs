using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>Asks who has given the right password for the code of their authenticator app, or for a recovery code.</summary>
[AllowAnonymous]
[Route("/sign-in")]
public sealed class SecondStepController(PortalDbContext db, SignInManager<PortalUser> signIn, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("code")]
    public Task<IActionResult> Code(string? returnUrl) => ShowAsync("Code", returnUrl);

    [HttpGet("recovery-code")]
    public Task<IActionResult> RecoveryCode(string? returnUrl) => ShowAsync("RecoveryCode", returnUrl);

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("code")]
    public async Task<IActionResult> Check(CodeForm form, [FromServices] CheckCode check, [FromServices] CompleteSignIn complete, CancellationToken cancellationToken)
    {
        var view = form.IsForRecovery ? "RecoveryCode" : "Code";
        if (await HttpContext.SecondStepUserAsync(db) is not { } user || !await signIn.CanSignInAsync(user))
            return StartAgain(form.ReturnUrl);
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            ModelState.AddModelError(nameof(form.Code), texts["Enter the code."]);
            return await InvalidAsync(view, form, user);
        }

        var (methods, wait) = await check.ExecuteAsync(user, form.Code, HttpContext, cancellationToken);
        if (wait is { } time)
            return this.TooManyTries(time);
        if (methods is null)
        {
            ModelState.AddModelError(nameof(form.Code), texts["The code is not right, or was used already."]);
            return await InvalidAsync(view, form, user);
        }

        await complete.ExecuteAsync(user, methods, cancellationToken);
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
    }

    /// <summary>Whose only second factor is a passkey is asked for that.</summary>
    private async Task<IActionResult> ShowAsync(string view, string? returnUrl)
    {
        if (await HttpContext.SecondStepUserAsync(db) is not { } user)
            return StartAgain(returnUrl);
        var form = new CodeForm { ReturnUrl = returnUrl, IsForRecovery = view == "RecoveryCode", HasPasskey = await HasPasskeyAsync(user) };
        return View(user.TwoFactorEnabled ? view : "Passkey", form);
    }

    private async Task<IActionResult> InvalidAsync(string view, CodeForm form, PortalUser user)
    {
        form.HasPasskey = await HasPasskeyAsync(user);
        return this.Invalid(view, form);
    }

    private Task<bool> HasPasskeyAsync(PortalUser user) => db.UserPasskeys.AnyAsync(p => p.UserId == user.Id, HttpContext.RequestAborted);

    /// <summary>The password was given too long ago, or not at all.</summary>
    private RedirectResult StartAgain(string? returnUrl) => Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl ?? "/"));
}

public sealed class CodeForm
{
    public string? Code { get; set; }

    /// <summary>Which page the form stands on.</summary>
    public bool IsForRecovery { get; set; }

    /// <summary>Whether the account has a passkey; what a browser sends is not used.</summary>
    public bool HasPasskey { get; set; }

    public string? ReturnUrl { get; set; }
}
