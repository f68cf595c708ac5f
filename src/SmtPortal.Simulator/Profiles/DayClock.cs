using SmtPortal.Domain.Shared;

namespace SmtPortal.Simulator.Profiles;

/// <summary>The intervals of one Central day: what the clock on the wall says at the start of each, right on clock-change days.</summary>
internal sealed class DayClock
{
    private readonly double[] _hours;

    public DayClock(DateOnly day)
    {
        Start = CentralTime.StartOf(day);
        Count = CentralTime.IntervalsIn(day);
        FirstQuarter = Start.ToUnixTimeSeconds() / 900;
        _hours = new double[Count];
        for (var i = 0; i < Count; i++)
            _hours[i] = Count == 96 ? i / 4.0 : CentralTime.Local(Start + (i * CentralTime.Interval)).TimeOfDay.TotalHours;
    }

    /// <summary>Local midnight, in UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>92, 96 or 100.</summary>
    public int Count { get; }

    /// <summary>Quarters of an hour from 1970 to the day's start: a running number that no clock change disturbs.</summary>
    public long FirstQuarter { get; }

    /// <summary>Wall-clock hour, 0 to 23.75, at the start of an interval.</summary>
    public double HourOf(int interval) => _hours[interval];

    /// <summary>The position, with fraction, at which the wall clock first shows <paramref name="hour"/>; 24 and more counts on past the day's end.</summary>
    public double PositionOf(double hour)
    {
        if (hour >= 24)
            return Count + ((hour - 24) * 4);
        for (var i = 0; i < Count; i++)
        {
            // In spring the hour from 2 to 3 is not there: what would start in it starts at 3.
            if (_hours[i] > hour)
                return i;
            if (hour < _hours[i] + 0.25)
                return i + ((hour - _hours[i]) * 4);
        }
        return Count;
    }
}
