using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Delivery;

/// <param name="UserName">Name of the folder's user.</param>
/// <param name="PasswordSetAt">When the password was made; null while there is none.</param>
/// <param name="NewPassword">The password just made, shown this once; null otherwise.</param>
public sealed record DeliveryPage(DeliveryOptions Server, string UserName, DateTimeOffset? PasswordSetAt, string? NewPassword)
{
    /// <summary>The password that the demo gave the folder; null outside the demo, and when it was replaced.</summary>
    public string? DemoPassword { get; init; }

    /// <summary>A line for lftp that fetches everything new. The password is asked for.</summary>
    public string LftpLine
    {
        get
        {
            var trust = Server.PinnedCertificate is { } sha256 ? $"set ssl:verify-certificate no; set ssl:verify-certificate/{Fingerprint(sha256)} no; " : "";
            return $"lftp -u {UserName} -e \"{trust}set ftp:ssl-force true; set ftp:ssl-protect-data true; mirror --only-newer / smt-files; quit\" ftp://{Server.AddressForCompanies}:{Server.PortForCompanies}";
        }
    }

    /// <summary>A line for curl that lists the reports. The password is asked for.</summary>
    public string CurlLine =>
        $"curl --ssl-reqd {(Server.PinnedCertificate is null ? "" : "--insecure ")}--user {UserName} ftp://{Server.AddressForCompanies}:{Server.PortForCompanies}/adhoc/";

    /// <summary>The certificate's SHA-256 in pairs, as programs show it; null when it is signed by an authority.</summary>
    public string? CertificateFingerprint => Server.PinnedCertificate is { } sha256 ? Fingerprint(sha256) : null;

    private static string Fingerprint(string sha256) => string.Join(':', sha256.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
}

public sealed class DeliveryController(CompanyFolders folders, IOptions<DeliveryOptions> options, IOptions<PortalOptions> portal) : Controller
{
    [Authorize(Policies.ThirdParty)]
    [HttpGet("/company/delivery")]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var folder = await folders.FindAsync(User.RequireThirdPartyId(), cancellationToken);
        return View("CompanyDelivery", new DeliveryPage(options.Value, folder?.UserName ?? "", folder?.PasswordSetAt, null)
        {
            DemoPassword = portal.Value.Demo && folder?.PasswordHash is { } hash && FolderPassword.Verify(DemoPeople.Password, hash) ? DemoPeople.Password : null,
        });
    }

    [RecentSignIn]
    [Authorize(Policies.CompanyAdministrator)]
    [HttpGet("/company/delivery/password")]
    public async Task<IActionResult> Password(CancellationToken cancellationToken)
    {
        var folder = await folders.FindAsync(User.RequireThirdPartyId(), cancellationToken);
        return View("CompanyPassword", folder?.PasswordSetAt);
    }

    /// <summary>Makes the password and shows it in this one answer: kept nowhere, it cannot be shown again.</summary>
    [RecentSignIn]
    [Authorize(Policies.CompanyAdministrator)]
    [HttpPost("/company/delivery/password")]
    public async Task<IActionResult> Password([FromServices] ReplaceFolderPassword replace, CancellationToken cancellationToken)
    {
        if (!options.Value.IsSetUp)
            return Redirect("/company/delivery");
        var company = User.RequireThirdPartyId();
        var password = await replace.ExecuteAsync(company, cancellationToken);
        var folder = await folders.EnsureAsync(company, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return View("CompanyDelivery", new DeliveryPage(options.Value, folder.UserName, folder.PasswordSetAt, password));
    }
}
