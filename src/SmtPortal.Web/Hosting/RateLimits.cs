using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace SmtPortal.Web.Hosting;

/// <summary>How often one address may ask. Limits by account are counted in rows, which nodes share.</summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Links = "links";

    public static IServiceCollection AddPortalRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue("RateLimits:RequestsPerMinute", 600);
        var signIns = configuration.GetValue("RateLimits:SignInsPerMinute", 20);
        var links = configuration.GetValue("RateLimits:LinksPerMinute", 60);
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                // The page that says "too many requests" is this request executed again.
                IsAsset(context) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null ? RateLimitPartition.GetNoLimiter("") : PerMinute(Source(context), perMinute));
            limiter.AddPolicy(SignIn, context => PerMinute("sign-in " + Source(context), signIns));
            limiter.AddPolicy(Links, context => PerMinute("links " + Source(context), links));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

    private static RateLimitPartition<string> PerMinute(string key, int permits) => RateLimitPartition.GetFixedWindowLimiter(key, _ =>
        new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    /// <summary>Style, type and pictures: a page that came must not lack them.</summary>
    internal static bool IsAsset(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    /// <summary>An IPv4 address, or the /64 that one IPv6 line is given.</summary>
    public static string Source(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
