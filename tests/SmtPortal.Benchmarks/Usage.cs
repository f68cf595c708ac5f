using SmtPortal.Domain.Usage;
using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Benchmarks;

/// <summary>Believable usage to measure with.</summary>
internal static class Usage
{
    /// <summary>365 days of one home, both changes of the clock among them.</summary>
    public static IEnumerable<DayUsage> Year()
    {
        var generator = new UsageGenerator();
        var first = new DateOnly(2025, 10, 1);
        for (var day = first; day < first.AddDays(365); day = day.AddDays(1))
        {
            var read = generator.Generate(DemoPremises.GasHome, day).ConsumptionWh;
            yield return new DayUsage(
                DemoPremises.GasHome.Esiid, UsageDirection.Consumption, day, Domain.Shared.CentralTime.EndOf(day).AddHours(6),
                [.. read.Select(wattHours => (int?)wattHours)], [.. read.Select(_ => IntervalQuality.Actual)]);
        }
    }

    public static async IAsyncEnumerable<DayUsage> Async(IEnumerable<DayUsage> days)
    {
        foreach (var day in days)
            yield return day;
        await Task.CompletedTask;
    }
}
