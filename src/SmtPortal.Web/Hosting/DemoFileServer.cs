using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SmtPortal.Simulator.Ftps;
using SmtPortal.Web.Features.Delivery;

namespace SmtPortal.Web.Hosting;

/// <summary>
/// The demo's FTPS server, in this process and on this machine only: certificate, users and files lie in the data folder.
/// Starts before the jobs that deliver to it.
/// </summary>
public sealed partial class DemoFileServer(
    IOptions<PortalOptions> portal, IHostEnvironment environment, TimeProvider time, IConfiguration configuration, ILogger<DemoFileServer> logger)
    : IHostedService, IAsyncDisposable
{
    /// <summary>Where it listens unless <c>Delivery:Port</c> says otherwise; 0 takes a free port.</summary>
    public const int UsualPort = 2121;

    private readonly string password = Guid.NewGuid().ToString("N");
    private ServerCertificate? certificate;
    private FtpsServer? server;

    private string Folder => Path.Combine(environment.ContentRootPath, portal.Value.DataFolder, "ftps");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "folders"));
        certificate = ServerCertificate.LoadOrCreate(Folder, time);
        server = await ListenAsync();
        Started(logger, server.Port);
    }

    /// <summary>A port that was asked for must be free; the usual one gives way to a second demo, or to another program.</summary>
    private async Task<FtpsServer> ListenAsync()
    {
        if (configuration.GetValue<int?>("Delivery:Port") is { } wanted)
            return await ListenAsync(wanted);
        try
        {
            return await ListenAsync(UsualPort);
        }
        catch (SocketException busy) when (busy.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return await ListenAsync(0);
        }
    }

    private async Task<FtpsServer> ListenAsync(int port)
    {
        var listening = new FtpsServer(
            new FtpsServerOptions
            {
                AuthUserFile = Path.Combine(Folder, "users"),
                Certificate = certificate!,
                Port = port,
                Writer = DeliveryOptions.UsualUser,
            }, time);
        await listening.StartAsync();
        return listening;
    }

    /// <summary>Tells the portal how to reach it.</summary>
    public void Describe(DeliveryOptions options)
    {
        if (server is null || certificate is null)
            throw new InvalidOperationException("The demo's file server has not been started.");
        options.Host = "localhost";
        options.Port = server.Port;
        options.User = DeliveryOptions.UsualUser;
        options.PinnedCertificate = certificate.Sha256;
        options.Password = password;
        options.AuthUserFile = Path.Combine(Folder, "users");
        options.HomesFolder = Path.Combine(Folder, "folders");
        options.Root = "";
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref server, null) is { } running)
            await running.DisposeAsync();
        Interlocked.Exchange(ref certificate, null)?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo's FTPS server listens on localhost, port {Port}")]
    private static partial void Started(ILogger logger, int port);
}

public static class DemoFileServerSetup
{
    /// <summary>Call before the jobs are added: hosted services start in the order in which they were added.</summary>
    public static IServiceCollection AddDemoFileServer(this IServiceCollection services)
    {
        services.AddSingleton<DemoFileServer>();
        services.AddHostedService(provider => provider.GetRequiredService<DemoFileServer>());
        services.AddOptions<DeliveryOptions>().PostConfigure<DemoFileServer>((options, server) => server.Describe(options));
        return services;
    }
}
