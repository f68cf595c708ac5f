namespace SmtPortal.Simulator.Profiles;

/// <summary>Holidays and school terms, computed for any year. The terms follow the usual Texas pattern, not one district's.</summary>
public static class TexasCalendar
{
    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>A federal holiday that homes and offices keep, or the Friday after Thanksgiving, or Christmas Eve.</summary>
    public static bool IsHoliday(DateOnly day) => day is { Month: 1, Day: 1 } or { Month: 6, Day: 19 } or { Month: 7, Day: 4 } or { Month: 12, Day: 24 or 25 }
        || day == Nth(3, DayOfWeek.Monday, day.Year, 1)
        || day == MemorialDay(day.Year)
        || day == Nth(1, DayOfWeek.Monday, day.Year, 9)
        || day == Thanksgiving(day.Year)
        || day == Thanksgiving(day.Year).AddDays(1);

    /// <summary>The days on which even shops stay closed.</summary>
    public static bool ShopsAreClosed(DateOnly day) => day is { Month: 12, Day: 25 } || day == Thanksgiving(day.Year);

    public static bool IsWorkday(DateOnly day) => !IsWeekend(day) && !IsHoliday(day);

    /// <summary>A day with lessons: a weekday of a term, outside Thanksgiving week, winter break and spring break.</summary>
    public static bool IsSchoolDay(DateOnly day)
    {
        if (IsWeekend(day) || IsHoliday(day) || IsSummerBreak(day))
            return false;
        var winterBreak = day is { Month: 12, Day: >= 20 } or { Month: 1, Day: <= 4 };
        var springBreak = Nth(2, DayOfWeek.Monday, day.Year, 3);
        var thanksgivingWeek = Thanksgiving(day.Year).AddDays(-3);
        return !winterBreak && !IsInWeekOf(day, springBreak) && !IsInWeekOf(day, thanksgivingWeek);
    }

    /// <summary>From the Friday before Memorial Day to the Tuesday before the third Wednesday of August.</summary>
    public static bool IsSummerBreak(DateOnly day) =>
        day >= MemorialDay(day.Year).AddDays(-3) && day < Nth(3, DayOfWeek.Wednesday, day.Year, 8);

    private static DateOnly Thanksgiving(int year) => Nth(4, DayOfWeek.Thursday, year, 11);

    private static DateOnly MemorialDay(int year)
    {
        var last = new DateOnly(year, 5, 31);
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }

    private static bool IsInWeekOf(DateOnly day, DateOnly monday) => day >= monday && day < monday.AddDays(7);

    private static DateOnly Nth(int n, DayOfWeek weekday, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var ahead = ((int)weekday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(ahead + (7 * (n - 1)));
    }
}
