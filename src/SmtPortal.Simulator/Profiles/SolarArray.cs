using SmtPortal.Domain.Shared;

namespace SmtPortal.Simulator.Profiles;

/// <summary>Solar panels that face south at 22 degrees: output from the sun's true position, thinned by clouds.</summary>
internal static class SolarArray
{
    private const double Radians = Math.PI / 180;
    private const double Tilt = 22 * Radians;

    /// <summary>What inverter, heat, dirt and wiring leave of the panels' power.</summary>
    private const double Yield = 0.82;

    /// <summary>Energy of each interval in Wh, before own use.</summary>
    public static double[] WattHours(double kilowatts, TexasRegion region, DateOnly day, DayClock clock, WeatherDay weather)
    {
        var output = new double[clock.Count];
        var (latitude, longitude) = PlaceOf(region);
        // Declination and the equation of time by the usual short series: within half a degree and half a minute.
        var turn = 2 * Math.PI * (day.DayOfYear - 81) / 365.0;
        var declination = 23.45 * Radians * Math.Sin(turn);
        var equationOfTime = ((9.87 * Math.Sin(2 * turn)) - (7.53 * Math.Cos(turn)) - (1.5 * Math.Sin(turn))) / 60;
        for (var i = 0; i < output.Length; i++)
        {
            var middle = clock.Start + (i * CentralTime.Interval) + (CentralTime.Interval / 2);
            var solarHour = middle.TimeOfDay.TotalHours + (longitude / 15) + equationOfTime;
            var sun = ClearSky(latitude * Radians, declination, (solarHour - 12) * 15 * Radians);
            if (sun > 0)
                output[i] = kilowatts * 250 * Yield * sun * (1 - (0.78 * Math.Pow(weather.CloudAt(clock.HourOf(i)), 1.4)));
        }
        return output;
    }

    /// <summary>Sunlight on the panels as a share of 1 kW per square metre.</summary>
    private static double ClearSky(double latitude, double declination, double hourAngle)
    {
        var height = (Math.Sin(declination) * Math.Sin(latitude)) + (Math.Cos(declination) * Math.Cos(latitude) * Math.Cos(hourAngle));
        if (height <= 0.01)
            return 0;
        var onPanel = (Math.Sin(declination) * Math.Sin(latitude - Tilt)) + (Math.Cos(declination) * Math.Cos(latitude - Tilt) * Math.Cos(hourAngle));
        var direct = 1.353 * Math.Pow(0.7, Math.Pow(1 / height, 0.678));
        return (direct * Math.Max(onPanel, 0)) + (0.1 * height);
    }

    private static (double Latitude, double Longitude) PlaceOf(TexasRegion region) => region switch
    {
        TexasRegion.North => (32.8, -96.8),
        TexasRegion.Coast => (29.7, -95.3),
        TexasRegion.South => (27.2, -97.9),
        _ => (32.4, -99.7),
    };
}
