using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Web.Tests.Simulator;

[Trait("Once", "true")]
public class MakingUsageOfDemoPremises
{
    private static readonly UsageGenerator Usage = new();

    [Fact]
    public void A_day_comes_out_the_same_whenever_and_in_whatever_order_it_is_made()
    {
        var days = Enumerable.Range(0, 20).Select(new DateOnly(2026, 2, 25).AddDays).ToList();
        foreach (var premise in DemoPremises.All)
        {
            var forwards = days.Select(day => Usage.Generate(premise, day)).ToList();
            var backwards = days.AsEnumerable().Reverse().Select(day => new UsageGenerator().Generate(premise, day)).Reverse().ToList();
            Assert.Equal(forwards.Select(day => day.ConsumptionWh), backwards.Select(day => day.ConsumptionWh));
            Assert.Equal(forwards.Select(day => day.SurplusWh), backwards.Select(day => day.SurplusWh));
        }
    }

    [Fact]
    public void Another_seed_another_premise_and_another_day_give_other_readings()
    {
        var day = new DateOnly(2026, 4, 7);
        var readings = Usage.Generate(DemoPremises.GasHome, day).ConsumptionWh;
        Assert.NotEqual(readings, new UsageGenerator(7).Generate(DemoPremises.GasHome, day).ConsumptionWh);
        Assert.NotEqual(readings, Usage.Generate(DemoPremises.SpareHome, day).ConsumptionWh);
        Assert.NotEqual(readings, Usage.Generate(DemoPremises.GasHome, day.AddDays(1)).ConsumptionWh);
    }

    [Theory]
    [InlineData("2026-03-08", 92)]
    [InlineData("2026-03-09", 96)]
    [InlineData("2025-11-02", 100)]
    [InlineData("2026-11-01", 100)]
    public void A_day_has_as_many_values_as_intervals(string date, int count)
    {
        Assert.All(DemoPremises.All, premise =>
        {
            var day = Usage.Generate(premise, DateOnly.Parse(date, null));
            Assert.Equal(count, day.ConsumptionWh.Length);
            Assert.Equal(premise.HasSolar ? count : null, day.SurplusWh?.Length);
        });
    }

    [Theory]
    [InlineData(LoadProfileKind.GasHeatedHome, 900, 1800, 500, 900)]
    [InlineData(LoadProfileKind.PoolHome, 900, 1800, 500, 1200)]
    [InlineData(LoadProfileKind.ElectricVehicleHome, 900, 1800, 500, 1200)]
    [InlineData(LoadProfileKind.AllElectricHome, 900, 1800, 1000, 2400)]
    [InlineData(LoadProfileKind.Apartment, 500, 900, 350, 800)]
    [InlineData(LoadProfileKind.Shop, 3500, 7000, 2000, 5000)]
    [InlineData(LoadProfileKind.School, 25000, 90000, 35000, 90000)]
    public void Months_are_of_a_believable_size_in_kWh(LoadProfileKind kind, int summerLow, int summerHigh, int winterLow, int winterHigh)
    {
        foreach (var premise in DemoPremises.All.Where(premise => premise.Profile == kind && !premise.HasSolar))
        {
            foreach (var month in (int[])[6, 7, 8])
                Assert.InRange(MonthKwh(premise, 2026, month), summerLow, summerHigh);
            Assert.InRange(MonthKwh(premise, 2025, 12), winterLow, winterHigh);
            Assert.InRange(MonthKwh(premise, 2026, 1), winterLow, winterHigh);
            Assert.InRange(MonthKwh(premise, 2026, 2), winterLow, winterHigh);
        }
    }

    [Fact]
    public void Homes_peak_in_summer_and_electric_heat_brings_a_second_peak_in_winter()
    {
        foreach (var home in DemoPremises.All.Where(premise => premise.PremiseType == DemoPremiseType.Residential))
            Assert.True(MonthKwh(home, 2026, 7) > 1.25 * MonthKwh(home, 2026, 4), home.Role);
        Assert.True(MonthKwh(DemoPremises.AllElectricHome, 2026, 1) > 1.3 * MonthKwh(DemoPremises.AllElectricHome, 2026, 4));
    }

