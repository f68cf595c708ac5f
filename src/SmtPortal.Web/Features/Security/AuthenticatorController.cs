using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using QRCoder;
using SmtPortal.Web.Data;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Sets an authenticator app up, and takes it out of use.</summary>
[Authorize(Policies.SecondFactors)]
[RecentSignIn(Page = "/security")]
[Route("/security/authenticator")]
public sealed class AuthenticatorController(PortalDbContext db, AuthenticatorKeys keys, SignInManager<PortalUser> signIn, IStringLocalizer<Texts> texts) : Controller
{
    [HttpPost("start")]
    public async Task<IActionResult> Start([FromServices] StartAuthenticator start, CancellationToken cancellationToken)
    {
        await start.ExecuteAsync(User.UserId(), cancellationToken);
        return RedirectToAction(nameof(SetUp));
    }

    [HttpGet("")]
    public async Task<IActionResult> SetUp(CancellationToken cancellationToken) =>
        await PendingKeyAsync(cancellationToken) is { } key ? View("Authenticator", AuthenticatorForm.Of(key)) : Redirect("/security");

    /// <summary>The picture for the app's camera. As a picture of its own, since the content security policy allows none within the page.</summary>
    [ResponseCache(NoStore = true)]
    [HttpGet("qr")]
    public async Task<IActionResult> Qr(CancellationToken cancellationToken)
    {
        if (await PendingKeyAsync(cancellationToken) is not { } key)
            return NotFound();
        var user = User.UserId();
        var email = await db.Users.Where(u => u.Id == user).Select(u => u.Email!).SingleAsync(cancellationToken);
        using var code = QRCodeGenerator.GenerateQrCode(Totp.Address(key, email), QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return Content(picture.GetGraphic(pixelsPerModule: 4), "image/svg+xml");
    }

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Confirm(AuthenticatorForm form, [FromServices] ConfirmAuthenticator confirm, CancellationToken cancellationToken)
    {
        if (await PendingKeyAsync(cancellationToken) is not { } key)
            return Redirect("/security");
        if (await confirm.ExecuteAsync(User.UserId(), form.Code ?? "", cancellationToken) is not { } codes)
        {
            ModelState.AddModelError(nameof(form.Code), texts["The code is not right. Wait until the app shows the next one, and look whether the clock of your device is right."]);
            return this.Invalid("Authenticator", AuthenticatorForm.Of(key));
        }

        await signIn.ShowSecondFactorAsync((await signIn.UserManager.GetUserAsync(User))!, SignInMethods.ByCode);
        return View("RecoveryCodes", codes);
    }

    [HttpPost("recovery-codes")]
    public async Task<IActionResult> ReplaceCodes([FromServices] ReplaceRecoveryCodes replace, CancellationToken cancellationToken) =>
        await replace.ExecuteAsync(User.UserId(), cancellationToken) is { } codes ? View("RecoveryCodes", codes) : Redirect("/security");

    [HttpGet("remove")]
    public IActionResult AskRemove() => View("RemoveAuthenticator");

    [RecentSignIn]
    [HttpPost("remove")]
    public async Task<IActionResult> Remove([FromServices] RemoveAuthenticator remove, CancellationToken cancellationToken)
    {
        TempData["Banner"] = await remove.ExecuteAsync(User.UserId(), cancellationToken)
            ? texts["No authenticator app is asked for any more."].Value
            : texts["Your account must have a second factor. Add a passkey first, or set up another authenticator app in place of this one."].Value;
        return Redirect("/security");
    }

    private async Task<byte[]?> PendingKeyAsync(CancellationToken cancellationToken)
    {
        var user = User.UserId();
        var key = await db.Authenticators.Where(a => a.UserId == user).Select(a => a.PendingKey).SingleOrDefaultAsync(cancellationToken);
        return key is null ? null : keys.Unprotect(user, key);
    }
}

public sealed class AuthenticatorForm
{
    public string? Code { get; set; }

    /// <summary>The key for typing, in groups of four; shown only.</summary>
    public string Key { get; private init; } = "";

    public static AuthenticatorForm Of(byte[] key) => new() { Key = string.Join(' ', Totp.Base32(key).Chunk(4).Select(group => new string(group))) };
}
