using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Simulator.Tdsp;

/// <summary>What a TDSP says of a value: <c>A</c>, <c>E</c>, or nothing at all.</summary>
public enum IntervalFlag : byte
{
    Actual,
    Estimated,

    /// <summary>Value and flag are blank in the file; the number that stands beside it here means nothing.</summary>
    Missing,
}

/// <summary>
/// One version of a premise's usage day as its TDSP sends it. Lists are as long as the day (92, 96 or 100) and in order of
/// time; a flag holds for both directions. A correction has a later revision time and travels in a file of its own.
/// </summary>
public sealed record DayDelivery(
    DemoPremise Premise,
    DateOnly Day,
    bool IsCorrection,
    DateTimeOffset RevisedAt,
    int[] ConsumptionWh,
    int[]? SurplusWh,
    IntervalFlag[] Flags)
{
    /// <summary>The Central day on whose morning it is sent.</summary>
    public DateOnly ArrivesOn => CentralTime.DayOf(RevisedAt);
}
