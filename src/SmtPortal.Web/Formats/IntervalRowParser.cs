using System.Text;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using static SmtPortal.Web.Formats.IntervalCsvItem;

namespace SmtPortal.Web.Formats;

/// <summary>Turns the fields of one line into a row, or into the reason why it cannot be one.</summary>
internal sealed class IntervalRowParser(IntervalCsvColumns columns)
{
    // Places in IntervalCsvColumns.Names.
    private const int EsiidColumn = 0;
    private const int DateColumn = 1;
    private const int RevisionColumn = 2;
    private const int StartColumn = 3;
    private const int EndColumn = 4;
    private const int KwhColumn = 5;
    private const int FlagColumn = 6;
    private const int DirectionColumn = 7;

    // Most rows repeat these three fields of the row before.
    private readonly Repeated<string> lastEsiid = new();
    private readonly Repeated<DateOnly> lastDate = new();
    private readonly Repeated<DateTimeOffset> lastRevision = new();

    public IntervalDayKey Key { get; private set; }

    public DateTimeOffset Revision { get; private set; }

    /// <summary>The row last read; when it is bad it still holds its place in the day.</summary>
    public IntervalRow Row { get; private set; }

    /// <summary>Reads a line. Returns whether its day is known: then key, revision and row are set, with or without an error.</summary>
    public bool TryRead(CsvLine line, long number, out RowError? error)
    {
        error = CheckWidth(line, number) ?? ReadKey(line, number);
        if (error is not null)
            return false;
        error = ReadRow(line, number);
        return true;
    }

    private RowError? CheckWidth(CsvLine line, long number)
    {
        for (var i = columns.Count; i < line.Count; i++)
        {
            if (!line[i].IsEmpty)
                return new RowError(number, null, $"The row has {line.Count} columns, the header {columns.Count}. Put fields with commas in quotes.");
        }
        return line.Count < columns.Count
            ? new RowError(number, null, $"The row has {line.Count} columns, the header {columns.Count}. The row may be cut off.")
            : null;
    }

    private RowError? ReadKey(CsvLine line, long number)
    {
        var text = line[columns[EsiidColumn]];
        if (!lastEsiid.Is(text))
        {
            if (Domain.Registry.Esiid.TryParse(Encoding.Latin1.GetString(text)) is not { } esiid)
                return Error(number, EsiidColumn, text, "Give 17 digits (22 at CenterPoint) that start with 10. A spreadsheet may have rounded the number.");
            lastEsiid.Set(text, esiid);
        }
        text = line[columns[DateColumn]];
        if (!lastDate.Is(text))
        {
            if (!CentralText.TryDate(text, out var date))
                return Error(number, DateColumn, text, "Give a date such as 05/13/2025 or 2025-05-13.");
            lastDate.Set(text, date);
        }
        text = line[columns[RevisionColumn]];
        if (!lastRevision.Is(text))
        {
            if (!CentralText.TryDateTime(text, out var revision))
                return Error(number, RevisionColumn, text, "Give a Central date and time such as 05/14/2025 06:22:10.");
            lastRevision.Set(text, CentralTime.FromLocal(revision));
        }
        text = line[columns[DirectionColumn]];
        if (ReadDirection(text) is not { } direction)
            return Error(number, DirectionColumn, text, "Give Consumption or Surplus Generation.");

        Key = new IntervalDayKey(lastEsiid.Value, direction, lastDate.Value);
        Revision = lastRevision.Value;
        return null;
    }

    private RowError? ReadRow(CsvLine line, long number)
    {
        CentralText.TryQuarterHour(line[columns[StartColumn]], out var start);
        CentralText.TryQuarterHour(line[columns[EndColumn]], out var end);
        Row = new IntervalRow(number, start, end, null, IntervalQuality.Missing, IsBad: true);
        if (start < 0 || end < 0)
        {
            var column = start < 0 ? StartColumn : EndColumn;
            return Error(number, column, line[columns[column]], "Give a quarter hour such as 14:45.");
        }

        var kwh = line[columns[KwhColumn]];
        var flag = line[columns[FlagColumn]];
        if (ReadQuality(flag) is not { } quality)
            return Error(number, FlagColumn, flag, "Give A for actual or E for estimated, or leave it blank together with the value.");
        if (kwh.IsEmpty != (quality == IntervalQuality.Missing))
        {
            return kwh.IsEmpty
                ? Error(number, KwhColumn, kwh, $"The flag says {CsvLine.Shown(flag)}, but there is no value. Give the value, or leave both blank.")
                : Error(number, FlagColumn, flag, "There is a value, but nothing says whether it is actual. Give A or E.");
        }
        var wattHours = 0;
        if (!kwh.IsEmpty && KilowattHours.Read(kwh, out wattHours) is { } problem)
            return new RowError(number, IntervalCsvColumns.Kwh, char.ToUpperInvariant(problem[0]) + problem[1..]);

        Row = new IntervalRow(number, start, end, kwh.IsEmpty ? null : wattHours, quality, IsBad: false);
        return null;
    }

    private static RowError Error(long number, int column, ReadOnlySpan<byte> found, string mend) =>
        new(number, IntervalCsvColumns.Names[column], $"{(found.IsEmpty ? "The field is empty." : $"Found {CsvLine.Shown(found)}.")} {mend}");

    private static IntervalQuality? ReadQuality(ReadOnlySpan<byte> flag) =>
        flag.IsEmpty ? IntervalQuality.Missing
        : flag.Length > 1 ? null
        : (char)flag[0] switch
        {
            'A' or 'a' => IntervalQuality.Actual,
            'E' or 'e' => IntervalQuality.Estimated,
            _ => null,
        };

    private static UsageDirection? ReadDirection(ReadOnlySpan<byte> text)
    {
        if (Ascii.EqualsIgnoreCase(text, "Consumption"u8))
            return UsageDirection.Consumption;
        return Ascii.EqualsIgnoreCase(text, "Surplus Generation"u8) || Ascii.EqualsIgnoreCase(text, "SurplusGeneration"u8)
            || Ascii.EqualsIgnoreCase(text, "Generation"u8)
            ? UsageDirection.Generation
            : null;
    }

    /// <summary>What a field meant the last time, so that a field that repeats is read once.</summary>
    private sealed class Repeated<T>
    {
        private readonly byte[] last = new byte[64];
        private int length = -1;

        public T Value { get; private set; } = default!;

        public bool Is(ReadOnlySpan<byte> text) => length >= 0 && text.SequenceEqual(last.AsSpan(0, length));

        public void Set(ReadOnlySpan<byte> text, T value)
        {
            Value = value;
            length = text.Length <= last.Length ? text.Length : -1;
            if (length > 0)
                text.CopyTo(last);
        }
    }
}
