using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Formats;
using static SmtPortal.Web.Formats.IntervalCsvItem;
using static SmtPortal.Web.Tests.Formats.IntervalCsv;

namespace SmtPortal.Web.Tests.Formats;

[Trait("Once", "true")]
public class WritingAnIntervalFile
{
    private static readonly DateOnly[] ClockChanges = [SpringDay, AutumnDay, new(2022, 3, 13), new(2024, 11, 3), new(2007, 3, 11), new(2006, 10, 29)];

    [Fact]
    public async Task Rows_have_the_form_that_the_format_names()
    {
        var wattHours = new int?[96];
        var qualities = new IntervalQuality[96];
        (wattHours[0], qualities[0]) = (7, IntervalQuality.Actual);
        (wattHours[1], qualities[1]) = (12_340, IntervalQuality.Estimated);
        var day = new DayUsage(Esiid, UsageDirection.Generation, Plain, new DateTimeOffset(2025, 6, 2, 11, 21, 1, TimeSpan.Zero), wattHours, qualities);

        var lines = Encoding.UTF8.GetString(await WriteAsync([day])).Split('\n');

        Assert.Equal(98, lines.Length);
        Assert.Equal(Header, lines[0]);
        Assert.Equal("'10443720000000001,06/01/2025,06/02/2025 06:21:01,00:00,00:15,0.007,A,Surplus Generation", lines[1]);
        Assert.Equal("'10443720000000001,06/01/2025,06/02/2025 06:21:01,00:15,00:30,12.340,E,Surplus Generation", lines[2]);
        Assert.Equal("'10443720000000001,06/01/2025,06/02/2025 06:21:01,00:30,00:45,,,Surplus Generation", lines[3]);
        Assert.Equal("'10443720000000001,06/01/2025,06/02/2025 06:21:01,23:45,00:00,,,Surplus Generation", lines[96]);
        Assert.Equal("", lines[97]);
        Assert.StartsWith(Esiid, Encoding.UTF8.GetString(await WriteAsync([day], new IntervalCsvOptions { Apostrophe = false })).Split('\n')[1], StringComparison.Ordinal);
    }

    [Theory] // USE-3
    [InlineData(false, 92, "01:00,01:15")]
    [InlineData(true, 96, "02:00,01:15")]
    public async Task Clock_changes_have_their_true_rows_or_those_of_Smart_Meter_Texas(bool smt, int springRows, string secondPass)
    {
        var options = new IntervalCsvOptions { SmtClockChanges = smt };
        var random = new Random(1);
        var spring = Encoding.UTF8.GetString(await WriteAsync([Any(random, Esiid, SpringDay, UsageDirection.Consumption)], options)).Split('\n');
        var autumn = Encoding.UTF8.GetString(await WriteAsync([Any(random, Esiid, AutumnDay, UsageDirection.Consumption)], options)).Split('\n');

        Assert.Equal(springRows + 2, spring.Length);
        Assert.Equal(102, autumn.Length);
        Assert.Contains("," + secondPass + ",", autumn[9], StringComparison.Ordinal);
        Assert.Contains(",02:00,02:15,", autumn[13], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_rows_is_returned_and_no_days_make_a_bare_header()
    {
        using var stream = new MemoryStream();

        Assert.Equal(0, await new IntervalCsvWriter().WriteAsync(stream, AsyncEnumerable.Empty<DayUsage>(), TestContext.Current.CancellationToken));
        Assert.Equal(Header + "\n", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(192, await new IntervalCsvWriter(new IntervalCsvOptions { SmtClockChanges = true }).WriteAsync(
            Stream.Null, new[] { SpringDay, Plain }.Select(d => Any(new Random(1), Esiid, d, UsageDirection.Consumption)).ToAsyncEnumerable(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_was_written_is_read_as_the_same_days_and_written_again_byte_for_byte()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var options = new IntervalCsvOptions { Apostrophe = random.Next(2) == 0, SmtClockChanges = random.Next(2) == 0 };
            var days = AnyDays(random);

            var written = WriteAsync(days, options).GetAwaiter().GetResult();
            var items = ReadAsync(written).GetAwaiter().GetResult();

            Assert.All(items, item => Assert.IsType<DayRead>(item));
            var read = items.Days();
            Assert.Equal(days.Count, read.Count);
            for (var i = 0; i < days.Count; i++)
                AssertSame(days[i], read[i]);
            Assert.Equal(written, WriteAsync(read, options).GetAwaiter().GetResult());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds / 10));
    }

    [Fact]
    public async Task A_valid_file_with_anything_done_to_it_gives_errors_and_never_an_exception()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed of the damaged interval files: {seed}");
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(seed + round);
            var options = new IntervalCsvOptions { SmtClockChanges = random.Next(2) == 0 };
            var days = AnyDays(random).Take(2).ToList();
            var damaged = Damage(await WriteAsync(days, options), random);
            try
            {
                var items = await ReadAsync(damaged, new IntervalCsvLimits { MaxRowsBetween = random.Next(2) == 0 ? 10 : 10_000 });
                Assert.All(items.SkipLast(1), item => Assert.IsNotType<FileError>(item));
                Assert.All(items.OfType<RowError>(), e => Assert.InRange(e.Line, 2, int.MaxValue));
                // Whatever was read can be written and read again without an error.
                var again = await ReadAsync(await WriteAsync(items.Days(), options));
                Assert.Equal(items.Days().DistinctBy(d => (d.Esiid, d.Direction, d.Day, d.Revision)).Count(), items.Days().Count);
                Assert.Empty(again.Errors());
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed + round}: {e.Message}", e);
            }
        }
    }

    private static List<DayUsage> AnyDays(Random random)
    {
        var days = new List<DayUsage>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var esiid = (random.Next(2) == 0 ? "10443720000000" : "1008901000000000000") + random.Next(100, 999);
            var day = random.Next(3) == 0 ? ClockChanges[random.Next(ClockChanges.Length)] : new DateOnly(2005, 1, 1).AddDays(random.Next(8_000));
            if (days.Exists(d => d.Esiid == esiid && d.Day == day))
                continue;
            days.Add(Any(random, esiid, day, UsageDirection.Consumption));
            if (random.Next(2) == 0)
                days.Add(Any(random, esiid, day, UsageDirection.Generation));
        }
        return days;
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(4) == 0 ? random.Next(Math.Min(bytes.Count, 130)) : random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)",\"'\n\r.-0123456789 AE:/"[random.Next(22)];
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 4:
                    var lineEnd = bytes.IndexOf((byte)'\n', at);
                    bytes.RemoveRange(at, lineEnd < 0 ? 0 : lineEnd - at);
                    break;
                case 5:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(bytes.Count - at, 500))));
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, random.Next(Math.Min(bytes.Count - at, 5_000))));
                    break;
            }
        }
        return [.. bytes];
    }
}