    [Fact]
    public void No_interval_is_more_than_the_service_of_the_premise_could_carry()
    {
        foreach (var premise in DemoPremises.All)
        {
            // 200 A at 240 V is 12,000 Wh in a quarter of an hour.
            var most = premise.PremiseType == DemoPremiseType.LargeNonResidential ? 120_000 : 9_000;
            foreach (var day in Year())
                Assert.All(Usage.Generate(premise, day).ConsumptionWh, wattHours => Assert.InRange(wattHours, 0, most));
        }
    }

    [Fact]
    public void A_home_without_solar_never_stands_still()
    {
        foreach (var day in Year())
            Assert.DoesNotContain(0, Usage.Generate(DemoPremises.Apartment, day).ConsumptionWh);
    }

    [Fact]
    public void The_school_is_busy_on_school_days_and_nearly_idle_at_weekends_and_in_the_break()
    {
        var wednesday = Usage.Generate(DemoPremises.School, new DateOnly(2026, 10, 14)).TotalConsumptionWh;
        Assert.True(wednesday > 1.7 * Usage.Generate(DemoPremises.School, new DateOnly(2026, 10, 17)).TotalConsumptionWh);
        Assert.True(wednesday > 1.7 * Usage.Generate(DemoPremises.School, new DateOnly(2025, 11, 26)).TotalConsumptionWh);
    }

    [Fact]
    public void The_shop_uses_most_while_it_is_open_and_little_at_Christmas()
    {
        var open = Usage.Generate(DemoPremises.Shop, new DateOnly(2025, 12, 16));
        Assert.True(open.ConsumptionWh[48..72].Average() > 1.8 * open.ConsumptionWh[4..20].Average());
        Assert.True(open.TotalConsumptionWh > 1.3 * Usage.Generate(DemoPremises.Shop, new DateOnly(2025, 12, 25)).TotalConsumptionWh);
    }

    [Fact]
    public void Solar_homes_give_nothing_at_night_and_much_at_noon()
    {
        foreach (var home in DemoPremises.All.Where(premise => premise.HasSolar))
        {
            var noon = 0L;
            foreach (var day in Year().Where(day => CentralTime.IntervalsIn(day) == 96))
            {
                var surplus = Usage.Generate(home, day).SurplusWh!;
                Assert.All(surplus[..24], wattHours => Assert.Equal(0, wattHours));
                Assert.All(surplus[84..], wattHours => Assert.Equal(0, wattHours));
                noon += surplus[46..58].Sum(wattHours => (long)wattHours);
            }
            Assert.InRange(noon / 363 / 12, 250, 2400);
        }
    }

    [Fact]
    public void Panels_never_give_more_than_their_power_and_more_than_the_home_can_spare()
    {
        foreach (var home in DemoPremises.All.Where(premise => premise.HasSolar))
        {
            foreach (var measured in Year().Select(day => Usage.Generate(home, day)))
            {
                Assert.True(measured.SurplusWh!.Max() <= home.SolarKilowatts * 250);
                Assert.All(measured.ConsumptionWh.Zip(measured.SurplusWh!), both => Assert.True(both.First == 0 || both.Second == 0));
            }
            Assert.InRange(Year().Sum(day => Usage.Generate(home, day).TotalSurplusWh) / 1000, 4_000, 13_000);
        }
    }

    [Fact]
    public void A_car_that_charges_over_midnight_goes_on_the_next_day()
    {
        var nights = Year().Where(day => Usage.Generate(DemoPremises.ElectricVehicleHome, day).ConsumptionWh[^1] > 1800).ToList();
        var goOn = nights.Count(day => Usage.Generate(DemoPremises.ElectricVehicleHome, day.AddDays(1)).ConsumptionWh[0] > 600);
        Assert.InRange(nights.Count, 40, 250);
        Assert.True(goOn >= nights.Count * 0.8, $"{goOn} of {nights.Count}");
    }

    private static IEnumerable<DateOnly> Year() => Enumerable.Range(0, 365).Select(new DateOnly(2025, 10, 1).AddDays);

    private static double MonthKwh(DemoPremise premise, int year, int month) =>
        Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Sum(day => Usage.Generate(premise, new DateOnly(year, month, day)).TotalConsumptionWh) / 1000.0;
}
