using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Formats;

/// <summary>Which day a row belongs to.</summary>
internal readonly record struct IntervalDayKey(string Esiid, UsageDirection Direction, DateOnly Day);

/// <summary>One row inside its day.</summary>
/// <param name="Line">Line in the file.</param>
/// <param name="Start">Label in minutes of the wall clock; -1 where it could not be read.</param>
/// <param name="End">Label of the end, 0 for midnight; -1 where it could not be read.</param>
/// <param name="WattHours">The value; null where the row is blank or bad.</param>
/// <param name="Quality">Missing where the row is blank or bad.</param>
/// <param name="IsBad">The row was refused already; it only holds its place.</param>
internal readonly record struct IntervalRow(long Line, int Start, int End, int? WattHours, IntervalQuality Quality, bool IsBad)
{
    public bool IsBlank => !IsBad && WattHours is null;

    /// <summary>Whether the labels are 15 minutes apart.</summary>
    public bool HasSoundLabel => Start >= 0 && End == (Start + IntervalLabels.IntervalMinutes) % IntervalLabels.MinutesPerDay;
}
