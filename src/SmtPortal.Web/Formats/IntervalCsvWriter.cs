using System.Buffers;
using System.Globalization;
using System.Text;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Formats;

/// <summary>
/// Writes 15-minute intervals as CSV, UTF-8, LF at the end of every row: one row for each interval of each day in the order
/// given, value and flag blank where missing. <see cref="IntervalCsvReader"/> reads the same data back. Digits are placed by
/// hand into one pooled buffer: nothing is allocated for a row.
/// </summary>
public sealed class IntervalCsvWriter(IntervalCsvOptions? options = null)
{
    private const int BufferSize = 65_536;

    // ESIID, two dates, a time, two labels, a number and the longest direction.
    private const int MaxRowLength = 160;

    private static readonly byte[] Header = Encoding.ASCII.GetBytes(string.Join(',', IntervalCsvColumns.Names) + "\n");

    private readonly IntervalCsvOptions chosen = options ?? new IntervalCsvOptions();

    /// <summary>Writes header and days; leaves the stream open. Returns the number of rows without the header.</summary>
    public async Task<long> WriteAsync(Stream stream, IAsyncEnumerable<DayUsage> days, CancellationToken ct = default)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            Header.CopyTo(buffer, 0);
            var used = Header.Length;
            var rows = 0L;
            await foreach (var day in days.WithCancellation(ct))
            {
                if (used + (IntervalLabels.AutumnCount + 1) * MaxRowLength > buffer.Length)
                {
                    await stream.WriteAsync(buffer.AsMemory(0, used), ct);
                    used = 0;
                }
                rows += WriteDay(day, buffer, ref used);
            }
            await stream.WriteAsync(buffer.AsMemory(0, used), ct);
            return rows;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int WriteDay(DayUsage day, Span<byte> buffer, ref int used)
    {
        Span<byte> prefix = stackalloc byte[MaxRowLength];
        prefix = prefix[..WritePrefix(day, prefix)];
        var suffix = day.Direction == UsageDirection.Generation ? ",Surplus Generation\n"u8 : ",Consumption\n"u8;
        var rows = 0;
        for (var i = 0; i < day.Count; i++)
        {
            if (chosen.SmtClockChanges && day.Count == IntervalLabels.SpringCount && i == IntervalLabels.ChangePosition)
            {
                for (var minute = IntervalLabels.ChangeAt; minute < IntervalLabels.LeftOutUntil; minute += IntervalLabels.IntervalMinutes, rows++)
                    WriteRow(prefix, minute, minute, null, IntervalQuality.Missing, suffix, buffer, ref used);
            }
            var start = IntervalLabels.StartMinute(day.Count, i);
            var secondPass = day.Count == IntervalLabels.AutumnCount && i == IntervalLabels.ChangePosition;
            var label = chosen.SmtClockChanges && secondPass ? IntervalLabels.ChangeAt : start;
            WriteRow(prefix, label, start, day.WattHours[i], day.Qualities[i], suffix, buffer, ref used);
            rows++;
        }
        return rows;
    }

    private int WritePrefix(DayUsage day, Span<byte> prefix)
    {
        var used = 0;
        if (chosen.Apostrophe)
            prefix[used++] = (byte)'\'';
        used += Encoding.ASCII.GetBytes(day.Esiid, prefix[used..]);
        prefix[used++] = (byte)',';
        day.Day.TryFormat(prefix[used..], out var length, "MM/dd/yyyy", CultureInfo.InvariantCulture);
        used += length;
        prefix[used++] = (byte)',';
        CentralTime.Local(day.Revision).TryFormat(prefix[used..], out length, "MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        used += length;
        prefix[used++] = (byte)',';
        return used;
    }

    private static void WriteRow(
        ReadOnlySpan<byte> prefix, int label, int start, int? wattHours, IntervalQuality quality, ReadOnlySpan<byte> suffix, Span<byte> buffer, ref int used)
    {
        prefix.CopyTo(buffer[used..]);
        used += prefix.Length;
        WriteTime(label, buffer, ref used);
        buffer[used++] = (byte)',';
        WriteTime((start + IntervalLabels.IntervalMinutes) % IntervalLabels.MinutesPerDay, buffer, ref used);
        buffer[used++] = (byte)',';
        if (wattHours is { } value)
            used += KilowattHours.Write(value, buffer[used..]);
        buffer[used++] = (byte)',';
        if (quality != IntervalQuality.Missing)
            buffer[used++] = quality == IntervalQuality.Actual ? (byte)'A' : (byte)'E';
        suffix.CopyTo(buffer[used..]);
        used += suffix.Length;
    }

    private static void WriteTime(int minute, Span<byte> buffer, ref int used)
    {
        buffer[used++] = (byte)('0' + minute / 600);
        buffer[used++] = (byte)('0' + minute / 60 % 10);
        buffer[used++] = (byte)':';
        buffer[used++] = (byte)('0' + minute % 60 / 10);
        buffer[used++] = (byte)('0' + minute % 10);
    }
}
