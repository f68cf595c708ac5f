using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>Replaces a forgotten password by a mail (ACC-2). No answer tells whether an address has an account.</summary>
[AllowAnonymous]
[Route("/password")]
public sealed class ForgottenPasswordController(PortalDbContext db, HeldLink held, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("forgot")]
    public IActionResult Forgot() => View("Forgot", new ForgotForm());

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("forgot")]
    public async Task<IActionResult> Ask(
        ForgotForm form, [FromServices] IValidator<ForgotForm> validator, [FromServices] RequestPasswordReset request, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Forgot", form);
        return await request.ExecuteAsync(form.Email!, RateLimits.Source(HttpContext), cancellationToken) is { } wait
            ? this.TooManyMails(wait)
            : RedirectToAction(nameof(Asked));
    }

    [HttpGet("forgot/asked")]
    public IActionResult Asked() => View("Asked");

    /// <summary>Where the link of the mail leads.</summary>
    [HttpGet("reset/{id:guid}")]
    public async Task<IActionResult> Choose(Guid id, CancellationToken cancellationToken) =>
        await MayChooseAsync(id, cancellationToken) is { } email ? View("Choose", new NewPasswordForm { Email = email }) : StatusCode(StatusCodes.Status410Gone);

    [EnableRateLimiting(RateLimits.SignIn)]
    [HttpPost("reset/{id:guid}")]
    public async Task<IActionResult> Replace(
        Guid id,
        NewPasswordForm form,
        [FromServices] IValidator<NewPasswordForm> validator,
        [FromServices] ReplaceForgottenPassword replace,
        CancellationToken cancellationToken)
    {
        if (await MayChooseAsync(id, cancellationToken) is not { } email)
            return StatusCode(StatusCodes.Status410Gone);
        form.Email = email;
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Choose", form);
        if (!await replace.ExecuteAsync(id, form.Password!, cancellationToken))
            return StatusCode(StatusCodes.Status410Gone);
        TempData["Banner"] = texts["Your new password is set. Sign in with it."].Value;
        return Redirect("/sign-in");
    }

    /// <summary>The address whose password the visitor may replace; null: the link is not held, used, or too old.</summary>
    private async Task<string?> MayChooseAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await held.HoldsAsync(HttpContext, LinkTargets.PasswordReset, id, cancellationToken) is null)
            return null;
        var since = HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - PasswordReset.Open;
        return await db.PasswordResets.Where(r => r.Id == id && r.ClosedAt == null && r.CreatedAt > since)
            .Join(db.Users, r => r.UserId, u => u.Id, (r, u) => u.Email).SingleOrDefaultAsync(cancellationToken);
    }
}

public sealed class ForgotForm
{
    public string? Email { get; set; }
}

public sealed class ForgotFormValidator : AbstractValidator<ForgotForm>
{
    public ForgotFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => texts["Enter your e-mail address."]);
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e!.Trim())).When(f => !string.IsNullOrWhiteSpace(f.Email))
            .WithMessage(_ => texts["This does not look like an e-mail address, such as name@example.com."]);
    }
}

public sealed class NewPasswordForm
{
    /// <summary>Shown, and helps password managers; what a browser sends is not used.</summary>
    public string? Email { get; set; }

    public string? Password { get; set; }
}

public sealed class NewPasswordFormValidator : AbstractValidator<NewPasswordForm>
{
    public NewPasswordFormValidator(IStringLocalizer<Texts> texts, PasswordPolicy passwords) =>
        RuleFor(f => f.Password).IsGoodPassword(texts, passwords, f => [f.Email]);
}
