using System.Globalization;
using System.Text;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Simulator.Tdsp;

/// <summary>
/// Rows of the interval CSV as Smart Meter Texas delivered them at the end of 2025: apostrophe, <c>MM/DD/YYYY</c>, three
/// decimals with leading zero, LF, and the odd labels of clock-change days.
/// </summary>
internal static class IntervalRows
{
    public const int MostBytesOfDay = 32 * 1024;

    public static ReadOnlySpan<byte> Header =>
        "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION\n"u8;

    private static readonly byte[][] Labels = [.. Enumerable.Range(0, 96).Select(i => Label(i, i + 1))];

    /// <summary>After 01:45 to 02:00 of the first pass comes a row that starts later than it ends; so it is in every real file.</summary>
    private static readonly byte[][] AutumnLabels =
        [.. Labels[..8], Encoding.ASCII.GetBytes("02:00,01:15,"), .. Labels[5..8], .. Labels[8..]];

    /// <summary>Writes a day, both directions one after the other, and returns the number of bytes; <paramref name="to"/> has room for <see cref="MostBytesOfDay"/>.</summary>
    public static int Write(DayDelivery sent, Span<byte> to)
    {
        var written = WriteDirection(sent, sent.ConsumptionWh, "Consumption\n"u8, to);
        return sent.SurplusWh is { } surplus ? written + WriteDirection(sent, surplus, "Surplus Generation\n"u8, to[written..]) : written;
    }

    private static int WriteDirection(DayDelivery sent, int[] wattHours, ReadOnlySpan<byte> direction, Span<byte> to)
    {
        var revised = CentralTime.Local(sent.RevisedAt);
        var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"'{sent.Premise.Esiid},{sent.Day:MM'/'dd'/'yyyy},{revised:MM'/'dd'/'yyyy HH':'mm':'ss},"));
        var labels = wattHours.Length == 100 ? AutumnLabels : Labels;
        var at = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            at += Append(prefix, to[at..]);
            at += Append(labels[row], to[at..]);
            var interval = IntervalOf(row, wattHours.Length);
            at += interval < 0 || sent.Flags[interval] == IntervalFlag.Missing
                ? Append(",,"u8, to[at..])
                : AppendValue(wattHours[interval], sent.Flags[interval], to[at..]);
            at += Append(direction, to[at..]);
        }
        return at;
    }

    /// <summary>In spring the rows from 02:00 to 03:00 are there without a value, though the hour is not: -1.</summary>
    private static int IntervalOf(int row, int count) => count != 92 || row < 8 ? row : row < 12 ? -1 : row - 4;

    private static int AppendValue(int wattHours, IntervalFlag flag, Span<byte> to)
    {
        (wattHours / 1000).TryFormat(to, out var at, default, CultureInfo.InvariantCulture);
        var rest = wattHours % 1000;
        to[at++] = (byte)'.';
        to[at++] = (byte)('0' + (rest / 100));
        to[at++] = (byte)('0' + (rest / 10 % 10));
        to[at++] = (byte)('0' + (rest % 10));
        return at + Append(flag == IntervalFlag.Estimated ? ",E,"u8 : ",A,"u8, to[at..]);
    }

    private static int Append(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        bytes.CopyTo(to);
        return bytes.Length;
    }

    private static byte[] Label(int from, int to) => Encoding.ASCII.GetBytes($"{Clock(from)},{Clock(to)},");

    private static string Clock(int quarter) =>
        string.Create(CultureInfo.InvariantCulture, $"{quarter / 4 % 24:00}:{quarter % 4 * 15:00}");
}
