namespace SmtPortal.Web.Formats;

/// <summary>
/// The wall-clock times that interval files print at each position of a day. American daylight time changes at 02:00: in
/// spring the hour from 02:00 is left out, in autumn the hour from 01:00 stands twice.
/// </summary>
internal static class IntervalLabels
{
    public const int IntervalMinutes = 15;
    public const int MinutesPerDay = 24 * 60;

    /// <summary>The repeated hour of autumn, and where the left-out hour of spring starts, in minutes of the wall clock.</summary>
    public const int RepeatedFrom = 60;
    public const int ChangeAt = 120;
    public const int LeftOutUntil = 180;

    /// <summary>First position of the second pass in autumn, and of the time after the left-out hour in spring.</summary>
    public const int ChangePosition = ChangeAt / IntervalMinutes;

    public const int PlainCount = 96;
    public const int SpringCount = 92;
    public const int AutumnCount = 100;

    /// <summary>Minute of the wall clock at which the interval at a position starts, in a day of 92, 96 or 100 intervals.</summary>
    public static int StartMinute(int intervals, int position) =>
        (position < ChangePosition ? position : position + PlainCount - intervals) * IntervalMinutes;
}
