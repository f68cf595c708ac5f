using System.Runtime.CompilerServices;
using static SmtPortal.Web.Formats.IntervalCsvItem;

namespace SmtPortal.Web.Formats;

/// <summary>
/// Reads 15-minute interval CSV files of Smart Meter Texas, their mailed and spreadsheet copies and our own export (USE-1 to
/// USE-3). Streams: memory is bounded by <see cref="IntervalCsvLimits"/>, whatever the size of the file.
/// <list type="bullet">
/// <item>Columns are found by the names in the header, in any order; columns of other names are ignored.</item>
/// <item>A damaged row is one <see cref="RowError"/>; its interval is missing, the rest of its day is read. A day without
/// one good row is left out.</item>
/// <item>Rows of a day need not stand together; see <see cref="IntervalDayGatherer"/> for how far apart they may be and for
/// days with several revision times, and <see cref="IntervalPlacement"/> for days with too few or too many rows.</item>
/// <item>A revision time inside the repeated hour of autumn is read as daylight time: the format cannot tell.</item>
/// </list>
/// </summary>
public sealed class IntervalCsvReader(IntervalCsvLimits? limits = null)
{
    private readonly IntervalCsvLimits bounds = limits ?? new IntervalCsvLimits();

    /// <summary>
    /// Days and row errors as they become known, days in the order of their last row. A <see cref="FileError"/> can come at
    /// any point, and is the last item: keep nothing before the end. Throws only what the stream throws, apart from
    /// <see cref="InvalidDataException"/> (damaged or oversized compression), which becomes a file error.
    /// </summary>
    public async IAsyncEnumerable<IntervalCsvItem> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var reading = new Reading(stream, bounds);
        var items = new List<IntervalCsvItem>();
        var more = true;
        while (more)
        {
            more = await reading.AdvanceAsync(items, ct);
            foreach (var item in items)
                yield return item;
            items.Clear();
        }
    }

    /// <summary>The state of reading one file.</summary>
    private sealed class Reading(Stream stream, IntervalCsvLimits limits)
    {
        private readonly Utf8LineReader lines = new(stream, limits.MaxLineLength);
        private readonly CsvLine line = new(limits.MaxLineLength);
        private readonly IntervalDayGatherer days = new(limits);
        private byte[] header = [];
        private IntervalRowParser? parser;
        private long rows;

        /// <summary>Reads on until there is something to tell. Returns false at the end.</summary>
        public async ValueTask<bool> AdvanceAsync(List<IntervalCsvItem> items, CancellationToken ct)
        {
            while (items.Count == 0)
            {
                Utf8LineReader.Result result;
                try
                {
                    result = await lines.ReadAsync(ct);
                }
                catch (InvalidDataException e)
                {
                    return Stop(items, lines.Number + 1, e.Message);
                }
                if (result == Utf8LineReader.Result.TooLong)
                    return Stop(items, lines.Number, $"The line is longer than {limits.MaxLineLength} bytes, so this is no interval file, or line ends are lost.");
                if (result == Utf8LineReader.Result.End)
                    return parser is null ? Stop(items, 1, "The file is empty. It should start with the header of an interval file.") : End(items);
                if (!(parser is null ? ReadHeader(items) : ReadRow(items)))
                    return false;
            }
            return true;
        }

        private bool ReadHeader(List<IntervalCsvItem> items)
        {
            var text = lines.Line.Span;
            if (Foreign(text) is { } foreign)
                return Stop(items, lines.Number, foreign);
            if (text.StartsWith("\uFEFF"u8))
                text = text[3..];
            if (text.Trim(" \t"u8).IsEmpty)
                return true;
            if (line.Split(text) is { } problem)
                return Stop(items, lines.Number, problem);
            if (IntervalCsvColumns.TryRead(line, out var reason) is not { } columns)
                return Stop(items, lines.Number, reason!);
            header = text.ToArray();
            parser = new IntervalRowParser(columns);
            return true;
        }

        private bool ReadRow(List<IntervalCsvItem> items)
        {
            var text = lines.Line.Span;
            // Files put one behind the other repeat the header.
            if (text.Trim(" \t,"u8).IsEmpty || text.SequenceEqual(header))
                return true;
            if (++rows > limits.MaxRows)
                return Stop(items, lines.Number, $"The file has more than {limits.MaxRows} rows. Split it.");
            if (line.Split(text) is { } problem)
            {
                items.Add(new RowError(lines.Number, null, problem));
                return true;
            }
            var known = parser!.TryRead(line, lines.Number, out var error);
            if (error is not null)
                items.Add(error);
            if (known && days.Add(parser.Key, parser.Revision, parser.Row) is { } refused)
                items.Add(refused);
            while (days.TryClose(atEnd: false, items))
            {
            }
            return true;
        }

        private bool End(List<IntervalCsvItem> items) => days.TryClose(atEnd: true, items);

        private static bool Stop(List<IntervalCsvItem> items, long line, string reason)
        {
            items.Add(new FileError(line, reason));
            return false;
        }

        private static string? Foreign(ReadOnlySpan<byte> text)
        {
            if (text.StartsWith("PK\u0003\u0004"u8))
                return "This is a ZIP file or an Excel workbook. Save it as CSV.";
            if (text.Length >= 2 && (text[..2].SequenceEqual<byte>([0xFF, 0xFE]) || text[..2].SequenceEqual<byte>([0xFE, 0xFF])))
                return "The file is in UTF-16. Save it as CSV in UTF-8.";
            return text.ContainsAnyInRange<byte>(0, 8) ? "This is not a text file. Give an interval file as CSV in UTF-8." : null;
        }
    }
}
