using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Localization;

/// <summary>
/// The language of pages on a device: what a guest chose there, and from sign-in on what the account says. The account itself
/// is the truth; the cookie spares each page the question.
/// </summary>
public static class LanguageCookie
{
    public static void RememberLanguage(this HttpContext context, Language language)
    {
        var portal = context.RequestServices.GetRequiredService<IOptions<PortalOptions>>().Value;
        var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(Show.Culture(language)));
        context.Response.Cookies.Append(portal.CookieName("language"), value, new CookieOptions
        {
            HttpOnly = true,
            Secure = !portal.Demo || context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
        });
    }
}
