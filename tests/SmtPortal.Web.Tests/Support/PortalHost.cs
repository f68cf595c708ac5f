using Hangfire;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// The real portal on a database of its own, shared by the tests of a class (<c>IClassFixture</c>). Fakes stand only at
/// the edges: the clock, the queue of jobs, the mail server.
/// </summary>
public class PortalHost(TestDatabase databases) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private string? connection;
    private FakeTimeProvider? clock;

    /// <summary>Starts at a fixed moment, noon of a Monday in Texas, and moves only when a test says so.</summary>
    public FakeTimeProvider Clock => clock ??= new FakeTimeProvider(Start);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public RecordedJobs Jobs { get; } = new();

    /// <summary>Mails that left; they leave when <see cref="SendMail"/> is called.</summary>
    public RecordedMail Mail { get; } = new();

    public TestLogs Logs { get; } = new();

    /// <summary>Where the ledger's checkpoints of this host go; made when the first is written.</summary>
    public string LedgerFolder { get; } = Path.Combine(Path.GetTempPath(), $"smtportal-ledger-{Guid.NewGuid():N}");

    public Given Given => new(this);

    /// <summary>Where the clock starts.</summary>
    protected virtual DateTimeOffset Start => new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    /// <summary>Settings of this host beside the usual ones.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    protected virtual string EnvironmentName => Environments.Development;

    public async ValueTask InitializeAsync()
    {
        connection = await databases.CopyAsync();
        _ = Services;
    }

    public PortalClient Browser() => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        BaseAddress = new Uri("https://localhost"),
    }));

    public Task<PortalClient> SignedIn(TestUser user) => Browser().SignIn(user.Email);

    /// <summary>Runs what saves have enqueued; the clock moves on by the moment in which rings of a bell are one.</summary>
    public Task RunJobs()
    {
        Clock.Advance(Bell.Quiet);
        return Jobs.RunAsync(Services);
    }

    /// <summary>Runs one job as its sweep would.</summary>
    public Task Run<TJob>()
        where TJob : IJob => RecordedJobs.RunAsync(Services, typeof(TJob));

    public Task SendMail() => Run<SendDueMail>();

    /// <summary>Looks at or arranges rows.</summary>
    public async Task<TResult> Db<TResult>(Func<PortalDbContext, Task<TResult>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    public async Task Db(Func<PortalDbContext, Task> use)
    {
        await using var scope = Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    /// <summary>Runs a use case as a page would, in a scope of its own.</summary>
    public async Task<TResult> Use<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await databases.DropAsync(connection!);
        if (Directory.Exists(LedgerFolder))
            Directory.Delete(LedgerFolder, recursive: true);
        GC.SuppressFinalize(this);
        Logs.Check();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("Portal:Demo", "false");
        builder.UseSetting("Portal:PublicAddress", "https://localhost");
        builder.UseSetting("Database:Provider", TestDatabase.Provider.ToString());
        builder.UseSetting("Database:ConnectionString", connection);
        builder.UseSetting("Ledger:Key", Convert.ToBase64String(new byte[LedgerChain.KeyMinLength]));
        builder.UseSetting("Ledger:CheckpointFolder", LedgerFolder);
        foreach (var limit in new[] { "RequestsPerMinute", "SignInsPerMinute", "LinksPerMinute" })
            builder.UseSetting("RateLimits:" + limit, "100000");
        builder.UseSetting("Rules:WrongSignInsPerHour", "100000");
        builder.UseSetting("Rules:SecondFactorRequired", "false");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Replace(ServiceDescriptor.Singleton<IBackgroundJobClient>(Jobs));
            services.Replace(ServiceDescriptor.Scoped<IMailTransport>(_ => Mail));
            services.RemoveAll<IHostedService>();
            services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, LastingLoggers>());
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
            ConfigureServices(services);
        });
    }

    /// <summary>Replaces an edge for the tests of this host.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>Hangfire keeps the loggers of the host that started last for the whole process; another host's end must not take them away.</summary>
    private sealed class LastingLoggers(IEnumerable<ILoggerProvider> providers, IOptionsMonitor<LoggerFilterOptions> filters) : ILoggerFactory
    {
        private readonly LoggerFactory loggers = new(providers, filters);

        public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

        public void Dispose()
        {
        }
    }
}
