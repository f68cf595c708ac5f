using System.Globalization;
using System.Text;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Tests.Support;
using static SmtPortal.Web.Formats.IntervalCsvItem;

namespace SmtPortal.Web.Tests.Formats;

/// <summary>Interval files and days for tests.</summary>
internal static class IntervalCsv
{
    public const string Header = "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION";
    public const string Esiid = "10443720000000001";

    public static readonly DateOnly Plain = new(2025, 6, 1);
    public static readonly DateOnly SpringDay = new(2026, 3, 8);
    public static readonly DateOnly AutumnDay = new(2025, 11, 2);

    /// <summary>How often random tests run: 5,000 times, 100,000 with SMTPORTAL_LONG=1.</summary>
    public static int Rounds => Tier.Times(100_000);

    public static async Task<List<IntervalCsvItem>> ReadAsync(byte[] bytes, IntervalCsvLimits? limits = null)
    {
        var items = new List<IntervalCsvItem>();
        await foreach (var item in new IntervalCsvReader(limits).ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken))
            items.Add(item);
        return items;
    }

    public static Task<List<IntervalCsvItem>> ReadAsync(IEnumerable<string> lines) =>
        ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public static async Task<List<IntervalCsvItem>> ReadSampleAsync(string name)
    {
        var items = new List<IntervalCsvItem>();
        await using var file = File.OpenRead(Sample.Path(name));
        await foreach (var item in new IntervalCsvReader().ReadAsync(file, TestContext.Current.CancellationToken))
            items.Add(item);
        return items;
    }

    public static async Task<byte[]> WriteAsync(IEnumerable<DayUsage> days, IntervalCsvOptions? options = null)
    {
        using var written = new MemoryStream();
        await new IntervalCsvWriter(options).WriteAsync(written, days.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return written.ToArray();
    }

    public static List<DayUsage> Days(this IEnumerable<IntervalCsvItem> items) => [.. items.OfType<DayRead>().Select(d => d.Day)];

    public static List<RowError> Errors(this IEnumerable<IntervalCsvItem> items) => [.. items.OfType<RowError>()];

    /// <summary>A file of one plain day, header first: line i + 2 is position i and has i + 1 Wh, all actual.</summary>
    public static List<string> PlainDay() => [Header, .. Enumerable.Range(0, 96).Select(i => Row(i * 15, i + 1))];

    public static string Row(int minute, int wattHours, DateOnly? day = null) =>
        $"'{Esiid},{(day ?? Plain).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)},06/02/2025 06:21:01,{Time(minute)},{Time(minute + 15)},0.{wattHours:000},A,Consumption";

    public static string Time(int minute) => $"{minute / 60 % 24:00}:{minute % 60:00}";

    /// <summary>A random day: gaps, estimates, zeros, big values.</summary>
    public static DayUsage Any(Random random, string esiid, DateOnly day, UsageDirection direction)
    {
        var count = CentralTime.IntervalsIn(day);
        var wattHours = new int?[count];
        var qualities = new IntervalQuality[count];
        var gaps = random.Next(3);
        for (var i = 0; i < count; i++)
        {
            qualities[i] = gaps == 0 ? IntervalQuality.Actual : (IntervalQuality)random.Next(3);
            wattHours[i] = qualities[i] == IntervalQuality.Missing ? null
                : random.Next(20) == 0 ? random.Next(DayUsage.MaxWattHours + 1) : random.Next(3_000);
        }
        var revised = day.AddDays(random.Next(1, 5)).ToDateTime(new TimeOnly(random.Next(3, 24), random.Next(60), random.Next(60)));
        return new DayUsage(esiid, direction, day, CentralTime.FromLocal(revised), wattHours, qualities);
    }

    public static void AssertSame(DayUsage expected, DayUsage actual)
    {
        Assert.Equal(
            (expected.Esiid, expected.Direction, expected.Day, expected.Revision, expected.TotalWh),
            (actual.Esiid, actual.Direction, actual.Day, actual.Revision, actual.TotalWh));
        Assert.True(expected.HasSameValuesAs(actual));
    }
}
