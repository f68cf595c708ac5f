using System.Globalization;
using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;
using SmtPortal.Simulator.Tdsp;

namespace SmtPortal.Web.Tests.Simulator;

[Trait("Once", "true")]
public sealed class WritingTdspFiles : IDisposable
{
    private static readonly TdspDeliveries Deliveries = new(new UsageGenerator());
    private readonly TdspFileWriter _writer = new(Deliveries);
    private readonly string _folder = Directory.CreateTempSubdirectory("tdsp-files").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("2025-11-02", "interval-2025-autumn.csv", "11/02/2025")]
    [InlineData("2022-03-13", "interval-2022-spring.csv", "03/13/2022")]
    [InlineData("2025-11-03", "interval-2025-autumn.csv", "11/03/2025")]
    public async Task Labels_and_blanks_of_clock_change_days_are_those_of_real_files(string date, string sample, string label)
    {
        var real = RealSamples.LinesOf(sample);
        var day = DateOnly.Parse(date, null);
        Assert.Equal(IntervalFlag.Actual, Deliveries.Of(DemoPremises.GasHome, day).Single().Flags.Max()); // the day has no fault of its own

        var lines = await LinesAsync(await _writer.WriteDayAsync(_folder, [DemoPremises.GasHome], day.AddDays(1), default));

        Assert.Equal(real[0], lines[0]);
        Assert.Equal(ShapeOf(real.Where(line => Field(line, 1) == label)), ShapeOf(lines.Where(line => Field(line, 1) == label)));
    }

    [Fact]
    public async Task A_clock_change_day_has_a_hundred_rows_in_autumn_and_ninety_six_with_four_blank_in_spring()
    {
        var autumn = await LinesAsync(await _writer.WriteDayAsync(_folder, [DemoPremises.GasHome], new DateOnly(2025, 11, 3), default));
        Assert.Equal(101, autumn.Count);
        Assert.Equal(["01:45,02:00", "02:00,01:15", "01:15,01:30", "01:30,01:45", "01:45,02:00", "02:00,02:15"],
            autumn.Skip(8).Take(6).Select(line => $"{Field(line, 3)},{Field(line, 4)}"));

        var spring = await LinesAsync(await _writer.WriteDayAsync(_folder, [DemoPremises.GasHome], new DateOnly(2022, 3, 14), default));
        Assert.Equal(97, spring.Count);
        Assert.Equal(["02:00", "02:15", "02:30", "02:45"], spring.Where(line => Field(line, 5).Length == 0).Select(line => Field(line, 3)));
    }

    [Fact]
    public async Task Rows_are_of_the_real_dialect()
    {
        var paths = await _writer.WriteDayAsync(_folder, DemoPremises.All, new DateOnly(2026, 7, 2), default);

        Assert.Equal(5, paths.Count(path => path.EndsWith("001.csv", StringComparison.Ordinal)));
        Assert.All(paths, path => Assert.Matches("^[0-9]{9,13}IntervalMeterUsage20260702090000[0-9]{3}[.]csv$", Path.GetFileName(path)));
        Assert.All((await LinesAsync(paths)).Where(line => !line.StartsWith("ESIID", StringComparison.Ordinal)), line => Assert.Matches(
            @"^'10\d{15,20},\d\d/\d\d/2026,\d\d/\d\d/2026 0\d:\d\d:\d\d,\d\d:\d\d,\d\d:\d\d,(\d+\.\d{3},[AE]|,),(Consumption|Surplus Generation)$", line));
        Assert.DoesNotContain("\r", await File.ReadAllTextAsync(paths[0]), StringComparison.Ordinal);
        Assert.EndsWith("\n", await File.ReadAllTextAsync(paths[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_in_the_file_are_the_readings_in_kWh()
    {
        var day = new DateOnly(2026, 7, 1);
        var sent = Deliveries.Of(DemoPremises.School, day).Single(version => !version.IsCorrection);
        var lines = await LinesAsync(await _writer.WriteDayAsync(_folder, [DemoPremises.School], day.AddDays(1), default));

        var written = lines.Skip(1).Where(line => Field(line, 5).Length > 0).Select(line => (int)(decimal.Parse(Field(line, 5), CultureInfo.InvariantCulture) * 1000));
        Assert.Equal(sent.ConsumptionWh.Where((_, i) => sent.Flags[i] != IntervalFlag.Missing), written);
    }

    [Fact]
    public async Task A_solar_home_has_both_sets_of_rows()
    {
        var lines = await LinesAsync(await _writer.WriteDayAsync(_folder, [DemoPremises.SolarHome], new DateOnly(2026, 7, 2), default));
        Assert.Equal(96, lines.Count(line => line.EndsWith(",Consumption", StringComparison.Ordinal)));
        Assert.Equal(96, lines.Count(line => line.EndsWith(",Surplus Generation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_history_and_the_days_after_it_hold_the_same_as_a_longer_history()
    {
        var first = new DateOnly(2025, 10, 20);
        var last = new DateOnly(2025, 12, 10);
        var longer = await LinesAsync(await _writer.WriteHistoryAsync(Sub("longer"), DemoPremises.All, first, last, default));

        var pieces = await LinesAsync(await _writer.WriteHistoryAsync(Sub("pieces"), DemoPremises.All, first, last.AddDays(-25), default));
        for (var day = last.AddDays(-24); day <= last; day = day.AddDays(1))
            pieces.AddRange(await LinesAsync(await _writer.WriteDayAsync(Sub("pieces"), DemoPremises.All, day, default)));

        Assert.Equal(longer.Where(IsRow).Order(StringComparer.Ordinal), pieces.Where(IsRow).Order(StringComparer.Ordinal));
        Assert.Contains(longer, line => line.Contains(",E,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writing_again_gives_the_same_files_byte_for_byte_and_leaves_no_temporary_ones()
    {
        var once = await _writer.WriteHistoryAsync(Sub("once"), DemoPremises.All, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 10), default);
        var twice = await _writer.WriteHistoryAsync(Sub("twice"), DemoPremises.All, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 10), default);
        await _writer.WriteHistoryAsync(Sub("twice"), DemoPremises.All, new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 10), default);

        Assert.Equal(once.Select(Path.GetFileName), twice.Select(Path.GetFileName));
        Assert.All(once.Zip(twice), pair => Assert.Equal(File.ReadAllBytes(pair.First), File.ReadAllBytes(pair.Second)));
        Assert.Equal(twice.Order(StringComparer.Ordinal), Directory.GetFiles(Sub("twice")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _writer.WriteDayAsync(_folder, DemoPremises.All, new DateOnly(2026, 7, 2), cancelled.Token));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_holds_a_day_of_a_meter_once()
    {
        var paths = await _writer.WriteHistoryAsync(_folder, DemoPremises.All, new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1), default);
        foreach (var path in paths)
        {
            var versions = (await LinesAsync([path])).Where(IsRow).Select(line => (Field(line, 0), Field(line, 1), Field(line, 2))).Distinct().ToList();
            Assert.Equal(versions.Count, versions.Select(version => (version.Item1, version.Item2)).Distinct().Count());
        }
        Assert.Contains(paths, path => path.EndsWith("002.csv", StringComparison.Ordinal));
    }

    private string Sub(string name) => Path.Combine(_folder, name);

    private static bool IsRow(string line) => line.StartsWith('\'');

    private static string Field(string line, int column) => line.Split(',')[column];

    /// <summary>The label columns, and whether there is a value beside them.</summary>
    private static List<string> ShapeOf(IEnumerable<string> lines) =>
        [.. lines.Select(line => $"{Field(line, 3)} {Field(line, 4)} {(Field(line, 5).Length == 0 ? "blank" : "value")} {Field(line, 7)}")];

    private static async Task<List<string>> LinesAsync(IEnumerable<string> paths)
    {
        var lines = new List<string>();
        foreach (var path in paths)
            lines.AddRange(await File.ReadAllLinesAsync(path));
        return lines;
    }
}
