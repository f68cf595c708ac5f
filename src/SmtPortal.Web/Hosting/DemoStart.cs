using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SmtPortal.Web.Data.Demo;

namespace SmtPortal.Web.Hosting;

/// <summary>Makes the demo's people and data before the first page, says how far it is, and prints the address and the sign-ins.</summary>
public static class DemoStart
{
    public static void AddDemo(this IServiceCollection services)
    {
        services.AddHostedService<DemoAddresses>();
        services.AddScoped<DemoData>();
        services.AddSingleton<DemoUsage>();
        services.AddHostedService<Mornings>();
    }

    public static async Task PrepareDemoAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        Console.WriteLine("Preparing the demo: people, companies, thirteen months of usage …");
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DemoData>().EnsureAsync(stopping);
        var usage = app.Services.GetRequiredService<DemoUsage>();
        await usage.DeliverAsync(stopping);
        await usage.ReadAsync(stopping);
        app.Lifetime.ApplicationStarted.Register(() => PrintSignIns(app));
    }

    private static void PrintSignIns(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        Console.WriteLine($"\nSmtPortal's demo is at {address}\nSign-ins, all with the password \"{DemoPeople.Password}\":");
        foreach (var (email, role, about) in DemoPeople.SignIns())
            Console.WriteLine($"  {email,-24} {role,-11} {about}");
        Console.WriteLine($"Mail to all of them is read at {address}/demo/mail\n");
    }

    /// <summary>Lets the TDSPs deliver while the demo runs overnight.</summary>
    private sealed class Mornings(DemoUsage usage, TimeProvider time) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await usage.DeliverAsync(stoppingToken);
        }
    }
}
