using System.Globalization;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;

namespace SmtPortal.Domain.Tests.Usage;

public class ADayOfUsage
{
    private const string Esiid = "10443720000000001";
    private static readonly DateOnly Plain = new(2025, 6, 1);
    private static readonly DateOnly Spring = new(2026, 3, 8);
    private static readonly DateOnly Autumn = new(2025, 11, 2);
    private static readonly DateTimeOffset Revision = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory] // USE-3
    [InlineData("2025-06-01", 96)]
    [InlineData("2026-03-08", 92)]
    [InlineData("2025-11-02", 100)]
    public void Has_as_many_intervals_as_the_day_is_long(string day, int intervals)
    {
        Assert.Equal(intervals, Day(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Count);
    }

    [Fact]
    public void Is_refused_with_another_number_of_values()
    {
        Assert.Throws<DomainException>(() => new DayUsage(Esiid, UsageDirection.Consumption, Spring, Revision, new int?[96], new IntervalQuality[96]));
    }

    [Theory] // USE-2
    [InlineData(null, IntervalQuality.Actual)]
    [InlineData(0, IntervalQuality.Missing)]
    [InlineData(-1, IntervalQuality.Actual)]
    [InlineData(DayUsage.MaxWattHours + 1, IntervalQuality.Actual)]
    [InlineData(1, (IntervalQuality)3)]
    public void Is_refused_when_value_and_quality_contradict_or_the_value_cannot_be(int? wattHours, IntervalQuality quality)
    {
        var values = new int?[96];
        var qualities = new IntervalQuality[96];
        (values[7], qualities[7]) = (wattHours, quality);

        Assert.Throws<DomainException>(() => new DayUsage(Esiid, UsageDirection.Consumption, Plain, Revision, values, qualities));
    }

    [Fact] // USE-2: missing is never zero
    public void Sums_what_is_there_and_counts_what_is_not()
    {
        var day = Day(Plain, (0, 250, IntervalQuality.Estimated), (1, null, IntervalQuality.Missing), (2, 0, IntervalQuality.Actual));

        Assert.Equal((1, 1), (day.EstimatedCount, day.MissingCount));
        Assert.Equal(250 + Enumerable.Range(3, 93).Sum(), day.TotalWh);
        Assert.Null(day.WattHours[1]);
        Assert.Equal(0, day.WattHours[2]);
    }

    [Fact]
    public void Starts_its_intervals_at_true_moments_through_the_clock_change()
    {
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 5, 0, 0, TimeSpan.Zero), Day(Autumn).StartOf(0));
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 7, 0, 0, TimeSpan.Zero), Day(Autumn).StartOf(8));
        Assert.Equal(new DateTimeOffset(2025, 11, 3, 5, 45, 0, TimeSpan.Zero), Day(Autumn).StartOf(99));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 4, 45, 0, TimeSpan.Zero), Day(Spring).StartOf(91));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day(Spring).StartOf(92));
    }

    [Fact]
    public void Keeps_its_revision_in_UTC_to_the_second()
    {
        var day = new DayUsage(Esiid, UsageDirection.Generation, Plain, new DateTimeOffset(2025, 6, 2, 1, 2, 3, 456, TimeSpan.FromHours(-5)), new int?[96], new IntervalQuality[96]);

        Assert.Equal(new DateTimeOffset(2025, 6, 2, 6, 2, 3, TimeSpan.Zero), day.Revision);
        Assert.Equal(TimeSpan.Zero, day.Revision.Offset);
    }

    [Fact]
    public void Is_completed_by_the_mended_copy_whichever_came_first()
    {
        var damaged = Day(Plain, (4, null, IntervalQuality.Missing));
        var whole = Day(Plain);

        Assert.True(whole.HasSameValuesAs(damaged.CompletedFrom(whole)!));
        Assert.True(whole.HasSameValuesAs(whole.CompletedFrom(damaged)!));
        Assert.False(whole.HasSameValuesAs(damaged));
    }

    [Fact]
    public void Is_not_completed_by_a_copy_that_contradicts_it()
    {
        Assert.Null(Day(Plain).CompletedFrom(Day(Plain, (4, 999, IntervalQuality.Actual))));
        Assert.Null(Day(Plain).CompletedFrom(Day(Plain, (4, 4, IntervalQuality.Estimated))));
        Assert.Throws<DomainException>(() => Day(Plain).CompletedFrom(Day(Spring)));
    }

    /// <summary>A day whose values are their positions, all actual, but for the changes.</summary>
    internal static DayUsage Day(DateOnly day, params (int Position, int? WattHours, IntervalQuality Quality)[] changes)
    {
        var count = CentralTime.IntervalsIn(day);
        var wattHours = Enumerable.Range(0, count).Select(i => (int?)i).ToArray();
        var qualities = Enumerable.Repeat(IntervalQuality.Actual, count).ToArray();
        foreach (var (position, value, quality) in changes)
            (wattHours[position], qualities[position]) = (value, quality);
        return new DayUsage(Esiid, UsageDirection.Consumption, day, Revision, wattHours, qualities);
    }
}
