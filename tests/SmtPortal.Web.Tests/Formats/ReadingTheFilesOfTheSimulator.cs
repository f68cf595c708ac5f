using SmtPortal.Simulator.Profiles;
using SmtPortal.Simulator.Tdsp;
using SmtPortal.Web.Formats;
using static SmtPortal.Web.Formats.IntervalCsvItem;

namespace SmtPortal.Web.Tests.Formats;

[Trait("Once", "true")]
public sealed class ReadingTheFilesOfTheSimulator : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("smtportal-tdsp-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact] // USE-1, USE-3
    public async Task Every_row_of_thirteen_months_is_good_and_every_day_that_was_sent_is_there()
    {
        var deliveries = new TdspDeliveries(new UsageGenerator());
        var (first, last) = (new DateOnly(2025, 10, 1), new DateOnly(2026, 11, 20));
        var sent = (from premise in DemoPremises.All
                    from offset in Enumerable.Range(0, last.DayNumber - first.DayNumber)
                    from version in deliveries.Of(premise, first.AddDays(offset))
                    where version.ArrivesOn <= last
                    select (premise.Esiid, version.Day, version.RevisedAt, Wh: Sum(version.ConsumptionWh, version.Flags))).ToHashSet();

        var days = new List<DayRead>();
        foreach (var path in await new TdspFileWriter(deliveries).WriteHistoryAsync(folder, DemoPremises.All, first, last, TestContext.Current.CancellationToken))
        {
            await using var file = File.OpenRead(path);
            await foreach (var item in new IntervalCsvReader().ReadAsync(file, TestContext.Current.CancellationToken))
                days.Add(Assert.IsType<DayRead>(item));
        }

        Assert.All(days, d => Assert.False(d.IsIncomplete));
        Assert.Equal(sent, days.Where(d => d.Day.Direction == Domain.Usage.UsageDirection.Consumption).Select(d => (d.Day.Esiid, d.Day.Day, d.Day.Revision, d.Day.TotalWh)).ToHashSet());
    }

    private static long Sum(int[] wattHours, IntervalFlag[] flags) => wattHours.Where((_, i) => flags[i] != IntervalFlag.Missing).Sum(wh => (long)wh);
}
