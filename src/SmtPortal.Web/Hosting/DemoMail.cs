using SmtPortal.Simulator.Smtp;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Hosting;

/// <summary>The demo's mail server: a catcher in this process, reached over SMTP with STARTTLS like any other.</summary>
public static partial class DemoMail
{
    public static void AddDemoMail(this IServiceCollection services)
    {
        services.AddSingleton(provider => SmtpCatcher.Start(time: provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<Server>();
        services.AddOptions<SmtpOptions>().PostConfigure<SmtpCatcher>((smtp, catcher) =>
        {
            // A mail server of one's own may be tried from the demo too.
            if (smtp.Host is not null)
                return;
            (smtp.Host, smtp.Port, smtp.Security) = ("localhost", catcher.Port, SmtpSecurity.StartTls);
            smtp.PinnedCertificate = catcher.Fingerprint;
        });
    }

    /// <summary>Starts the catcher with the portal instead of with the first mail; the container ends it.</summary>
    private sealed partial class Server(SmtpCatcher catcher, ILogger<Server> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            Listening(logger, catcher.Port);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(Level = LogLevel.Information, Message = "The demo's mail catcher listens on port {Port}; its mailbox is at /demo/mail")]
        private static partial void Listening(ILogger logger, int port);
    }
}
