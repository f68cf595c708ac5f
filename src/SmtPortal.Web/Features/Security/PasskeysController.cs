using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Adds, renames and removes passkeys. The script <c>passkeys.js</c> speaks with the browser.</summary>
[Authorize(Policies.SecondFactors)]
[RecentSignIn(Page = "/security")]
[Route("/security/passkeys")]
public sealed class PasskeysController(PortalDbContext db, SignInManager<PortalUser> signIn, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("new")]
    public IActionResult New() => View("NewPasskey", new PasskeyForm { Name = DeviceWords.Of(Request) });

    /// <summary>What the browser is asked, for the script.</summary>
    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("question")]
    public async Task<IActionResult> Ask()
    {
        var user = (await signIn.UserManager.GetUserAsync(User))!;
        return Content(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName }), "application/json");
    }

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Add(PasskeyForm form, [FromServices] IValidator<PasskeyForm> validator, [FromServices] AddPasskey add, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("NewPasskey", form);
        var user = (await signIn.UserManager.GetUserAsync(User))!;
        var outcome = await add.ExecuteAsync(user, form.Name!.Trim(), form.Answer ?? "", cancellationToken);
        if (outcome != AddPasskeyOutcome.Added)
        {
            ModelState.AddModelError("", outcome == AddPasskeyOutcome.TooMany
                ? texts["Your account has {0} passkeys, which is the most. Remove one that you no longer use.", Passkeys.PerAccount]
                : texts["The passkey could not be added. Try again; you have {0} minutes to unlock your device.", (int)Passkeys.Patience.TotalMinutes]);
            return this.Invalid("NewPasskey", form);
        }

        await signIn.ShowSecondFactorAsync(user, SignInMethods.ByPasskey);
        TempData["Banner"] = texts["Your passkey is added. From now on you can sign in with it."].Value;
        return Redirect("/security");
    }

    [HttpGet("{id}/rename")]
    public async Task<IActionResult> AskRename(string id, CancellationToken cancellationToken) =>
        await PasskeyAsync(id, cancellationToken) is { } passkey ? View("RenamePasskey", new PasskeyForm { Name = passkey.Data.Name }) : NotFound();

    [HttpPost("{id}/rename")]
    public async Task<IActionResult> Rename(string id, PasskeyForm form, [FromServices] IValidator<PasskeyForm> validator, [FromServices] RenamePasskey rename, CancellationToken cancellationToken)
    {
        if (await PasskeyAsync(id, cancellationToken) is not { } passkey)
            return NotFound();
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("RenamePasskey", form);
        await rename.ExecuteAsync(User.UserId(), passkey.CredentialId, form.Name!.Trim(), cancellationToken);
        TempData["Banner"] = texts["Your passkey has its new name."].Value;
        return Redirect("/security");
    }

    [HttpGet("{id}/remove")]
    public async Task<IActionResult> AskRemove(string id, CancellationToken cancellationToken) =>
        await PasskeyAsync(id, cancellationToken) is { } passkey ? View("RemovePasskey", passkey.Data.Name ?? "") : NotFound();

    [HttpPost("{id}/remove")]
    public async Task<IActionResult> Remove(string id, [FromServices] RemovePasskey remove, CancellationToken cancellationToken)
    {
        if (PasskeyAddresses.Read(id) is not { } credential)
            return NotFound();
        switch (await remove.ExecuteAsync(User.UserId(), credential, cancellationToken))
        {
            case RemovePasskeyOutcome.NotFound:
                return NotFound();
            case RemovePasskeyOutcome.Needed:
                TempData["Banner"] = texts["Your account must have a second factor. Add another passkey or set up an authenticator app first."].Value;
                break;
            default:
                TempData["Banner"] = texts["The passkey is removed. Delete it on your device too."].Value;
                break;
        }

        return Redirect("/security");
    }

    private async Task<IdentityUserPasskey<Guid>?> PasskeyAsync(string id, CancellationToken cancellationToken) =>
        PasskeyAddresses.Read(id) is { } credential ? await db.PasskeyOfAsync(User.UserId(), credential, cancellationToken) : null;
}

public sealed class PasskeyForm
{
    public string? Name { get; set; }

    /// <summary>Of the browser: JSON. Put in by the script.</summary>
    public string? Answer { get; set; }
}

public sealed class PasskeyFormValidator : AbstractValidator<PasskeyForm>
{
    public PasskeyFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage(_ => texts["Enter a name by which you know the device."]);
        RuleFor(f => f.Name).Must(n => n!.Trim().Length <= Passkeys.NameMaxLength).When(f => f.Name is not null).WithMessage(_ => texts["Use at most {0} characters.", Passkeys.NameMaxLength]);
    }
}

/// <summary>Ids of passkeys as parts of addresses.</summary>
public static class PasskeyAddresses
{
    /// <summary>Bytes of the longest id there is.</summary>
    private const int IdMaxLength = 1023;

    public static string Of(byte[] id) => WebEncoders.Base64UrlEncode(id);

    /// <summary>Null: it is none.</summary>
    public static byte[]? Read(string id)
    {
        var bytes = new byte[IdMaxLength];
        return id.Length <= IdMaxLength && System.Buffers.Text.Base64Url.TryDecodeFromChars(id, bytes, out var length) ? bytes[..length] : null;
    }
}
