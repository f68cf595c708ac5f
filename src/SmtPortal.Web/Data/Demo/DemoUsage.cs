using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Simulator.Profiles;
using SmtPortal.Simulator.Tdsp;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Data.Demo;

/// <summary>
/// The demo's TDSPs: they lay thirteen months of files into the ordinary inbox at the first start, and each morning's files
/// from then on.
/// </summary>
public sealed class DemoUsage(InboxFolder inbox, IServiceScopeFactory scopes, IOptions<PortalOptions> portal, IHostEnvironment environment, TimeProvider time)
{
    private readonly TdspFileWriter writer = new(new TdspDeliveries(new UsageGenerator()));

    /// <summary>Holds the last morning whose files were written. Written after them, so that a killed start writes the same files again.</summary>
    private string Mark => Path.Combine(environment.ContentRootPath, portal.Value.DataFolder, "demo-usage-until.txt");

    /// <summary>Writes what is due. Returns whether there was anything.</summary>
    public async Task<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var due = TdspDeliveries.LastArrivalAt(time.GetUtcNow());
        var written = new List<string>();
        if (!File.Exists(Mark))
        {
            Console.WriteLine($"  interval files of {portal.Value.DemoMonths} months …");
            written.AddRange(await writer.WriteHistoryAsync(inbox.Root, DemoPremises.All, due.AddMonths(-portal.Value.DemoMonths), due, cancellationToken));
        }
        else
        {
            for (var day = ReadMark().AddDays(1); day <= due; day = day.AddDays(1))
                written.AddRange(await writer.WriteDayAsync(inbox.Root, DemoPremises.All, day, cancellationToken));
        }

        // They are whole: nothing need wait for them to settle.
        foreach (var file in written)
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime.AddMinutes(-1));
        await File.WriteAllTextAsync(Mark, due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cancellationToken);
        return written.Count > 0;
    }

    /// <summary>Reads the inbox by its ordinary job, and says on the console how far it is.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var reading = scope.ServiceProvider.GetRequiredService<ReadInbox>().RunAsync(cancellationToken);
        while (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken)) != reading)
            Console.WriteLine($"  {await CountAsync(cancellationToken)} files of usage read");
        await reading;
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDbContext>().InboxFiles.CountAsync(f => f.FinishedAt != null, cancellationToken);
    }

    private DateOnly ReadMark() => DateOnly.ParseExact(File.ReadAllText(Mark).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
