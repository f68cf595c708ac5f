using System.Globalization;
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
    /// <summary>Sets the cookie; what is written into this answer from here on speaks the language already.</summary>
    public static void RememberLanguage(this HttpContext context, Language language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Show.Culture(language);
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
