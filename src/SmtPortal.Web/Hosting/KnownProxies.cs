using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace SmtPortal.Web.Hosting;

/// <summary>Whose word about address and scheme of the visitor is taken: nobody's, unless networks are configured.</summary>
public static class KnownProxies
{
    /// <summary>A list of networks such as <c>10.1.0.0/16</c>, in which the proxies stand.</summary>
    public const string Setting = "ForwardedHeaders:KnownNetworks";

    public static IServiceCollection AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = (configuration.GetSection(Setting).Get<string[]>() ?? []).Select(Read).ToList();
        return services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // The defaults trust this machine.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    private static IPNetwork Read(string text) => IPNetwork.TryParse(text, out var network)
        ? network
        : throw new InvalidOperationException($"{Setting} holds '{text}', which is not a network. Set each entry to one such as 10.1.0.0/16.");
}
