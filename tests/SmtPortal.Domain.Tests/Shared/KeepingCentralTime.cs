using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Shared;

public sealed class KeepingCentralTime
{
    [Theory]
    [InlineData("2026-03-07", 96)]
    [InlineData("2026-03-08", 92)]
    [InlineData("2026-03-09", 96)]
    [InlineData("2026-10-31", 96)]
    [InlineData("2026-11-01", 100)]
    [InlineData("2026-11-02", 96)]
    public void A_day_has_96_intervals_but_for_the_two_on_which_the_clock_changes(string day, int intervals) =>
        Assert.Equal(intervals, CentralTime.IntervalsIn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Property]
    public Property Every_moment_lies_in_the_day_it_is_said_to_be_in() => Prop.ForAll(
        Gen.Choose(0, 60 * 365 * 24 * 60).Select(minutes => new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)).ToArbitrary(),
        moment =>
        {
            var day = CentralTime.DayOf(moment);
            return CentralTime.StartOf(day) <= moment && moment < CentralTime.EndOf(day);
        });

    [Theory]
    [InlineData("2026-11-01T01:30:00", "2026-11-01T06:30:00Z")]
    [InlineData("2026-03-08T02:30:00", "2026-03-08T08:30:00Z")]
    [InlineData("2026-06-15T12:00:00", "2026-06-15T17:00:00Z")]
    public void A_wall_clock_time_that_exists_twice_is_the_first_and_one_that_does_not_exist_is_read_in_standard_time(string wallClock, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture),
            CentralTime.FromLocal(DateTime.Parse(wallClock, System.Globalization.CultureInfo.InvariantCulture)));
}
