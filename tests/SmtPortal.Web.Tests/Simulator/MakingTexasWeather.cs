using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Web.Tests.Simulator;

[Trait("Once", "true")]
public class MakingTexasWeather
{
    private static readonly DateOnly First = new(2025, 7, 1);
    private static readonly Weather Weather = new(UsageGenerator.DefaultSeed);

    [Theory]
    [InlineData(TexasRegion.North)]
    [InlineData(TexasRegion.Coast)]
    [InlineData(TexasRegion.South)]
    [InlineData(TexasRegion.West)]
    public void Summers_are_hot_and_winters_mild(TexasRegion region)
    {
        Assert.InRange(MonthMean(region, 2025, 8), 27, 33);
        Assert.InRange(MonthMean(region, 2025, 12), 5, 19);
    }

    [Fact]
    public void A_winter_has_one_hard_freeze_in_the_north()
    {
        var coldest = Days().Min(day => Weather.DailyMean(TexasRegion.North, day));
        Assert.InRange(coldest, -14, -1);
        Assert.InRange(Days().Count(day => Weather.DailyMean(TexasRegion.North, day) < 0), 1, 8);
    }

    [Fact]
    public void Cold_fronts_drop_the_temperature_within_a_day()
    {
        var drops = Days().Count(day => Weather.DailyMean(TexasRegion.North, day) - Weather.DailyMean(TexasRegion.North, day.AddDays(1)) > 4);
        Assert.InRange(drops, 3, 30);
    }

    [Fact]
    public void Temperature_does_not_jump_at_midnight()
    {
        Assert.All(Days(), day => Assert.Equal(
            Weather.On(TexasRegion.North, day).TemperatureAt(24), Weather.On(TexasRegion.North, day.AddDays(1)).TemperatureAt(0), 3.0));
    }

    [Fact]
    public void Afternoons_are_warmer_than_nights_and_clouds_stay_in_their_bounds()
    {
        Assert.All(Days(), day =>
        {
            var weather = Weather.On(TexasRegion.Coast, day);
            Assert.All(Enumerable.Range(0, 96), quarter => Assert.InRange(weather.CloudAt(quarter / 4.0), 0, 1));
        });
        Assert.True(Days().Count(day => Weather.On(TexasRegion.Coast, day).TemperatureAt(16) > Weather.On(TexasRegion.Coast, day).TemperatureAt(5)) > 350);
    }

    private static IEnumerable<DateOnly> Days() => Enumerable.Range(0, 365).Select(First.AddDays);

    private static double MonthMean(TexasRegion region, int year, int month) =>
        Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Average(day => Weather.DailyMean(region, new DateOnly(year, month, day)));
}
