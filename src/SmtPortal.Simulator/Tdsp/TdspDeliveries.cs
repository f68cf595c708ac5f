using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Simulator.Tdsp;

/// <summary>
/// How true readings become what TDSPs send: the next morning, with a block of estimates now and then (mostly corrected one
/// morning later), a gap now and then, and at the late premise days later or never. Pure like the generator it stands on.
/// </summary>
public sealed class TdspDeliveries(UsageGenerator usage)
{
    private const int EstimatedBlock = 16;
    private const double EstimatedDays = 0.015;
    private const double EstimatesCorrected = 0.8;
    private const double DaysWithGap = 0.007;

    /// <summary>By this wall-clock hour a morning's batch, corrections included, is always out.</summary>
    private const int BatchIsOutByHour = 9;

    private enum Fault
    {
        None,
        Lost,
        Gap,
        Estimated,
        EstimatedForGood,
    }

    /// <summary>The last Central day whose morning batch is complete at <paramref name="now"/>.</summary>
    public static DateOnly LastArrivalAt(DateTimeOffset now) =>
        CentralTime.DayOf(now).AddDays(CentralTime.Local(now).Hour < BatchIsOutByHour ? -1 : 0);

    /// <summary>All versions of a usage day that are ever sent: none when it is lost, one, or an estimated one and its correction.</summary>
    public IReadOnlyList<DayDelivery> Of(DemoPremise premise, DateOnly day)
    {
        var fault = FaultOf(premise, day);
        if (fault == Fault.Lost)
            return [];
        var measured = usage.Generate(premise, day);
        var chance = ChanceOf(premise, day);
        return fault switch
        {
            Fault.Gap => [Send(premise, measured, 0, WithGap(measured.ConsumptionWh.Length, chance))],
            Fault.Estimated => [Estimate(premise, measured, chance), Send(premise, measured, 1, AllActual(measured))],
            Fault.EstimatedForGood => [Estimate(premise, measured, chance)],
            _ => [Send(premise, measured, 0, AllActual(measured))],
        };
    }

    /// <summary>What is sent for a premise on one Central day: usually yesterday, and a correction of the day before where there is one.</summary>
    public IEnumerable<DayDelivery> ArrivingOn(DemoPremise premise, DateOnly arrival)
    {
        var newest = arrival.AddDays(-1 - premise.DaysLate);
        return Of(premise, newest).Where(sent => !sent.IsCorrection)
            .Concat(FaultOf(premise, newest.AddDays(-1)) == Fault.Estimated ? Of(premise, newest.AddDays(-1)).Where(sent => sent.IsCorrection) : []);
    }

    private Chance ChanceOf(DemoPremise premise, DateOnly day) => new Chance(usage.Seed).With("delivery").With(premise.Esiid).With(day.DayNumber);

    private Fault FaultOf(DemoPremise premise, DateOnly day)
    {
        var chance = ChanceOf(premise, day);
        if (chance.With(1).Unit < premise.LostDays)
            return Fault.Lost;
        if (chance.With(2).Unit < DaysWithGap)
            return Fault.Gap;
        if (chance.With(3).Unit >= EstimatedDays)
            return Fault.None;
        return chance.With(4).Unit < EstimatesCorrected ? Fault.Estimated : Fault.EstimatedForGood;
    }

    private DayDelivery Send(DemoPremise premise, MeterDay measured, int correction, IntervalFlag[] flags) => new(
        premise, measured.Day, correction > 0, RevisedAt(premise, measured.Day, correction), measured.ConsumptionWh, measured.SurplusWh, flags);

    /// <summary>As real ones: a little after six most mornings, some days one or two hours later; a TDSP's meters within a minute.</summary>
    private DateTimeOffset RevisedAt(DemoPremise premise, DateOnly day, int correction)
    {
        var morning = day.AddDays(1 + premise.DaysLate + correction);
        var batch = new Chance(usage.Seed).With("batch").With(premise.Tdsp.Duns).With(morning.DayNumber);
        var slow = batch.With(1).Unit < 0.2 ? batch.With(2).Between(30, 110) : 0;
        var minutes = batch.Between(16, 23) + slow + ChanceOf(premise, day).With(5).Unit;
        return CentralTime.FromLocal(morning.ToDateTime(new TimeOnly(6, 0)).AddSeconds((int)(minutes * 60)));
    }

    private static IntervalFlag[] AllActual(MeterDay measured) => new IntervalFlag[measured.ConsumptionWh.Length];

    private static IntervalFlag[] WithGap(int count, Chance chance)
    {
        var flags = new IntervalFlag[count];
        var length = (int)chance.With(6).Between(2, 13);
        flags.AsSpan((int)chance.With(7).Between(0, count - length), length).Fill(IntervalFlag.Missing);
        return flags;
    }

    private DayDelivery Estimate(DemoPremise premise, MeterDay measured, Chance chance)
    {
        var flags = AllActual(measured);
        var from = (int)chance.With(8).Between(0, flags.Length - EstimatedBlock + 1);
        flags.AsSpan(from, EstimatedBlock).Fill(IntervalFlag.Estimated);
        var guessed = measured with
        {
            ConsumptionWh = Guess(measured.ConsumptionWh, from, chance.With(9)),
            SurplusWh = measured.SurplusWh is { } surplus ? Guess(surplus, from, chance.With(10)) : null,
        };
        return Send(premise, guessed, 0, flags);
    }

    /// <summary>
    /// Estimates keep the energy of the block within 2 percent, as real ones do, for the register is known; how it is spread
    /// over the quarters is guessed.
    /// </summary>
    private static int[] Guess(int[] measured, int from, Chance chance)
    {
        var guessed = (int[])measured.Clone();
        var block = guessed.AsSpan(from, EstimatedBlock);
        var total = 0L;
        foreach (var wh in block)
            total += wh;
        var weights = 0.0;
        for (var i = 0; i < EstimatedBlock; i++)
            weights += chance.With(i).Between(0.7, 1.3);
        var share = total * chance.With(100).Between(0.98, 1.02) / weights;
        for (var i = 0; i < EstimatedBlock; i++)
            block[i] = (int)(share * chance.With(i).Between(0.7, 1.3));
        return guessed;
    }
}
