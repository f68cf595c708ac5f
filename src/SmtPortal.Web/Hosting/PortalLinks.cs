using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace SmtPortal.Web.Hosting;

/// <summary>Addresses under which people reach the portal, for what is written where there is no request: mails and files.</summary>
public sealed class PortalLinks(IOptions<PortalOptions> options, IServer server)
{
    /// <summary>
    /// The public address without a slash at its end: the setting, else (in the demo) the first address that the server
    /// listens on.
    /// </summary>
    public string Address =>
        (string.IsNullOrWhiteSpace(options.Value.PublicAddress) ? Listening : options.Value.PublicAddress).TrimEnd('/');

    /// <summary>The absolute address of a page.</summary>
    /// <param name="path">Starts with a slash.</param>
    public string To(string path) => Address + path;

    private string Listening => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "https://localhost";
}
