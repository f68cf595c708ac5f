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

/// <summary>Signs in with a passkey, which says by itself whose it is, and is two factors: the device, and what unlocks it.</summary>
[AllowAnonymous]
[Route("/sign-in/passkey")]
public sealed class PasskeySignInController(SignInManager<PortalUser> signIn, IStringLocalizer<Texts> texts) : Controller
{
    /// <summary>What the browser is asked, for the script. The same for everybody: it tells nothing of any account.</summary>
    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("question")]
    public async Task<IActionResult> Ask() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> SignIn(PasskeyAnswer form, [FromServices] CheckPasskey check, [FromServices] CompleteSignIn complete, CancellationToken cancellationToken)
    {
        if (await check.ExecuteAsync(form.Answer, cancellationToken) is not { } user || !await signIn.CanSignInAsync(user))
        {
            ModelState.AddModelError("", texts["This passkey does not sign in here. Try again, or use your password."]);
            return this.Invalid("SignIn", new SignInForm { ReturnUrl = form.ReturnUrl });
        }

        await complete.ExecuteAsync(user, SignInMethods.ByPasskey, cancellationToken);
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
    }
}

public sealed class PasskeyAnswer
{
    /// <summary>Of the browser: JSON. Put in by the script.</summary>
    public string? Answer { get; set; }

    public string? ReturnUrl { get; set; }
}
