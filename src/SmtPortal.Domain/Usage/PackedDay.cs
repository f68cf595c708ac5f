using System.Buffers.Binary;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Usage;

/// <summary>
/// The values of a <see cref="DayUsage"/> as bytes. Layout 1: version byte (1); number of intervals (92, 96, 100); quality
/// byte: 1 when all are actual, else 0 followed by two bits for each interval, lowest bits first; then each value in Wh as a
/// little-endian int32, 0 where missing. A day has exactly one packed form, so equal bytes mean equal values.
/// </summary>
public static class PackedDay
{
    /// <summary>The layout that <see cref="Pack"/> writes.</summary>
    public const byte LayoutVersion = 1;

    /// <summary>Longest packed day in bytes: 100 intervals with qualities.</summary>
    public const int MaxLength = HeaderLength + 25 + 100 * sizeof(int);

    private const int HeaderLength = 3;
    private const byte AllActual = 1;
    private const byte QualitiesFollow = 0;

    /// <summary>Packs the values of a day.</summary>
    public static byte[] Pack(DayUsage day)
    {
        var plain = day is { EstimatedCount: 0, MissingCount: 0 };
        var packed = new byte[LengthOf(day.Count, plain)];
        packed[0] = LayoutVersion;
        packed[1] = (byte)day.Count;
        packed[2] = plain ? AllActual : QualitiesFollow;
        if (!plain)
        {
            for (var i = 0; i < day.Count; i++)
                packed[HeaderLength + i / 4] |= (byte)((int)day.Qualities[i] << i % 4 * 2);
        }
        var values = packed.AsSpan(packed.Length - day.Count * sizeof(int));
        for (var i = 0; i < day.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(values[(i * sizeof(int))..], day.WattHours[i] ?? 0);
        return packed;
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    /// <exception cref="InvalidDataException">
    /// Unknown layout, wrong length for the day, or bytes that <see cref="Pack"/> never writes: the stored row is damaged.
    /// </exception>
    public static DayUsage Unpack(string esiid, UsageDirection direction, DateOnly day, DateTimeOffset revision, ReadOnlySpan<byte> packed)
    {
        var count = CentralTime.IntervalsIn(day);
        CheckHeader(packed, day, count);
        var plain = packed[2] == AllActual;
        var qualities = new IntervalQuality[count];
        if (plain)
            Array.Fill(qualities, IntervalQuality.Actual);
        else
            ReadQualities(packed[HeaderLength..], qualities, day);

        var wattHours = new int?[count];
        var values = packed[(packed.Length - count * sizeof(int))..];
        for (var i = 0; i < count; i++)
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(values[(i * sizeof(int))..]);
            if (value is < 0 or > DayUsage.MaxWattHours || (qualities[i] == IntervalQuality.Missing && value != 0))
                throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: value {value} at position {i} cannot be.");
            wattHours[i] = qualities[i] == IntervalQuality.Missing ? null : value;
        }
        return new DayUsage(esiid, direction, day, revision, wattHours, qualities);
    }

    private static int LengthOf(int count, bool plain) => HeaderLength + (plain ? 0 : count / 4) + count * sizeof(int);

    private static void CheckHeader(ReadOnlySpan<byte> packed, DateOnly day, int count)
    {
        if (packed.Length < HeaderLength)
            throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: {packed.Length} bytes are too few.");
        if (packed[0] != LayoutVersion)
            throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: layout {packed[0]} is not known, only {LayoutVersion}.");
        if (packed[1] != count)
            throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: {packed[1]} intervals, but the day has {count}.");
        if (packed[2] is not (AllActual or QualitiesFollow))
            throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: quality byte {packed[2]} is not known.");
        if (packed.Length != LengthOf(count, packed[2] == AllActual))
            throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: {packed.Length} bytes do not fit {count} intervals.");
    }

    private static void ReadQualities(ReadOnlySpan<byte> bits, Span<IntervalQuality> qualities, DateOnly day)
    {
        var allActual = true;
        for (var i = 0; i < qualities.Length; i++)
        {
            qualities[i] = (IntervalQuality)(bits[i / 4] >> i % 4 * 2 & 3);
            if (qualities[i] > IntervalQuality.Estimated)
                throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: quality 3 at position {i} is not known.");
            allActual &= qualities[i] == IntervalQuality.Actual;
        }
        if (allActual)
            throw new InvalidDataException($"Packed day {day:yyyy-MM-dd}: all values are actual, and the quality byte denies it.");
    }
}
