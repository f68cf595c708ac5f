namespace SmtPortal.Simulator.Profiles;

/// <summary>
/// Made-up Texas weather, the same for the same seed: seasons, warm and cold spells, cold fronts that drop the temperature
/// within a day and fade in a few, and one hard freeze each winter. Temperatures in degrees Celsius.
/// </summary>
public sealed class Weather(ulong seed)
{
    private const int DaysBetweenFronts = 6;

    /// <summary>The weather of one Central day.</summary>
    public WeatherDay On(TexasRegion region, DateOnly day)
    {
        var cloud = Cloudiness(region, day.DayNumber);
        var climate = Climate.Of(region);
        return new WeatherDay(
            DailyMean(region, day.AddDays(-1)), DailyMean(region, day), DailyMean(region, day.AddDays(1)),
            climate.DailyRange * (1.15 - (0.6 * cloud)), cloud, new Chance(seed).With("sky").With((int)region).With(day.DayNumber));
    }

    /// <summary>Mean temperature of a day in degrees Celsius.</summary>
    public double DailyMean(TexasRegion region, DateOnly day)
    {
        var climate = Climate.Of(region);
        var season = Math.Cos(2 * Math.PI * (day.DayOfYear - 207) / 365.25);
        var winter = (1 - season) / 2;
        var spells = new Chance(seed).With("spells").With((int)region);
        var statewide = new Chance(seed).With("statewide");
        var spell = (statewide.Wave(day.DayNumber / 9.0) * 0.7) + (spells.Wave(day.DayNumber / 3.0) * 0.3);
        return climate.YearMean + (climate.YearSwing * season) + (spell * (1.8 + (3.5 * winter)))
            - (climate.FrontShare * (FrontDrop(day.DayNumber, winter) + FreezeDrop(day)));
    }

    private double FrontDrop(int dayNumber, double winter)
    {
        var fronts = new Chance(seed).With("fronts");
        var drop = 0.0;
        for (var slot = (dayNumber / DaysBetweenFronts) - 2; slot <= dayNumber / DaysBetweenFronts; slot++)
        {
            var front = fronts.With(slot);
            var age = dayNumber - (slot * DaysBetweenFronts) - (int)(front.Unit * DaysBetweenFronts);
            if (age >= 0)
                drop += front.With(1).Unit * (0.5 + (8 * winter)) * Math.Exp(-age / 2.5);
        }
        return drop;
    }

    private double FreezeDrop(DateOnly day)
    {
        var centre = new DateOnly(day.Year, 1, 10).DayNumber + new Chance(seed).With("freeze").With(day.Year).Between(0, 35);
        var away = (day.DayNumber - centre) / 1.7;
        return 14 * Math.Exp(-away * away);
    }

    private double Cloudiness(TexasRegion region, int dayNumber)
    {
        var sky = new Chance(seed).With("clouds").With((int)region);
        var mean = 0.42 - Climate.Of(region).Sunshine;
        return Math.Clamp(mean + (sky.Wave(dayNumber / 1.6) * 0.45) + (sky.With(1).Wave(dayNumber / 7.0) * 0.2), 0, 1);
    }

    private readonly record struct Climate(double YearMean, double YearSwing, double DailyRange, double FrontShare, double Sunshine)
    {
        public static Climate Of(TexasRegion region) => region switch
        {
            TexasRegion.North => new(20.3, 10.4, 11.5, 1.0, 0.05),
            TexasRegion.Coast => new(22.0, 8.4, 9.5, 0.8, 0),
            TexasRegion.South => new(23.8, 7.0, 9.5, 0.65, 0.05),
            _ => new(19.5, 10.4, 13.5, 1.0, 0.12),
        };
    }
}

/// <summary>One day's weather at a place: temperature and cloud for any wall-clock hour of it.</summary>
public sealed class WeatherDay
{
    private readonly double _before;
    private readonly double _mean;
    private readonly double _after;
    private readonly double _range;
    private readonly double _cloud;
    private readonly Chance _sky;

    internal WeatherDay(double before, double mean, double after, double range, double cloud, Chance sky) =>
        (_before, _mean, _after, _range, _cloud, _sky) = (before, mean, after, range, cloud, sky);

    /// <summary>Degrees Celsius; coldest about 5, warmest about 16 o'clock. An hour below 0 is taken from the evening before.</summary>
    public double TemperatureAt(double hour)
    {
        var level = hour < 12 ? _mean + ((_before - _mean) * (12 - hour) / 24) : _mean + ((_after - _mean) * (hour - 12) / 24);
        return level + (_range / 2 * Math.Cos(2 * Math.PI * (hour - 16) / 24));
    }

    /// <summary>0 for a clear sky to 1 for an overcast one. Changes within minutes on days with broken cloud.</summary>
    public double CloudAt(double hour)
    {
        var broken = 1 - Math.Abs((2 * _cloud) - 1);
        return Math.Clamp(_cloud + (broken * ((0.5 * _sky.Wave(hour * 2.2)) + (0.25 * _sky.With(1).Wave(hour * 0.6)))), 0, 1);
    }
}
