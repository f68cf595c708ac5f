namespace SmtPortal.Simulator.Profiles;

/// <summary>What the meter measured on one Central day: 92, 96 or 100 whole Wh each way. <see cref="SurplusWh"/> is null without solar panels.</summary>
public sealed record MeterDay(DateOnly Day, int[] ConsumptionWh, int[]? SurplusWh)
{
    public long TotalConsumptionWh => ConsumptionWh.Sum(wh => (long)wh);

    public long TotalSurplusWh => SurplusWh?.Sum(wh => (long)wh) ?? 0;
}

/// <summary>
/// Makes the true readings of demo premises. The result depends on the seed, the premise and the day alone, so any day can
/// be made at any time, in any order and again, and fits its neighbours. Safe for use from several threads.
/// </summary>
public sealed class UsageGenerator(ulong seed = UsageGenerator.DefaultSeed)
{
    public const ulong DefaultSeed = 20_021_001;

    private readonly Weather _weather = new(seed);

    public ulong Seed => seed;

    public MeterDay Generate(DemoPremise premise, DateOnly day)
    {
        var clock = new DayClock(day);
        var weather = _weather.On(premise.Region, day);
        var ofPremise = new Chance(seed).With(premise.Esiid);
        var load = new LoadDay(day, clock, weather, ofPremise);
        var used = premise.Profile switch
        {
            LoadProfileKind.Shop => BusinessLoad.Shop.Run(load, BusinessLoad.ShopHours(day)),
            LoadProfileKind.School => BusinessLoad.School.Run(load, BusinessLoad.SchoolHours(day)),
            var home => HomeLoad.Of(home).Run(load),
        };
        if (!premise.HasSolar)
            return new MeterDay(day, Whole(used), null);
        var made = SolarArray.WattHours(premise.SolarKilowatts, premise.Region, day, clock, weather);
        return Net(day, used, made);
    }

    /// <summary>The meter sees what is left after own use: within an interval either drawn from the grid or given to it.</summary>
    private static MeterDay Net(DateOnly day, double[] used, double[] made)
    {
        var consumption = new int[used.Length];
        var surplus = new int[used.Length];
        for (var i = 0; i < used.Length; i++)
        {
            var net = (int)Math.Round(used[i] - made[i]);
            consumption[i] = Math.Max(0, net);
            surplus[i] = Math.Max(0, -net);
        }
        return new MeterDay(day, consumption, surplus);
    }

    private static int[] Whole(double[] wattHours) => Array.ConvertAll(wattHours, wh => (int)Math.Round(wh));
}
