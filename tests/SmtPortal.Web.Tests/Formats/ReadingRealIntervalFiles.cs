using System.Globalization;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Formats;
using static SmtPortal.Web.Tests.Formats.IntervalCsv;

namespace SmtPortal.Web.Tests.Formats;

[Trait("Once", "true")]
public class ReadingRealIntervalFiles
{
    [Fact] // USE-3
    public async Task The_autumn_day_has_100_intervals_and_its_energy_is_whole()
    {
        var items = await ReadSampleAsync(Sample.Autumn);
        var days = items.Days();
        var autumn = Assert.Single(days, d => d.Day == AutumnDay);

        Assert.Empty(items.Errors());
        Assert.Equal(91, days.Count);
        Assert.All(days, d => Assert.Equal(d.Day == AutumnDay ? 100 : 96, d.Count));
        Assert.Equal(52_788, autumn.TotalWh);
        Assert.Equal(5_974_748, days.Sum(d => d.TotalWh));
        Assert.Equal(16, days.Sum(d => d.EstimatedCount));
        Assert.Equal(0, days.Sum(d => d.MissingCount));
        Assert.Equal([428, 438, 427, 449, 425, 419], autumn.WattHours[7..13].Select(w => w!.Value));
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 7, 0, 0, TimeSpan.Zero), autumn.StartOf(8));
    }

    [Fact] // USE-3
    public async Task The_spring_day_has_92_intervals_and_its_blank_hour_is_dropped()
    {
        var items = await ReadSampleAsync(Sample.Spring);
        var days = items.Days();

        Assert.Empty(items.Errors());
        Assert.Equal([96, 92, 96], days.Select(d => d.Count));
        Assert.All(days, d => Assert.Equal(0, d.MissingCount));
        Assert.Equal([128, 149], days[1].WattHours[7..9].Select(w => w!.Value));
        Assert.Equal(new DateTimeOffset(2022, 3, 14, 13, 37, 54, TimeSpan.Zero), days[1].Revision);
    }

    [Fact]
    public async Task The_mailed_file_is_one_whole_day()
    {
        var items = await ReadSampleAsync(Sample.Mailed);
        var day = Assert.Single(items.Days());

        Assert.Single(items);
        Assert.Equal((new DateOnly(2025, 11, 30), 96, 0, 0), (day.Day, day.Count, day.MissingCount, day.EstimatedCount));
        Assert.Equal((322, 332), (day.WattHours[0], day.WattHours[95]));
        Assert.Equal(new DateTimeOffset(2025, 12, 1, 13, 40, 12, TimeSpan.Zero), day.Revision);
    }

    [Fact]
    public async Task The_autumn_file_written_again_in_SMT_style_is_the_same_file()
    {
        var days = (await ReadSampleAsync(Sample.Autumn)).Days();

        var written = await WriteAsync(days, new IntervalCsvOptions { SmtClockChanges = true });

        Assert.Equal(await File.ReadAllBytesAsync(Sample.Path(Sample.Autumn), TestContext.Current.CancellationToken), written);
    }

    [Theory]
    [InlineData(Sample.Autumn)]
    [InlineData(Sample.Spring)]
    [InlineData(Sample.Mailed)]
    public async Task Each_exported_row_has_the_value_of_the_sample(string name)
    {
        var written = await WriteAsync((await ReadSampleAsync(name)).Days(), new IntervalCsvOptions { SmtClockChanges = true });

        Assert.Equal(Rows(await File.ReadAllTextAsync(Sample.Path(name), TestContext.Current.CancellationToken)), Rows(System.Text.Encoding.UTF8.GetString(written)));
    }

    [Theory]
    [InlineData(Sample.Autumn, false)]
    [InlineData(Sample.Autumn, true)]
    [InlineData(Sample.Spring, false)]
    [InlineData(Sample.Spring, true)]
    public async Task Our_export_is_read_again_as_the_same_days(string name, bool smtClockChanges)
    {
        var days = (await ReadSampleAsync(name)).Days();
        var options = new IntervalCsvOptions { SmtClockChanges = smtClockChanges };

        var written = await WriteAsync(days, options);
        var again = await ReadAsync(written);

        Assert.Empty(again.Errors());
        Assert.All(days.Zip(again.Days()), pair => AssertSame(pair.First, pair.Second));
        Assert.Equal(days.Count, again.Days().Count);
        Assert.Equal(written, await WriteAsync(again.Days(), options));
    }

    private static List<(string, string, string, string, decimal?, string)> Rows(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(f =>
            (f[0], f[1] + f[2], f[3].Trim(), f[4].Trim(), f[5].Length == 0 ? (decimal?)null : decimal.Parse(f[5], CultureInfo.InvariantCulture), f[6] + f[7]))];
}
