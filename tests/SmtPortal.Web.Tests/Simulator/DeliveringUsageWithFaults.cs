using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;
using SmtPortal.Simulator.Tdsp;

namespace SmtPortal.Web.Tests.Simulator;

[Trait("Once", "true")]
public class DeliveringUsageWithFaults
{
    private static readonly UsageGenerator Usage = new();
    private static readonly TdspDeliveries Deliveries = new(Usage);
    private static readonly DateOnly First = new(2025, 10, 1);

    private static readonly List<IReadOnlyList<DayDelivery>> Year =
        [.. DemoPremises.All.SelectMany(premise => Enumerable.Range(0, 396).Select(n => Deliveries.Of(premise, First.AddDays(n))))];

    [Fact]
    public void Days_arrive_the_next_morning_between_six_and_nine()
    {
        Assert.All(Year.SelectMany(day => day).Where(sent => sent.Premise.DaysLate == 0 && !sent.IsCorrection), sent =>
        {
            Assert.Equal(sent.Day.AddDays(1), sent.ArrivesOn);
            Assert.InRange(CentralTime.Local(sent.RevisedAt).TimeOfDay, new TimeSpan(6, 15, 0), new TimeSpan(8, 30, 0));
        });
    }

    [Fact]
    public void Estimates_come_in_blocks_of_sixteen_and_are_mostly_corrected_one_morning_later()
    {
        var estimated = Year.Where(day => day.Count > 0 && day[0].Flags.Contains(IntervalFlag.Estimated)).ToList();
        Assert.All(estimated, day =>
        {
            var from = Array.IndexOf(day[0].Flags, IntervalFlag.Estimated);
            Assert.All(day[0].Flags[from..(from + 16)], flag => Assert.Equal(IntervalFlag.Estimated, flag));
            Assert.Equal(16, day[0].Flags.Count(flag => flag == IntervalFlag.Estimated));
        });
        var corrected = estimated.Where(day => day.Count == 2).ToList();
        Assert.InRange((double)corrected.Count / estimated.Count, 0.6, 0.95);
        Assert.All(corrected, day =>
        {
            Assert.True(day[1].IsCorrection && day[1].RevisedAt > day[0].RevisedAt);
            Assert.Equal(day[0].ArrivesOn.AddDays(1), day[1].ArrivesOn);
            Assert.All(day[1].Flags, flag => Assert.Equal(IntervalFlag.Actual, flag));
            Assert.Equal(Usage.Generate(day[1].Premise, day[1].Day).ConsumptionWh, day[1].ConsumptionWh);
            Assert.NotEqual(day[0].ConsumptionWh, day[1].ConsumptionWh);
            Assert.InRange(day[0].ConsumptionWh.Sum(), (day[1].ConsumptionWh.Sum() * 0.97) - 16, day[1].ConsumptionWh.Sum() * 1.03);
        });
    }

    [Fact]
    public void Every_kind_of_fault_happens_but_most_days_are_whole()
    {
        var whole = Year.Count(day => day.Count == 1 && day[0].Flags.All(flag => flag == IntervalFlag.Actual));
        Assert.InRange((double)whole / Year.Count, 0.95, 0.99);
        Assert.Contains(Year, day => day.Count == 1 && day[0].Flags.Contains(IntervalFlag.Missing));
        Assert.Contains(Year, day => day.Count == 1 && day[0].Flags.Contains(IntervalFlag.Estimated));
    }

    [Fact]
    public void The_late_home_waits_five_more_days_and_lacks_some_for_ever()
    {
        var late = Enumerable.Range(0, 396).Select(n => Deliveries.Of(DemoPremises.LateHome, First.AddDays(n))).ToList();
        Assert.InRange(late.Count(day => day.Count == 0), 3, 30);
        Assert.All(late.Where(day => day.Count > 0), day => Assert.Equal(day[0].Day.AddDays(6), day[0].ArrivesOn));
        Assert.Equal(late.Count(day => day.Count == 0), Year.Count(day => day.Count == 0));
    }

    [Fact]
    public void What_arrives_on_a_morning_is_what_was_ever_sent_on_it()
    {
        var first = First.AddDays(10);
        foreach (var premise in DemoPremises.All)
        {
            var expected = Year.SelectMany(day => day).Where(sent => sent.Premise == premise && sent.ArrivesOn >= first && sent.ArrivesOn < first.AddDays(200));
            var arriving = Enumerable.Range(0, 200).SelectMany(n => Deliveries.ArrivingOn(premise, first.AddDays(n)));
            Assert.Equal(expected.Select(sent => (sent.Day, sent.RevisedAt)).Order(), arriving.Select(sent => (sent.Day, sent.RevisedAt)).Order());
        }
    }

    [Theory]
    [InlineData("2026-07-02T13:59:00Z", "2026-07-01")]
    [InlineData("2026-07-02T14:00:00Z", "2026-07-02")]
    [InlineData("2025-11-02T14:59:00Z", "2025-11-01")]
    [InlineData("2025-11-02T15:00:00Z", "2025-11-02")]
    public void A_mornings_batch_is_complete_at_nine_Central(string now, string arrival) =>
        Assert.Equal(DateOnly.Parse(arrival, null), TdspDeliveries.LastArrivalAt(DateTimeOffset.Parse(now, null)));
}
