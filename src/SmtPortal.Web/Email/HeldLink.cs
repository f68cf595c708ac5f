using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Email;

/// <summary>
/// Remembers in an encrypted cookie that somebody came by a token link, so that addresses, history and referrers hold no
/// token. One cookie for each thing, so that two links can be open in two tabs.
/// </summary>
public sealed class HeldLink(PortalDbContext db, IDataProtectionProvider protection, IOptions<PortalOptions> options)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    /// <summary>Puts the token into the cookie for 30 minutes.</summary>
    public void Hold(HttpContext context, MailLink link, string token) => context.Response.Cookies.Append(
        CookieOf(link.TargetId), ProtectorOf(link.TargetKind, link.TargetId).Protect(token, Kept), new CookieOptions
        {
            HttpOnly = true,
            Secure = !options.Value.Demo || context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = Kept,
            IsEssential = true,
        });

    /// <summary>Whether the visitor came by a good link for this very thing.</summary>
    /// <returns>Id of the mail that carried the link; null: no.</returns>
    public async Task<Guid?> HoldsAsync(HttpContext context, string kind, Guid targetId, CancellationToken cancellationToken)
    {
        if (!context.Request.Cookies.TryGetValue(CookieOf(targetId), out var cookie) || TokenOf(cookie, kind, targetId) is not { } token)
            return null;
        var link = await FindAsync(token, cancellationToken);
        return link is not null && link.TargetKind == kind && link.TargetId == targetId ? link.EmailId : null;
    }

    /// <summary>The link of a token; null for one that was never sent, or is malformed.</summary>
    public async Task<MailLink?> FindAsync(string? token, CancellationToken cancellationToken) =>
        LinkToken.HashOf(token) is { } hash
            ? await db.MailLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancellationToken)
            : null;

    private string CookieOf(Guid targetId) => options.Value.CookieName($"link-{targetId:N}");

    private ITimeLimitedDataProtector ProtectorOf(string kind, Guid targetId) =>
        protection.CreateProtector("SmtPortal.MailLink", kind, targetId.ToString("N")).ToTimeLimitedDataProtector();

    private string? TokenOf(string cookie, string kind, Guid targetId)
    {
        try
        {
            return ProtectorOf(kind, targetId).Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            // Older than 30 minutes, of another thing, or not ours at all: as if it were not there.
            return null;
        }
    }
}
