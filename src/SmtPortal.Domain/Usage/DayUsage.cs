using System.Collections.Immutable;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Usage;

/// <summary>
/// One ESIID's energy in one direction on one Central day: 96 intervals of 15 minutes, 92 when the clock goes forward and
/// 100 when it goes back. The position in the day decides what time a value belongs to, never a label (USE-3).
/// </summary>
public sealed class DayUsage
{
    /// <summary>Largest value of one interval in Wh: 100 MWh in 15 minutes, a load of 400 MW.</summary>
    public const int MaxWattHours = 100_000_000;

    /// <summary>Makes a day.</summary>
    /// <param name="esiid">A well-formed ESIID.</param>
    /// <param name="direction">Which way the energy went.</param>
    /// <param name="day">The Central day.</param>
    /// <param name="revision">When the TDSP last revised the day; kept in UTC, cut to whole seconds.</param>
    /// <param name="wattHours">Wh by position, exactly as many as the day has intervals; null where missing.</param>
    /// <param name="qualities">Quality by position, <see cref="IntervalQuality.Missing"/> exactly where the value is null.</param>
    /// <exception cref="DomainException">Malformed ESIID, wrong length, a value below 0 or over <see cref="MaxWattHours"/>, or value and quality contradict.</exception>
    public DayUsage(
        string esiid, UsageDirection direction, DateOnly day, DateTimeOffset revision,
        ReadOnlySpan<int?> wattHours, ReadOnlySpan<IntervalQuality> qualities)
    {
        if (!Registry.Esiid.IsWellFormed(esiid))
            throw new DomainException("Usage belongs to a well-formed ESIID.");
        var intervals = CentralTime.IntervalsIn(day);
        if (wattHours.Length != intervals || qualities.Length != intervals)
            throw new DomainException($"{day:yyyy-MM-dd} has {intervals} intervals, not {wattHours.Length} values and {qualities.Length} qualities.");

        Esiid = esiid;
        Direction = direction;
        Day = day;
        Revision = new DateTimeOffset(revision.UtcTicks - revision.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        WattHours = [.. wattHours];
        Qualities = [.. qualities];
        for (var i = 0; i < intervals; i++)
        {
            Check(i, wattHours[i], qualities[i]);
            TotalWh += wattHours[i] ?? 0;
            if (qualities[i] == IntervalQuality.Estimated)
                EstimatedCount++;
            else if (qualities[i] == IntervalQuality.Missing)
                MissingCount++;
        }
    }

    public string Esiid { get; }

    public UsageDirection Direction { get; }

    /// <summary>The Central day.</summary>
    public DateOnly Day { get; }

    /// <summary>When the TDSP last revised the day, UTC, whole seconds.</summary>
    public DateTimeOffset Revision { get; }

    /// <summary>Wh by position; null where missing.</summary>
    public ImmutableArray<int?> WattHours { get; }

    /// <summary>Quality by position.</summary>
    public ImmutableArray<IntervalQuality> Qualities { get; }

    /// <summary>Number of intervals: 92, 96 or 100.</summary>
    public int Count => WattHours.Length;

    /// <summary>Sum of the values that are there, in Wh. Short of the truth when <see cref="MissingCount"/> is not 0.</summary>
    public long TotalWh { get; }

    public int EstimatedCount { get; }

    public int MissingCount { get; }

    /// <summary>The moment at which the interval at a position starts, in UTC.</summary>
    public DateTimeOffset StartOf(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
        return CentralTime.StartOf(Day) + position * CentralTime.Interval;
    }

    /// <summary>Whether another day has the same values and qualities, whatever its revision.</summary>
    public bool HasSameValuesAs(DayUsage other) =>
        WattHours.AsSpan().SequenceEqual(other.WattHours.AsSpan()) && Qualities.AsSpan().SequenceEqual(other.Qualities.AsSpan());

    /// <summary>
    /// This day with its gaps filled from another copy of the same revision: what a file with damaged rows left out, the mended
    /// file brings. Null when the two contradict each other at a position where both have a value.
    /// </summary>
    /// <exception cref="DomainException">The other is not the same ESIID, direction, day and revision.</exception>
    public DayUsage? CompletedFrom(DayUsage other)
    {
        if ((other.Esiid, other.Direction, other.Day, other.Revision) != (Esiid, Direction, Day, Revision))
            throw new DomainException("Only copies of one revision of one day complete each other.");
        var wattHours = WattHours.ToArray();
        var qualities = Qualities.ToArray();
        for (var i = 0; i < Count; i++)
        {
            if (qualities[i] == IntervalQuality.Missing)
                (wattHours[i], qualities[i]) = (other.WattHours[i], other.Qualities[i]);
            else if (other.Qualities[i] != IntervalQuality.Missing && (wattHours[i], qualities[i]) != (other.WattHours[i], other.Qualities[i]))
                return null;
        }
        return new DayUsage(Esiid, Direction, Day, Revision, wattHours, qualities);
    }

    private void Check(int position, int? wattHours, IntervalQuality quality)
    {
        if (quality > IntervalQuality.Estimated)
            throw new DomainException($"{Day:yyyy-MM-dd}, position {position}: {(int)quality} is no quality.");
        if (wattHours is null != (quality == IntervalQuality.Missing))
            throw new DomainException($"{Day:yyyy-MM-dd}, position {position}: a value is missing exactly when its quality says so.");
        if (wattHours is < 0 or > MaxWattHours)
            throw new DomainException($"{Day:yyyy-MM-dd}, position {position}: a value lies between 0 and {MaxWattHours} Wh.");
    }
}
