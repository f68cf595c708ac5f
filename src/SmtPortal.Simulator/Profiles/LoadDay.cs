namespace SmtPortal.Simulator.Profiles;

/// <summary>The load of one day while it is being added up from its parts: an energy in Wh for each interval.</summary>
internal sealed class LoadDay(DateOnly day, DayClock clock, WeatherDay weather, Chance premise)
{
    private readonly Chance _today = premise.With(day.DayNumber);
    private readonly double[] _wattHours = new double[clock.Count];

    public DateOnly Day => day;

    public DayClock Clock => clock;

    public WeatherDay Weather => weather;

    /// <summary>The chance of this premise on this day.</summary>
    public Chance Chance => _today;

    /// <summary>The chance of this premise on any day: for what begins the evening before.</summary>
    public Chance ChanceOf(int dayNumber) => premise.With(dayNumber);

    public void Add(int interval, double watts) => _wattHours[interval] += watts / 4;

    /// <summary>Something that runs once: from a wall-clock hour (below 0: since the evening before), for some hours. What goes past midnight is the next day's.</summary>
    public void AddRun(double fromHour, double hours, double watts)
    {
        var from = fromHour < 0 ? fromHour * 4 : clock.PositionOf(fromHour);
        var to = from + (hours * 4);
        for (var i = Math.Max(0, (int)Math.Floor(from)); i < _wattHours.Length && i < to; i++)
            _wattHours[i] += watts / 4 * (Math.Min(to, i + 1) - Math.Max(from, i));
    }

    /// <summary>
    /// Share of an interval, 0 to 1, in which something that switches itself on and off is on.
    /// </summary>
    /// <param name="interval">Position in the day.</param>
    /// <param name="period">Quarters of an hour from one start to the next.</param>
    /// <param name="duty">Share of the period that it runs, 0 to 1.</param>
    public double OnShare(int interval, double period, double duty)
    {
        var from = (clock.FirstQuarter + interval) / period;
        var to = from + (1 / period);
        return Math.Clamp((OnUntil(to, duty) - OnUntil(from, duty)) * period, 0, 1);
    }

    /// <summary>The finished load: each interval jittered a little, by at most the given share.</summary>
    public double[] Finish(double jitter)
    {
        for (var i = 0; i < _wattHours.Length; i++)
            _wattHours[i] = Math.Max(0, _wattHours[i] * (1 + (jitter * ((2 * _today.With(1000 + i).Unit) - 1))));
        return _wattHours;
    }

    private static double OnUntil(double x, double duty)
    {
        var whole = Math.Floor(x);
        return (whole * duty) + Math.Min(x - whole, duty);
    }
}
