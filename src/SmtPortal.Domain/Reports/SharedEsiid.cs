using SmtPortal.Domain.Agreements;

namespace SmtPortal.Domain.Reports;

/// <summary>
/// An ESIID of an Energy Data agreement with all that decides what its company may see of it at a moment. The same judgement
/// is passed when a report is asked for, when a file is written and when it is delivered (RPT-6).
/// </summary>
public sealed record SharedEsiid
{
    /// <summary>Number of the agreement.</summary>
    public required long AgreementNumber { get; init; }

    /// <summary>The ESIID.</summary>
    public required string Esiid { get; init; }

    /// <summary>One-time or continuous.</summary>
    public required EnergyAccess Access { get; init; }

    /// <summary>One-time: what; null when continuous.</summary>
    public required UsageKind? Kind { get; init; }

    /// <summary>One-time: first Central day; null when continuous.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>One-time: last Central day; null when continuous.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Whether the agreement is in force at the moment, by row and clock.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether the agreement still covers the ESIID.</summary>
    public required bool IsIn { get; init; }

    /// <summary>One-time: whether its file was delivered.</summary>
    public required bool IsUsedUp { get; init; }

    /// <summary>The occupancy under which it was shared.</summary>
    public required Guid OccupancyId { get; init; }

    /// <summary>First Central day of the occupancy.</summary>
    public required DateOnly OccupiedFrom { get; init; }

    /// <summary>Last Central day of the occupancy; null while it is current.</summary>
    public required DateOnly? OccupiedTo { get; init; }

    /// <summary>Whether the company may have what it wishes, and of which days.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="today">The Central day on which it was asked for: a continuous agreement shows twelve months back from it (USE-6).</param>
    public Sight Judge(ReportWish wish, DateOnly today)
    {
        if (!IsActive)
            return Sight.Refused(ReportReason.AgreementEnded);
        if (!IsIn)
            return Sight.Refused(ReportReason.EsiidLeft);
        if (Access == EnergyAccess.OneTime && OneTimeRefusal(wish) is { } reason)
            return Sight.Refused(reason);
        var earliest = Access == EnergyAccess.OneTime ? wish.From : EnergyTerms.EarliestDay(today);
        var from = Later(Later(wish.From, earliest), OccupiedFrom);
        var to = OccupiedTo is { } last && last < wish.To ? last : wish.To;
        return from <= to ? new Sight(null, from, to) : Sight.Refused(ReportReason.OutsideSight);
    }

    /// <summary>A one-time agreement is for exactly its kind and period, once (AGR-4).</summary>
    private ReportReason? OneTimeRefusal(ReportWish wish) =>
        IsUsedUp ? ReportReason.UsedUp
        : Kind != UsageOf(wish.Kind) ? ReportReason.OneTimeOtherKind
        : (From, To) != (wish.From, wish.To) ? ReportReason.OneTimeOtherPeriod
        : null;

    private static UsageKind? UsageOf(ReportKind kind) => kind == ReportKind.FifteenMinute ? UsageKind.FifteenMinute : null;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}

/// <summary>The days that may be seen, or why none.</summary>
/// <param name="Reason">Why nothing may be seen; null: the days may.</param>
/// <param name="From">First Central day; without meaning when refused.</param>
/// <param name="To">Last Central day; without meaning when refused.</param>
public sealed record Sight(ReportReason? Reason, DateOnly From, DateOnly To)
{
    /// <summary>Nothing may be seen.</summary>
    public static Sight Refused(ReportReason reason) => new(reason, default, default);
}
