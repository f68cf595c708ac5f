using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Agreements;

/// <summary>What an invitation asks for and an agreement allows (INV-2).</summary>
public enum AgreementKind
{
    /// <summary>To see usage, meter and premise information.</summary>
    EnergyData,

    /// <summary>To add one device to the home area network.</summary>
    InHomeDevice,

    /// <summary>To send messages to one device.</summary>
    InHomeDeviceServices,
}

/// <summary>How long Energy Data may be seen.</summary>
public enum EnergyAccess
{
    /// <summary>Exactly one file for each ESIID.</summary>
    OneTime,

    /// <summary>Everything, for a number of months.</summary>
    Continuous,

    /// <summary>Not at all: what is about a device.</summary>
    None,
}

/// <summary>The kinds of usage that can be shared one by one.</summary>
public enum UsageKind
{
    /// <summary>15-minute intervals.</summary>
    FifteenMinute,

    /// <summary>Midnight register reads and the day's energy.</summary>
    Daily,

    /// <summary>Billing periods.</summary>
    Monthly,
}

/// <summary>
/// The terms of Energy Data: either one kind of usage for a named period, once; or everything, for 1 to 12 months.
/// </summary>
/// <param name="Access">One-time or continuous; for the device kinds none.</param>
/// <param name="Kind">One-time: what; null when continuous.</param>
/// <param name="From">One-time: first Central day of the period; null when continuous.</param>
/// <param name="To">One-time: last Central day of the period; null when continuous.</param>
/// <param name="Months">Continuous: how many; null when one-time.</param>
public sealed record EnergyTerms(EnergyAccess Access, UsageKind? Kind, DateOnly? From, DateOnly? To, int? Months)
{
    /// <summary>Longest continuous access, and how far back anything may be seen, in months.</summary>
    public const int MaxMonths = 12;

    /// <summary>No Energy Data at all: the terms of what is about a device.</summary>
    public static EnergyTerms None => new(EnergyAccess.None, null, null, null, null);

    /// <summary>Terms of a continuous agreement.</summary>
    /// <exception cref="DomainException"><paramref name="months"/> is not 1 to 12.</exception>
    public static EnergyTerms Continuous(int months) => months is >= 1 and <= MaxMonths
        ? new EnergyTerms(EnergyAccess.Continuous, null, null, null, months)
        : throw new DomainException($"Continuous access runs 1 to {MaxMonths} months, not {months}.");

    /// <summary>Terms of a one-time agreement.</summary>
    /// <exception cref="DomainException">The period is not one that <see cref="IsPeriodAllowed"/> allows.</exception>
    public static EnergyTerms OneTime(UsageKind kind, DateOnly from, DateOnly to, DateOnly today) => IsPeriodAllowed(from, to, today)
        ? new EnergyTerms(EnergyAccess.OneTime, kind, from, to, null)
        : throw new DomainException("A one-time period lies within the last twelve months and ends today at the latest.");

    /// <summary>The earliest day that may be asked for on a Central day: twelve months back.</summary>
    public static DateOnly EarliestDay(DateOnly today) => today.AddMonths(-MaxMonths);

    /// <summary>Whether a period runs forward, not before twelve months back, and not beyond today.</summary>
    public static bool IsPeriodAllowed(DateOnly from, DateOnly to, DateOnly today) =>
        from <= to && from >= EarliestDay(today) && to <= today;

    /// <summary>
    /// The last Central day of continuous access that begins on <paramref name="first"/> (AGR-3): the day before the same
    /// date <paramref name="months"/> later, or that month's last day where it has no such date.
    /// </summary>
    public static DateOnly LastDay(DateOnly first, int months)
    {
        var same = first.AddMonths(months);
        return same.Day == first.Day ? same.AddDays(-1) : same;
    }

    /// <summary>
    /// The last days that an extension may name (AGR-3), the nearest first: the last day plus 1 to 12 months, at most 12 months
    /// after the Central day on which it is asked. None when the agreement runs as long as it may already.
    /// </summary>
    /// <param name="lastDay">The last day of the agreement as it stands.</param>
    /// <param name="today">The Central day on which it is asked.</param>
    public static IReadOnlyList<DateOnly> ExtensionDays(DateOnly lastDay, DateOnly today) =>
        [.. Enumerable.Range(1, MaxMonths).Select(lastDay.AddMonths).TakeWhile(day => day <= today.AddMonths(MaxMonths))];
}
