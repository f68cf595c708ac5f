namespace SmtPortal.Simulator.Profiles;

/// <summary>A shop or a school: much while it is open, little while it is closed. Powers in watts.</summary>
internal sealed record BusinessLoad
{
    /// <summary>Day and night: coolers, servers, safety lights.</summary>
    public required double Closed { get; init; }

    /// <summary>What lights, kitchen and machines add while it is open.</summary>
    public required double Open { get; init; }

    public required double CoolingPerDegree { get; init; }

    public required double HeatingPerDegree { get; init; }

    /// <summary>Share of the heating and cooling that goes on when it is closed.</summary>
    public required double ClimateWhenClosed { get; init; }

    public static BusinessLoad Shop => new()
    { Closed = 1600, Open = 4200, CoolingPerDegree = 420, HeatingPerDegree = 260, ClimateWhenClosed = 0.3 };

    public static BusinessLoad School => new()
    { Closed = 32_000, Open = 125_000, CoolingPerDegree = 9_500, HeatingPerDegree = 5_500, ClimateWhenClosed = 0.22 };

    /// <summary>Opening hours; from equals to on a day on which it stays closed.</summary>
    public static (double From, double To) ShopHours(DateOnly day) =>
        TexasCalendar.ShopsAreClosed(day) ? (0, 0)
        : day.DayOfWeek == DayOfWeek.Sunday ? (11, 18)
        : (9, 20.5);

    /// <summary>Lessons and clubs; some office work on other workdays of the year.</summary>
    public static (double From, double To) SchoolHours(DateOnly day) =>
        TexasCalendar.IsSchoolDay(day) ? (6.75, 17.25) : (0, 0);

    public double[] Run(LoadDay load, (double From, double To) hours)
    {
        for (var i = 0; i < load.Clock.Count; i++)
        {
            var hour = load.Clock.HourOf(i);
            var open = OpenAt(hour, hours);
            var outside = load.Weather.TemperatureAt(hour - 1);
            var climate = (Math.Max(0, outside - 17.5) * CoolingPerDegree) + (Math.Max(0, 13 - outside) * HeatingPerDegree);
            var share = ClimateWhenClosed + ((1 - ClimateWhenClosed) * open);
            var noise = load.Chance.With(200 + i).Between(0.93, 1.07);
            var cooler = 0.85 + (0.3 * load.OnShare(i, 3.4, 0.5));
            load.Add(i, (Closed * cooler) + (Open * open * noise) + (climate * share));
        }
        return load.Finish(0.03);
    }

    /// <summary>0 closed, 1 open; staff come three quarters of an hour before and leave as much after.</summary>
    private static double OpenAt(double hour, (double From, double To) hours)
    {
        if (hours.From >= hours.To)
            return 0;
        var inside = Math.Min(hour - (hours.From - 0.75), hours.To + 0.75 - hour);
        return Math.Clamp(inside / 0.75, 0, 1);
    }
}
