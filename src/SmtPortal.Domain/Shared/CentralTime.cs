namespace SmtPortal.Domain.Shared;

/// <summary>
/// Central Prevailing Time (<c>America/Chicago</c>): the only class that knows a time zone. Everything stored is UTC;
/// every day of the business (usage day, first and last day of an agreement, move-in) is a Central day.
/// </summary>
public static class CentralTime
{
    /// <summary>Name of the zone in the IANA database, as files name it.</summary>
    public const string ZoneName = "America/Chicago";

    /// <summary>Length of one usage interval.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

#pragma warning disable RS0030 // the one place that may look a time zone up
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);
#pragma warning restore RS0030

    /// <summary>The Central day that holds a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>The moment at which a Central day begins, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The moment at which a Central day ends, which is the start of the next, in UTC. The last day that there is ends with the last moment.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1));

    /// <summary>Number of 15-minute intervals in a Central day: 96, 92 when the clock goes forward, 100 when it goes back.</summary>
    public static int IntervalsIn(DateOnly day) => (int)((EndOf(day) - StartOf(day)) / Interval);

    /// <summary>A moment as Central wall-clock time with its offset (-05:00 or -06:00).</summary>
    public static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>
    /// The UTC moment of a Central wall-clock time. A time that exists twice (autumn) is the first pass, daylight time;
    /// one that does not exist (spring) is read as if the clock had not gone forward.
    /// </summary>
    public static DateTimeOffset FromLocal(DateTime wallClock)
    {
        var unspecified = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        var offset = Zone.IsAmbiguousTime(unspecified) ? Zone.GetAmbiguousTimeOffsets(unspecified).Max()
            : Zone.IsInvalidTime(unspecified) ? Zone.BaseUtcOffset
            : Zone.GetUtcOffset(unspecified);
        return new DateTimeOffset(unspecified, offset).ToUniversalTime();
    }
}
