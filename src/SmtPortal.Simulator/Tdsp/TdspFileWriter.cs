using System.Globalization;
using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Simulator.Tdsp;

/// <summary>
/// Lays interval files of the TDSPs into a folder, such as the portal's inbox. A file appears whole under its name or not at
/// all: it is written as <c>name.part</c> and renamed. The same call writes the same files again, byte for byte.
/// </summary>
/// <remarks>
/// Names: DUNS of the TDSP, <c>IntervalMeterUsage</c>, date and time of making (Central, <c>yyyyMMddHHmmss</c>), counter
/// (001 usage, 002 corrections of estimates), <c>.csv</c>. Files sort by name in the order in which a TDSP made them.
/// </remarks>
public sealed class TdspFileWriter(TdspDeliveries deliveries)
{
    private const string MadeDailyAt = "090000";
    private const string MadeMonthlyAt = "120000";

    /// <summary>
    /// All that has been sent for usage days from <paramref name="firstDay"/> up to and including the morning of
    /// <paramref name="lastArrival"/>: one file for each TDSP and month of usage, and one of its corrections where there are any.
    /// </summary>
    /// <returns>Full paths, in the order written.</returns>
    public async Task<IReadOnlyList<string>> WriteHistoryAsync(
        string folder, IReadOnlyCollection<DemoPremise> premises, DateOnly firstDay, DateOnly lastArrival, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        foreach (var ofTdsp in premises.GroupBy(premise => premise.Tdsp))
        {
            for (var from = firstDay; from < lastArrival; from = FirstOfNextMonth(from))
            {
                var next = FirstOfNextMonth(from);
                var end = next < lastArrival ? next : lastArrival;
                var sent = ofTdsp.SelectMany(premise => DaysFrom(from, end).SelectMany(day => deliveries.Of(premise, day)))
                    .Where(version => version.ArrivesOn <= lastArrival);
                written.AddRange(await WriteAsync(folder, ofTdsp.Key, end, MadeMonthlyAt, sent, cancellationToken));
            }
        }
        return written;
    }

    /// <summary>
    /// What the TDSPs send on the morning of one Central day: a file for each TDSP, and one of corrections where there are any.
    /// A history up to a day and then the days after it hold the same as a longer history.
    /// </summary>
    /// <returns>Full paths, in the order written.</returns>
    public async Task<IReadOnlyList<string>> WriteDayAsync(
        string folder, IReadOnlyCollection<DemoPremise> premises, DateOnly arrival, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        foreach (var ofTdsp in premises.GroupBy(premise => premise.Tdsp))
        {
            var sent = ofTdsp.SelectMany(premise => deliveries.ArrivingOn(premise, arrival));
            written.AddRange(await WriteAsync(folder, ofTdsp.Key, arrival, MadeDailyAt, sent, cancellationToken));
        }
        return written;
    }

    private static async Task<IReadOnlyList<string>> WriteAsync(
        string folder, DemoTdsp tdsp, DateOnly made, string time, IEnumerable<DayDelivery> sent, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var stem = string.Create(CultureInfo.InvariantCulture, $"{tdsp.Duns}IntervalMeterUsage{made:yyyyMMdd}{time}");
        var corrections = new List<DayDelivery>();
        var usage = await WriteFileAsync(Path.Combine(folder, stem + "001.csv"), KeepingCorrections(sent, corrections), cancellationToken);
        var corrected = await WriteFileAsync(Path.Combine(folder, stem + "002.csv"), corrections, cancellationToken);
        return [.. new[] { usage, corrected }.OfType<string>()];
    }

    /// <summary>Passes first versions through and puts the few corrections aside for their own file.</summary>
    private static IEnumerable<DayDelivery> KeepingCorrections(IEnumerable<DayDelivery> sent, List<DayDelivery> corrections)
    {
        foreach (var version in sent)
        {
            if (version.IsCorrection)
                corrections.Add(version);
            else
                yield return version;
        }
    }

    /// <summary>Null, and no file, when there is nothing to send.</summary>
    private static async Task<string?> WriteFileAsync(string path, IEnumerable<DayDelivery> sent, CancellationToken cancellationToken)
    {
        using var days = sent.GetEnumerator();
        if (!days.MoveNext())
            return null;
        var part = path + ".part";
        try
        {
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
                await WriteRowsAsync(file, days, cancellationToken);
            File.Move(part, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task WriteRowsAsync(FileStream file, IEnumerator<DayDelivery> days, CancellationToken cancellationToken)
    {
        var buffer = new byte[8 * IntervalRows.MostBytesOfDay];
        IntervalRows.Header.CopyTo(buffer);
        var filled = IntervalRows.Header.Length;
        do
        {
            if (filled > buffer.Length - IntervalRows.MostBytesOfDay)
            {
                await file.WriteAsync(buffer.AsMemory(0, filled), cancellationToken);
                filled = 0;
            }
            filled += IntervalRows.Write(days.Current, buffer.AsSpan(filled));
        }
        while (days.MoveNext());
        await file.WriteAsync(buffer.AsMemory(0, filled), cancellationToken);
    }

    private static IEnumerable<DateOnly> DaysFrom(DateOnly from, DateOnly end)
    {
        for (var day = from; day < end; day = day.AddDays(1))
            yield return day;
    }

    private static DateOnly FirstOfNextMonth(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1);
}
