namespace SmtPortal.Simulator.Profiles;

/// <summary>What a home has and how it is lived in. Powers in watts.</summary>
internal sealed record HomeLoad
{
    /// <summary>Always on: router, standby, clocks.</summary>
    public required double Standby { get; init; }

    /// <summary>Lights, cooking, screens at the height of the evening.</summary>
    public required double Living { get; init; }

    public required double Cooling { get; init; }

    /// <summary>Share of the time that the cooling runs for each degree above its balance point.</summary>
    public required double CoolingPerDegree { get; init; }

    /// <summary>Power for each degree below the balance point; for a gas furnace that of its fan.</summary>
    public required double HeatingPerDegree { get; init; }

    /// <summary>The most that heating draws.</summary>
    public required double HeatingMost { get; init; }

    /// <summary>Hot water by electricity: heater runs per day, 0 with gas.</summary>
    public int HotWaterRuns { get; init; }

    public bool Children { get; init; }

    public bool Pool { get; init; }

    public bool Car { get; init; }

    public static HomeLoad Of(LoadProfileKind kind) => kind switch
    {
        LoadProfileKind.GasHeatedHome => new()
        { Standby = 210, Living = 1000, Cooling = 3400, CoolingPerDegree = 0.034, HeatingPerDegree = 22, HeatingMost = 450, Children = true },
        LoadProfileKind.PoolHome => new()
        { Standby = 220, Living = 800, Cooling = 3300, CoolingPerDegree = 0.030, HeatingPerDegree = 60, HeatingMost = 4500, Pool = true },
        LoadProfileKind.ElectricVehicleHome => new()
        { Standby = 170, Living = 700, Cooling = 3000, CoolingPerDegree = 0.030, HeatingPerDegree = 60, HeatingMost = 4500, Car = true },
        LoadProfileKind.AllElectricHome => new()
        {
            Standby = 180,
            Living = 850,
            Cooling = 3300,
            CoolingPerDegree = 0.032,
            HeatingPerDegree = 145,
            HeatingMost = 9600,
            HotWaterRuns = 5,
            Children = true,
        },
        LoadProfileKind.Apartment => new()
        { Standby = 90, Living = 420, Cooling = 1700, CoolingPerDegree = 0.030, HeatingPerDegree = 55, HeatingMost = 3500, HotWaterRuns = 2 },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a home."),
    };

    /// <summary>The load of one day. Homes of one kind differ in size and habits by up to an eighth.</summary>
    public double[] Run(LoadDay load)
    {
        var premise = load.ChanceOf(0);
        var scale = premise.With("size").Between(0.9, 1.13);
        return (this with { Living = Living * scale, Standby = Standby * premise.With("standby").Between(0.9, 1.13), Cooling = Cooling * scale })
            .Fill(load);
    }

    private double[] Fill(LoadDay load)
    {
        var rhythm = Rhythm.Of(load, Children);
        var fridgePeriod = 3.1 + load.Chance.With(2).Between(0, 0.8);
        var liveliness = load.Chance.With(3).Between(0.75, 1.25);
        for (var i = 0; i < load.Clock.Count; i++)
        {
            var hour = load.Clock.HourOf(i);
            var noise = load.Chance.With(200 + i).Between(0.7, 1.3);
            load.Add(i, Standby + (150 * load.OnShare(i, fridgePeriod, 0.38)) + (Living * liveliness * noise * rhythm.ActivityAt(hour)));
            AddClimate(load, i, hour, rhythm);
        }
        AddAppliances(load, rhythm);
        if (Pool)
            load.AddRun(9, load.Day.Month is >= 5 and <= 9 ? 8 : 4, 1150);
        if (Car)
            AddCar(load);
        return load.Finish(0.04);
    }

    private void AddClimate(LoadDay load, int interval, double hour, Rhythm rhythm)
    {
        // Walls answer about an hour and a half late; people who are out let the house get warmer or colder.
        var outside = load.Weather.TemperatureAt(hour - 1.5);
        var setback = rhythm.AwayAt(hour) ? 2.0 : 0;
        var cooling = Math.Clamp((outside - 19.5 - setback) * CoolingPerDegree, 0, 1);
        if (cooling > 0.03)
            load.Add(interval, Cooling * (0.85 + (0.006 * Math.Max(0, outside - 10))) * load.OnShare(interval, 2.3, cooling));
        var heating = Math.Clamp((16 - setback - outside) * HeatingPerDegree / HeatingMost, 0, 1);
        if (heating > 0.01)
            load.Add(interval, HeatingMost * load.OnShare(interval, 1.9, heating));
    }

    private void AddAppliances(LoadDay load, Rhythm rhythm)
    {
        var chance = load.Chance.With("appliances");
        if (chance.With(1).Unit < 0.6)
            load.AddRun(chance.With(2).Between(19.5, 21.5), 1.1, 900); // dishwasher
        if (chance.With(3).Unit < (rhythm.AtHome ? 0.75 : 0.3))
            load.AddRun(rhythm.AtHome ? chance.With(4).Between(9, 17) : chance.With(4).Between(18, 20.5), 0.75, Living * 3.2); // dryer
        if (chance.With(5).Unit < 0.7)
            load.AddRun(chance.With(6).Between(17.3, 18.8), 0.6, Living * 2); // oven
        for (var run = 0; run < HotWaterRuns; run++)
        {
            var draw = chance.With(10 + run);
            var hour = run % 2 == 0 ? draw.Between(5.8, 8) : draw.Between(18, 22);
            load.AddRun(hour, draw.With(1).Between(0.3, 0.55), 4500);
        }
    }

    /// <summary>A session may run past midnight, so each day also gets the rest of the one before.</summary>
    private static void AddCar(LoadDay load)
    {
        foreach (var evening in (int[])[load.Day.DayNumber - 1, load.Day.DayNumber])
        {
            var session = load.ChanceOf(evening).With("car");
            if (session.Unit > 0.55)
                continue;
            var start = session.With(1).Between(21, 23.5) - (evening < load.Day.DayNumber ? 24 : 0);
            load.AddRun(start, session.With(2).Between(1, 3.2), 7200);
        }
    }

    /// <summary>When the people of a home are up, out and busy.</summary>
    private readonly record struct Rhythm(bool AtHome)
    {
        /// <summary>Children keep a home lively on days without school even when their parents work.</summary>
        public static Rhythm Of(LoadDay load, bool children) =>
            new(!TexasCalendar.IsWorkday(load.Day) || (children && !TexasCalendar.IsSchoolDay(load.Day)));

        public bool AwayAt(double hour) => !AtHome && hour is >= 8.25 and < 16.5;

        /// <summary>0.05 asleep, 1 at the height of the evening.</summary>
        public double ActivityAt(double hour) => Math.Max(0.05, Math.Max(
            Math.Max(AtHome ? 0.5 * Hump(hour, 9.2, 1.8) : 0.65 * Hump(hour, 7, 1.1), Hump(hour, 20, 2.6)),
            AtHome && hour is >= 9 and < 20 ? 0.4 : 0));

        private static double Hump(double hour, double centre, double width)
        {
            var away = (hour - centre) / width;
            return Math.Exp(-away * away);
        }
    }
}
