using System.Globalization;
using System.Text;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Formats;
using static SmtPortal.Web.Formats.IntervalCsvItem;
using static SmtPortal.Web.Tests.Formats.IntervalCsv;

namespace SmtPortal.Web.Tests.Formats;

[Trait("Once", "true")]
public class ReadingAnIntervalFile
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("'{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("=\"{0}\"")]
    [InlineData("\"=\"\"{0}\"\"\"")]
    [InlineData("\"'{0}\"")]
    [InlineData("  {0} ")]
    [InlineData(" \"{0}\" ")]
    public async Task The_ESIID_may_be_wrapped_as_files_wrap_it(string wrapping)
    {
        var lines = PlainDay().Select(l => l.Replace("'" + Esiid, string.Format(CultureInfo.InvariantCulture, wrapping, Esiid), StringComparison.Ordinal));

        var day = Assert.Single((await ReadAsync(lines)).Days());

        Assert.Equal((Esiid, 0), (day.Esiid, day.MissingCount));
    }

    [Theory]
    [InlineData("06/01/2025", "06/02/2025 06:21:01", 1)]
    [InlineData("6/1/2025", "6/2/2025 6:21", 0)]
    [InlineData("2025-06-01", "2025-06-02 06:21:01", 1)]
    [InlineData("2025-06-01", "2025-06-02T06:21:01", 1)]
    [InlineData(" 06/01/2025", " 06/02/2025  06:21:01 ", 1)]
    public async Task Dates_may_have_any_form_that_files_and_spreadsheets_give_them(string date, string revision, int second)
    {
        var lines = PlainDay().Select(l => l.Replace("06/01/2025", date, StringComparison.Ordinal).Replace("06/02/2025 06:21:01", revision, StringComparison.Ordinal));

        var day = Assert.Single((await ReadAsync(lines)).Days());

        Assert.Equal((Plain, new DateTimeOffset(2025, 6, 2, 11, 21, second, TimeSpan.Zero)), (day.Day, day.Revision));
    }

    [Fact]
    public async Task Times_may_lack_zeros_or_have_a_space_or_seconds()
    {
        var lines = PlainDay();
        lines[2] = lines[2].Replace("00:15,00:30", "0:15, 0:30", StringComparison.Ordinal);
        lines[3] = lines[3].Replace("00:30,00:45", " 00:30:00,00:45:00", StringComparison.Ordinal);
        lines[96] = lines[96].Replace("23:45,00:00", "23:45,24:00", StringComparison.Ordinal);

        var items = await ReadAsync(lines);

        Assert.Equal(Enumerable.Range(1, 96).Select(i => (int?)i), Assert.Single(items.Days()).WattHours);
        Assert.Empty(items.Errors());
    }

    [Theory] // USE-2
    [InlineData(".145", 145)]
    [InlineData("0.28", 280)]
    [InlineData("0.858", 858)]
    [InlineData("1", 1000)]
    [InlineData("1.", 1000)]
    [InlineData("0", 0)]
    [InlineData(" 000000000000007.980", 7980)]
    [InlineData("\"0.5\"", 500)]
    [InlineData("100000", 100_000_000)]
    public async Task Energy_is_read_to_the_watt_hour(string kwh, int wattHours)
    {
        var items = await ReadWith(10, "0.009", kwh);

        Assert.Empty(items.Errors());
        Assert.Equal(wattHours, Assert.Single(items.Days()).WattHours[8]);
    }

    [Theory] // USE-1, USE-2
    [InlineData("0.0091", "more than three decimals")]
    [InlineData("-0.009", "never negative")]
    [InlineData("100000.001", "cannot be")]
    [InlineData("99999999999999999999999999999999999999999", "cannot be")]
    [InlineData("1E-3", "scientific")]
    [InlineData("\"1,5\"", "comma")]
    [InlineData("abc", "not a number")]
    [InlineData(".", "not a number")]
    [InlineData("1.2.3", "not a number")]
    [InlineData("+1", "not a number")]
    [InlineData("\u0661", "'??'")]
    public async Task A_damaged_value_is_named_with_line_column_and_reason_and_counts_as_missing(string kwh, string reason)
    {
        var items = await ReadWith(10, "0.009", kwh);
        var error = Assert.Single(items.Errors());
        var day = Assert.Single(items.Days());

        Assert.Equal((10, "USAGE_KWH"), (error.Line, error.Column));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal((null, IntervalQuality.Missing), (day.WattHours[8], day.Qualities[8]));
        Assert.Equal((8, 10, 1), (day.WattHours[7], day.WattHours[9], day.MissingCount));
        Assert.Equal(95, items.OfType<DayRead>().Single().GoodRows);
    }

    [Theory] // USE-1
    [InlineData("0.009,A", "0.009,X", "ESTIMATED_ACTUAL", "'X'")]
    [InlineData("0.009,A", "0.009,AE", "ESTIMATED_ACTUAL", "'AE'")]
    [InlineData("0.009,A", "0.009,", "ESTIMATED_ACTUAL", "Give A or E")]
    [InlineData("0.009,A", ",A", "USAGE_KWH", "no value")]
    [InlineData("02:00,", "02:07,", "USAGE_START_TIME", "'02:07'")]
    [InlineData("02:00,", ",", "USAGE_START_TIME", "empty")]
    [InlineData(",02:15", ",25:15", "USAGE_END_TIME", "'25:15'")]
    [InlineData("06/01/2025,", "13/01/2025,", "USAGE_DATE", "'13/01/2025'")]
    [InlineData("06/01/2025,", "06/31/2025,", "USAGE_DATE", "'06/31/2025'")]
    [InlineData("06/01/2025,", "06/01/25,", "USAGE_DATE", "'06/01/25'")]
    [InlineData("06:21:01", "soon", "REVISION_DATE", "soon")]
    [InlineData("06:21:01", "06:21:02", "REVISION_DATE", "another revision time")]
    [InlineData("Consumption", "Loss", "CONSUMPTION_SURPLUSGENERATION", "'Loss'")]
    [InlineData("'10443720000000001", "1.04437E+16", "ESIID", "'1.04437E+16'")]
    [InlineData(",Consumption", "", null, "cut off")]
    [InlineData(",Consumption", ",Consumption,x", null, "9 columns")]
    [InlineData("'10443720000000001", "\"10443720000000001", null, "quote")]
    public async Task Any_damaged_row_is_named_and_the_rest_of_the_day_is_read(string from, string to, string? column, string reason)
    {
        var items = await ReadWith(10, from, to);
        var error = Assert.Single(items.Errors());
        var day = Assert.Single(items.Days());

        Assert.Equal((10, column), (error.Line, error.Column));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(1, day.MissingCount);
        Assert.Null(day.WattHours[8]);
        Assert.Equal((8, 10), (day.WattHours[7], day.WattHours[9]));
    }

    [Fact] // USE-2
    public async Task A_blank_value_with_a_blank_flag_is_missing_and_no_error()
    {
        var items = await ReadWith(10, "0.009,A", ",");

        Assert.Empty(items.Errors());
        Assert.Null(Assert.Single(items.Days()).WattHours[8]);
        Assert.False(items.OfType<DayRead>().Single().IsIncomplete);
    }

    [Fact]
    public async Task Estimates_are_kept_apart()
    {
        var day = Assert.Single((await ReadWith(10, "0.009,A", "0.009,E")).Days());

        Assert.Equal(IntervalQuality.Estimated, day.Qualities[8]);
        Assert.Equal(1, day.EstimatedCount);
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_any_order_and_others_are_ignored()
    {
        int[] order = [7, 5, 0, 6, 4, 3, 1, 2];
        var lines = PlainDay().Select((l, i) => string.Join(',', order.Select(o => l.Split(',')[o])) + (i == 0 ? ",NOTE" : ",\"a, \"\"b\"\"\""));
        var renamed = lines.Select(l => l.Replace("CONSUMPTION_SURPLUSGENERATION", " consumption_generation", StringComparison.Ordinal));

        var items = await ReadAsync(renamed);

        Assert.Empty(items.Errors());
        Assert.Equal(Enumerable.Range(1, 96).Select(i => (int?)i), Assert.Single(items.Days()).WattHours);
    }

    [Fact]
    public async Task Byte_order_mark_carriage_returns_blank_lines_and_a_missing_last_newline_do_no_harm()
    {
        var text = "\uFEFF" + string.Join("\r\n", PlainDay().Append("").Append(",,,,,,,").Append(Header).Append(Row(0, 5, Plain.AddDays(1))));

        var items = await ReadAsync(Encoding.UTF8.GetBytes(text));

        Assert.Empty(items.Errors());
        Assert.Equal([96, 1], items.OfType<DayRead>().Select(d => d.GoodRows));
    }

    [Theory]
    [InlineData("Surplus Generation")]
    [InlineData("SurplusGeneration")]
    [InlineData("Generation")]
    public async Task A_solar_home_has_both_directions_row_by_row(string name)
    {
        var lines = PlainDay().SelectMany((l, i) => i == 0 ? [l]
            : new[] { l, l.Replace("Consumption", name, StringComparison.Ordinal).Replace("0.0", "3.0", StringComparison.Ordinal) });

        var days = (await ReadAsync(lines)).Days();

        Assert.Equal([UsageDirection.Consumption, UsageDirection.Generation], days.Select(d => d.Direction));
        Assert.Equal(days[0].TotalWh + 96 * 3_000, days[1].TotalWh);
    }

    [Fact] // USE-3
    public async Task The_position_decides_where_a_label_is_wrong()
    {
        var items = await ReadWith(10, "02:00,02:15", "03:00,03:15");

        Assert.Empty(items.Errors());
        Assert.Equal(Enumerable.Range(1, 96).Select(i => (int?)i), Assert.Single(items.Days()).WattHours);
    }

    [Fact]
    public async Task Rows_out_of_order_are_placed_by_their_labels()
    {
        var lines = PlainDay();
        lines.Reverse(1, 96);

        var items = await ReadAsync(lines);

        Assert.Empty(items.Errors());
        Assert.Equal(Enumerable.Range(1, 96).Select(i => (int?)i), Assert.Single(items.Days()).WattHours);
    }

    [Fact] // USE-2: missing is never zero
    public async Task Rows_that_are_not_there_are_missing_and_the_others_keep_their_place()
    {
        var lines = PlainDay();
        lines.RemoveRange(40, 20);

        var items = await ReadAsync(lines);
        var day = Assert.Single(items.Days());

        Assert.Empty(items.Errors());
        Assert.True(items.OfType<DayRead>().Single().IsIncomplete);
        Assert.Equal(20, day.MissingCount);
        Assert.Equal((39, null, null, 60), (day.WattHours[38], day.WattHours[39], day.WattHours[58], day.WattHours[59]));
    }

    [Fact]
    public async Task An_interval_that_stands_twice_counts_once_and_not_at_all_when_the_values_differ()
    {
        var lines = PlainDay();
        lines.Add(Row(0, 1));
        lines.Add(Row(15, 7));

        var items = await ReadAsync(lines);
        var day = Assert.Single(items.Days());

        Assert.Equal([98, 3, 99], items.Errors().Select(e => e.Line));
        Assert.Equal((1, null, 3), (day.WattHours[0], day.WattHours[1], day.WattHours[2]));
    }

    [Fact]
    public async Task Hourly_rows_are_refused_and_leave_no_day()
    {
        var lines = Enumerable.Range(0, 24).Select(h => Row(h * 60, 5).Replace($"{Time(h * 60 + 15)}", Time(h * 60 + 60), StringComparison.Ordinal));

        var items = await ReadAsync(lines.Prepend(Header));

        Assert.Equal(24, items.Errors().Count);
        Assert.Empty(items.Days());
    }

    [Theory] // USE-3
    [InlineData(96)]
    [InlineData(92)]
    public async Task A_spring_day_is_read_from_96_rows_or_92(int rows)
    {
        var lines = Enumerable.Range(0, 96).Where(i => rows == 96 || i is < 8 or >= 12)
            .Select(i => i is >= 8 and < 12 ? Row(i * 15, 0, SpringDay).Replace("0.000,A", ",", StringComparison.Ordinal) : Row(i * 15, i, SpringDay));

        var items = await ReadAsync(lines.Prepend(Header));
        var day = Assert.Single(items.Days());

        Assert.Empty(items.Errors());
        Assert.Equal((92, 0, 7, 12), (day.Count, day.MissingCount, day.WattHours[7], day.WattHours[8]));
    }

    [Fact] // USE-3
    public async Task A_spring_day_whose_92_labels_run_on_from_midnight_is_read_by_position()
    {
        var items = await ReadAsync(Enumerable.Range(0, 92).Select(i => Row(i * 15, i, SpringDay)).Prepend(Header));

        Assert.Equal(Enumerable.Range(0, 92).Select(i => (int?)i), Assert.Single(items.Days()).WattHours);
    }

    [Fact]
    public async Task A_value_in_the_hour_that_spring_leaves_out_is_an_error()
    {
        var items = await ReadAsync(Enumerable.Range(0, 96).Select(i => Row(i * 15, i, SpringDay)).Prepend(Header));

        Assert.Equal([10, 11, 12, 13], items.Errors().Select(e => e.Line));
        Assert.Equal((7, 12, 0), (items.Days()[0].WattHours[7], items.Days()[0].WattHours[8], items.Days()[0].MissingCount));
    }

    [Fact] // USE-3
    public async Task In_autumn_the_wrong_label_is_read_by_position()
    {
        var lines = AutumnLines();
        lines[9] = lines[9].Replace("01:00,01:15", "02:00,01:15", StringComparison.Ordinal);

        var items = await ReadAsync(lines);

        Assert.Empty(items.Errors());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (int?)i), Assert.Single(items.Days()).WattHours);
    }

    [Fact]
    public async Task An_autumn_day_with_a_row_missing_keeps_both_passes_when_their_order_shows_them()
    {
        var lines = AutumnLines();
        lines.RemoveAt(7);
        lines.RemoveAt(50);

        var day = Assert.Single((await ReadAsync(lines)).Days());

        Assert.Equal([4, 5, null, 7, 8, 9, 10, 11, 12], day.WattHours[4..13]);
        Assert.Equal(2, day.MissingCount);
    }

    [Fact]
    public async Task An_autumn_day_with_96_rows_has_a_repeated_hour_that_nobody_can_place()
    {
        var lines = AutumnLines();
        lines.RemoveRange(9, 4);

        var items = await ReadAsync(lines);
        var day = Assert.Single(items.Days());

        Assert.Equal([6, 7, 8, 9], items.Errors().Select(e => e.Line));
        Assert.Equal((3, 8, 12, 99), (day.WattHours[3], day.MissingCount, day.WattHours[12], day.WattHours[99]));
    }

    [Fact]
    public async Task Rows_of_a_day_are_gathered_from_all_over_the_file()
    {
        string[] homes = ["10443720000000001", "10443720000000002", "10443720000000003"];
        var lines = PlainDay().SelectMany(l => homes.Select(h => l.Replace(Esiid, h, StringComparison.Ordinal))).Distinct();

        var items = await ReadAsync(lines);

        Assert.Empty(items.Errors());
        Assert.Equal(homes, items.Days().Select(d => d.Esiid));
        Assert.All(items.Days(), d => Assert.Equal(0, d.MissingCount));
    }

    [Theory]
    [InlineData(50, 1_000_000)]
    [InlineData(1_000_000, 90)]
    public async Task A_row_that_comes_long_after_its_day_is_an_error_and_does_not_make_a_second_day(int between, int held)
    {
        var lines = PlainDay();
        var other = lines.Skip(1).Select(l => l.Replace(Esiid, "10443720000000002", StringComparison.Ordinal)).ToList();
        List<string> all = [.. lines.SkipLast(1), .. other, lines[^1]];

        var items = await ReadAsync(Encoding.ASCII.GetBytes(string.Join('\n', all)), new IntervalCsvLimits { MaxRowsBetween = between, MaxRowsHeld = held });

        Assert.Equal(all.Count, Assert.Single(items.Errors(), e => e.Line == all.Count).Line);
        Assert.Single(items.Days(), d => d.Esiid == Esiid);
    }

    [Fact] // USE-1
    public async Task A_day_and_its_revision_in_one_file_are_both_read()
    {
        var lines = PlainDay();
        lines.AddRange(PlainDay().Skip(1).Select(l => l.Replace("06/02/2025", "06/03/2025", StringComparison.Ordinal)));

        var days = (await ReadAsync(lines)).Days();

        Assert.Equal([2, 3], days.Select(d => d.Revision.Day));
        Assert.All(days, d => Assert.Equal(0, d.MissingCount));
    }

    [Fact]
    public async Task A_day_without_one_good_row_is_left_out()
    {
        var items = await ReadAsync(PlainDay().Select((l, i) => i == 0 ? l : l.Replace(",A,", ",Z,", StringComparison.Ordinal)));

        Assert.Equal(96, items.Errors().Count);
        Assert.Empty(items.Days());
    }

    [Fact]
    public async Task A_day_with_endless_rows_stays_small()
    {
        var items = await ReadAsync(Enumerable.Repeat(Row(0, 1), 5_000).Prepend(Header));

        Assert.Equal(4_999, items.Errors().Count);
        Assert.Equal(95, Assert.Single(items.Days()).MissingCount);
    }

    [Fact]
    public async Task A_revision_in_the_repeated_hour_is_daylight_time()
    {
        var day = (await ReadAsync(PlainDay().Select(l => l.Replace("06/02/2025 06:21:01", "11/02/2025 01:30:00", StringComparison.Ordinal)))).Days()[0];

        Assert.Equal(new DateTimeOffset(2025, 11, 2, 6, 30, 0, TimeSpan.Zero), day.Revision);
    }

    /// <summary>An autumn day with true labels: line i + 2 is position i and has i Wh.</summary>
    private static List<string> AutumnLines() =>
        [Header, .. Enumerable.Range(0, 100).Select(i => Row((i < 8 ? i : i - 4) * 15, i, AutumnDay))];

    private static Task<List<IntervalCsvItem>> ReadWith(int line, string from, string to)
    {
        var lines = PlainDay();
        Assert.Contains(from, lines[line - 1], StringComparison.Ordinal);
        lines[line - 1] = lines[line - 1].Replace(from, to, StringComparison.Ordinal);
        return ReadAsync(lines);
    }
}
