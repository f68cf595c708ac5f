using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Profile;

/// <summary>What a customer sets about the account and about their own sign-in.</summary>
[Authorize(Policies.Customer)]
[Route("/customer/profile")]
public sealed class ProfileController(PortalDbContext db, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var page = await PageAsync(cancellationToken);
        return View("Profile", page with { Form = new ProfileForm { Name = page.UserName, Business = page.Business, Language = page.Language, TellFirstAccess = page.TellFirstAccess } });
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(
        ProfileForm form,
        [FromServices] IValidator<ProfileForm> validator,
        [FromServices] SaveProfile save,
        [FromServices] SignInManager<PortalUser> signIn,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("Profile", await PageAsync(cancellationToken) with { Form = form });
        if (await save.ExecuteAsync(User.UserId(), form, cancellationToken) == SaveProfileOutcome.HasOtherUsers)
        {
            ModelState.AddModelError(nameof(form.Business), texts["Others work with this account, so it stays a business's. Remove the other users first."]);
            return this.Invalid("Profile", await PageAsync(cancellationToken) with { Form = form });
        }

        // The name at the top of each page is in the cookie.
        await signIn.RefreshSignInAsync((await signIn.UserManager.GetUserAsync(User))!);
        HttpContext.RememberLanguage(form.Language);
        TempData["Banner"] = texts["Saved."].Value;
        return RedirectToAction(nameof(Show));
    }

    [RecentSignIn]
    [Authorize(Policies.ManageCustomer)]
    [HttpGet("code")]
    public async Task<IActionResult> AskReplace(CancellationToken cancellationToken) => View("ReplaceCode", await CodeAsync(cancellationToken));

    [RecentSignIn]
    [Authorize(Policies.ManageCustomer)]
    [HttpPost("code")]
    public async Task<IActionResult> Replace([FromServices] ReplaceCode replace, CancellationToken cancellationToken)
    {
        await replace.ExecuteAsync(User.RequireCustomerId(), cancellationToken);
        TempData["Banner"] = texts["You have a new code. The old one no longer works."].Value;
        return RedirectToAction(nameof(Show));
    }

    private async Task<AuthorizationCode?> CodeAsync(CancellationToken cancellationToken)
    {
        var customerId = User.RequireCustomerId();
        return await db.Customers.Where(c => c.Id == customerId).Select(c => c.AuthorizationCode).SingleAsync(cancellationToken);
    }

    private async Task<ProfilePage> PageAsync(CancellationToken cancellationToken)
    {
        var userId = User.UserId();
        return await (
            from u in db.Users.AsNoTracking()
            join c in db.Customers on u.CustomerId equals c.Id
            where u.Id == userId
            select new ProfilePage(u.DisplayName, u.Email!, u.Language, u.TellFirstAccess, c.IsBusiness ? c.Name : null, u.CustomerRole == CustomerRole.View, c.AuthorizationCode)).SingleAsync(cancellationToken);
    }
}

/// <param name="UserName">Name of the person.</param>
/// <param name="TellFirstAccess">Whether they want the mail about a company's first access.</param>
/// <param name="Business">Name of the business; null: a home's account.</param>
/// <param name="OnlyViews">Whether they may only look at the account.</param>
public sealed record ProfilePage(string UserName, string Email, Language Language, bool TellFirstAccess, string? Business, bool OnlyViews, AuthorizationCode? Code)
{
    public ProfileForm Form { get; init; } = new();
}

public sealed class ProfileForm
{
    public string? Name { get; set; }

    /// <summary>Name of the business; empty: the account is a home's. Not asked of who only looks at the account.</summary>
    public string? Business { get; set; }

    public Language Language { get; set; }

    public bool TellFirstAccess { get; set; }
}

public sealed class ProfileFormValidator : AbstractValidator<ProfileForm>
{
    public ProfileFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Name).Must(n => Words.Tidy(n) is not null).WithMessage(_ => texts["Enter your name."]);
        RuleFor(f => f.Name).MaximumLength(Customer.NameMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Customer.NameMaxLength]);
        RuleFor(f => f.Business).MaximumLength(Customer.NameMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Customer.NameMaxLength]);
        RuleFor(f => f.Language).IsInEnum();
    }
}
