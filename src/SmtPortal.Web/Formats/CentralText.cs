namespace SmtPortal.Web.Formats;

/// <summary>
/// Dates, times and kilowatt-hours as interval files and their spreadsheet copies print them, from ASCII bytes without spaces
/// round them. Everything returns false on anything else; nothing throws.
/// </summary>
internal static class CentralText
{
    /// <summary>Years outside are typing errors.</summary>
    public const int MinYear = 2000;
    public const int MaxYear = 2099;

    /// <summary><c>MM/DD/YYYY</c>, also without leading zeros, or <c>YYYY-MM-DD</c>.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        int year, month, day;
        if (text.Contains((byte)'/'))
        {
            if (!TryNumber(ref text, 2, out month) || !TrySkip(ref text, '/') || !TryNumber(ref text, 2, out day)
                || !TrySkip(ref text, '/') || text.Length != 4 || !TryNumber(ref text, 4, out year))
                return false;
        }
        else if (!TryNumber(ref text, 4, out year) || !TrySkip(ref text, '-') || !TryNumber(ref text, 2, out month)
            || !TrySkip(ref text, '-') || !TryNumber(ref text, 2, out day))
        {
            return false;
        }
        if (text.Length > 0 || year is < MinYear or > MaxYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>A date, then after spaces or <c>T</c> a time <c>H:MM</c> or <c>H:MM:SS</c>; without a time it is midnight.</summary>
    public static bool TryDateTime(ReadOnlySpan<byte> text, out DateTime wallClock)
    {
        wallClock = default;
        var end = text.IndexOfAny(" T"u8);
        if (!TryDate(end < 0 ? text : text[..end], out var date))
            return false;
        var seconds = 0;
        if (end >= 0 && (!TrySeconds(text[(end + 1)..].TrimStart((byte)' '), out seconds) || seconds == 24 * 3600))
            return false;
        wallClock = date.ToDateTime(TimeOnly.MinValue).AddSeconds(seconds);
        return true;
    }

    /// <summary>A time on the quarter hour, in minutes of the wall clock; <c>24:00</c> is 0.</summary>
    public static bool TryQuarterHour(ReadOnlySpan<byte> text, out int minute)
    {
        minute = -1;
        if (!TrySeconds(text, out var seconds) || seconds % (IntervalLabels.IntervalMinutes * 60) != 0)
            return false;
        minute = seconds / 60 % IntervalLabels.MinutesPerDay;
        return true;
    }

    private static bool TrySeconds(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (!TryNumber(ref text, 2, out var hour) || !TrySkip(ref text, ':') || text.Length < 2 || !TryNumber(ref text, 2, out var minute))
            return false;
        var second = 0;
        if (text.Length > 0 && (!TrySkip(ref text, ':') || text.Length != 2 || !TryNumber(ref text, 2, out second)))
            return false;
        seconds = hour * 3600 + minute * 60 + second;
        return text.Length == 0 && minute < 60 && second < 60 && (hour < 24 || seconds == 24 * 3600);
    }

    /// <summary>Reads one or more digits, at most <paramref name="most"/>.</summary>
    private static bool TryNumber(ref ReadOnlySpan<byte> text, int most, out int number)
    {
        number = 0;
        var read = 0;
        while (read < text.Length && read < most && text[read] is >= (byte)'0' and <= (byte)'9')
            number = number * 10 + text[read++] - '0';
        text = text[read..];
        return read > 0;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, char expected)
    {
        if (text.Length == 0 || text[0] != expected)
            return false;
        text = text[1..];
        return true;
    }
}
