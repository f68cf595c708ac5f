using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Web.Tests.Simulator;

[Trait("Once", "true")]
public class KeepingTheTexasCalendar
{
    [Theory]
    [InlineData("2025-09-01")] // Labor Day
    [InlineData("2025-11-27")] // Thanksgiving
    [InlineData("2025-11-28")]
    [InlineData("2026-01-19")] // Martin Luther King Jr. Day
    [InlineData("2026-05-25")] // Memorial Day
    [InlineData("2027-05-31")] // Memorial Day on the last of the month
    [InlineData("2026-06-19")]
    [InlineData("2026-12-25")]
    public void Holidays_fall_on_their_days(string day) => Assert.True(TexasCalendar.IsHoliday(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2025-11-20")]
    [InlineData("2026-01-12")]
    [InlineData("2026-05-18")]
    [InlineData("2026-09-14")]
    public void Neighbours_of_holidays_are_ordinary_workdays(string day) => Assert.True(TexasCalendar.IsWorkday(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2026-03-11")] // spring break
    [InlineData("2025-11-25")] // Thanksgiving week
    [InlineData("2025-12-29")]
    [InlineData("2026-07-15")]
    [InlineData("2026-10-10")] // a Saturday
    public void Schools_rest_in_their_breaks(string day) => Assert.False(TexasCalendar.IsSchoolDay(DateOnly.Parse(day, null)));

    [Fact]
    public void A_school_year_has_about_a_hundred_and_seventy_five_days()
    {
        var first = new DateOnly(2025, 8, 1);
        Assert.InRange(Enumerable.Range(0, 365).Count(n => TexasCalendar.IsSchoolDay(first.AddDays(n))), 168, 182);
    }
}
