using FsCheck;
using FsCheck.Fluent;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;

namespace SmtPortal.Domain.Tests.Usage;

public class PackingADay
{
    private const string Esiid = "1008901000000000000001";
    private static readonly DateOnly Plain = new(2025, 6, 1);
    private static readonly DateTimeOffset Revision = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly[] Days = [Plain, new(2026, 3, 8), new(2025, 11, 2), new(2000, 1, 1), new(2024, 2, 29)];

    [Fact] // USE-2, USE-3
    public void Unpacks_to_the_same_day_for_every_mix_of_values_and_qualities()
    {
        var seeds = ArbMap.Default.ArbFor<int>();

        Prop.ForAll(seeds, seed =>
        {
            var day = Any(new Random(seed));
            var packed = PackedDay.Pack(day);
            var back = PackedDay.Unpack(day.Esiid, day.Direction, day.Day, day.Revision, packed);

            Assert.True(day.HasSameValuesAs(back));
            Assert.Equal((day.TotalWh, day.EstimatedCount, day.MissingCount), (back.TotalWh, back.EstimatedCount, back.MissingCount));
            Assert.Equal(packed, PackedDay.Pack(back));
            Assert.True(packed.Length <= PackedDay.MaxLength);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Keeps_its_layout_for_ever()
    {
        var plain = PackedDay.Pack(ADayOfUsage.Day(Plain, (1, 0x01020304, IntervalQuality.Actual)));
        var mixed = PackedDay.Pack(ADayOfUsage.Day(Plain, (0, null, IntervalQuality.Missing), (1, 5, IntervalQuality.Estimated)));

        Assert.Equal("0160010000000004030201", Convert.ToHexString(plain)[..22]);
        Assert.Equal(3 + 96 * 4, plain.Length);
        Assert.Equal("01600058", Convert.ToHexString(mixed)[..8]);
        Assert.Equal("0000000005000000", Convert.ToHexString(mixed)[54..70]);
        Assert.Equal(3 + 24 + 96 * 4, mixed.Length);
    }

    [Fact]
    public void Refuses_damaged_bytes_or_reads_another_valid_day_and_never_anything_else()
    {
        var random = new Random(20251102);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var day = Any(random);
            var packed = PackedDay.Pack(day);
            var damaged = Damage(packed, random);
            try
            {
                var read = PackedDay.Unpack(day.Esiid, day.Direction, day.Day, day.Revision, damaged);
                Assert.Equal(damaged, PackedDay.Pack(read));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 10_000, 19_999);
    }

    [Fact]
    public void Refuses_a_day_of_another_length()
    {
        var packed = PackedDay.Pack(ADayOfUsage.Day(Plain));

        Assert.Throws<InvalidDataException>(() => PackedDay.Unpack(Esiid, UsageDirection.Consumption, new DateOnly(2025, 11, 2), Revision, packed));
    }

    private static byte[] Damage(byte[] packed, Random random)
    {
        if (random.Next(4) == 0)
            return packed[..random.Next(packed.Length)];
        var damaged = packed.ToArray();
        var place = random.Next(2) == 0 ? random.Next(6) : random.Next(damaged.Length);
        damaged[place] ^= (byte)random.Next(1, 256);
        return damaged;
    }

    private static DayUsage Any(Random random)
    {
        var day = Days[random.Next(Days.Length)];
        var count = CentralTime.IntervalsIn(day);
        var wattHours = new int?[count];
        var qualities = new IntervalQuality[count];
        var mixed = random.Next(3) > 0;
        for (var i = 0; i < count; i++)
        {
            qualities[i] = mixed ? (IntervalQuality)random.Next(3) : IntervalQuality.Actual;
            wattHours[i] = qualities[i] == IntervalQuality.Missing ? null : random.Next(3) == 0 ? random.Next(DayUsage.MaxWattHours + 1) : random.Next(2_000);
        }
        return new DayUsage(Esiid, (UsageDirection)random.Next(2), day, Revision, wattHours, qualities);
    }
}
