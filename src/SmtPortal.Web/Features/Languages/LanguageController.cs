using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Languages;

public sealed class LanguageController : Controller
{
    /// <summary>Remembers the language: of the account, with its mails, for who is signed in; on this device for all.</summary>
    [AllowAnonymous]
    [HttpPost("/language")]
    public async Task<IActionResult> Choose(Language language, string? returnUrl, [FromServices] ChooseLanguage choose, CancellationToken cancellationToken)
    {
        if (User.Identity!.IsAuthenticated)
            await choose.ExecuteAsync(User.UserId(), language, cancellationToken);
        HttpContext.RememberLanguage(language);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
