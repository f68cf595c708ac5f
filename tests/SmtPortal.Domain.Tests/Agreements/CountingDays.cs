using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Agreements;

/// <summary>AGR-3, INV-2.</summary>
public sealed class CountingDays
{
    [Theory]
    [InlineData("2026-11-23", 12, "2027-11-22")]
    [InlineData("2026-11-23", 1, "2026-12-22")]
    [InlineData("2026-03-01", 1, "2026-03-31")]
    [InlineData("2026-01-31", 1, "2026-02-28")] // no Feb 31: the month's last day
    [InlineData("2028-01-31", 1, "2028-02-29")]
    [InlineData("2026-03-31", 1, "2026-04-30")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2026-12-31", 12, "2027-12-30")]
    public void The_last_day_is_the_day_before_the_same_date(string first, int months, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), EnergyTerms.LastDay(DateOnly.Parse(first, null), months));

    [Theory]
    [InlineData("2025-11-23", "2026-11-23", true)]
    [InlineData("2025-11-22", "2026-11-01", false)] // before twelve months back
    [InlineData("2026-11-01", "2026-11-24", false)] // beyond today
    [InlineData("2026-11-02", "2026-11-01", false)]
    public void A_one_time_period_lies_within_the_last_twelve_months(string from, string to, bool allowed) =>
        Assert.Equal(allowed, EnergyTerms.IsPeriodAllowed(DateOnly.Parse(from, null), DateOnly.Parse(to, null), new DateOnly(2026, 11, 23)));

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Continuous_access_runs_one_to_twelve_months(int months) => Assert.Throws<DomainException>(() => EnergyTerms.Continuous(months));
}
