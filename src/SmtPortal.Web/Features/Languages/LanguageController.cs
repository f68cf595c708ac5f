using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Languages;

public sealed class LanguageController : Controller
{
    /// <summary>Remembers the language of pages on this device.</summary>
    [AllowAnonymous]
    [HttpPost("/language")]
    public IActionResult Choose(Language language, string? returnUrl, [FromServices] IOptions<PortalOptions> portal)
    {
        var cookie = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(Show.Culture(language)));
        Response.Cookies.Append(portal.Value.CookieName("language"), cookie, new CookieOptions
        {
            HttpOnly = true,
            Secure = Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
        });
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
