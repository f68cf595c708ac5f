using System.IO.Compression;
using System.Text;
using System.Xml;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SmtPortal.Web.Formats;

/// <summary>A row of a table.</summary>
/// <param name="Line">Number of the line in the text, or of the row in the sheet, from 1.</param>
/// <param name="Cells">Texts of its cells without spaces around them; an empty cell is empty text.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The text of a cell; empty for one beyond the end of the row.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>Why a file could not be read as a table.</summary>
public enum TableFault
{
    /// <summary>More bytes than allowed, packed or unpacked.</summary>
    TooLarge,

    /// <summary>More rows than allowed.</summary>
    TooManyRows,

    /// <summary>An Excel file of the time before 2007, or one with a password.</summary>
    OldExcel,

    /// <summary>Its name ends as that of another kind of file than its content is.</summary>
    OtherKind,

    /// <summary>Neither text nor a workbook, or a damaged one.</summary>
    Unreadable,
}

/// <summary>A file that could not be read as a table.</summary>
public sealed class TableFileException(TableFault fault, Exception? inner = null) : Exception($"The file cannot be read as a table: {fault}.", inner)
{
    /// <summary>Why.</summary>
    public TableFault Fault { get; } = fault;

    /// <summary>What to do about it, for companies and operators.</summary>
    /// <param name="tooLarge">With the limit of the page.</param>
    /// <param name="tooManyRows">With the limit of the page.</param>
    public string InWords(string tooLarge, string tooManyRows) => Fault switch
    {
        TableFault.TooLarge => tooLarge,
        TableFault.TooManyRows => tooManyRows,
        TableFault.OldExcel => "This Excel file is of an old kind or has a password. Save it as XLSX without one, or as CSV.",
        TableFault.OtherKind => "The ending of this file’s name does not fit what is in it. Save it as CSV (.csv or .txt) or as XLSX (.xlsx) and try again.",
        _ => "This is no table that can be read. Save it as CSV or XLSX and try again.",
    };
}

/// <summary>
/// Reads a small table that people upload, whole: text with commas, semicolons or tabs between its columns, or the first sheet of
/// an Excel workbook. First bytes decide, and a name that says otherwise is refused. Hostile files end at the limits: bytes, unpacked bytes, rows, columns; XML
/// without a document type. Formulas give the value that the workbook holds.
/// </summary>
public static class TableFile
{
    /// <summary>Most columns of a row that are read; what stands beyond is left out.</summary>
    public const int MaxColumns = 64;

    /// <summary>Longest cell, in characters; a longer one is cut.</summary>
    public const int MaxCellLength = 2600;

    private const int MaxUnpackedRatio = 200;
    private const int MaxEntries = 200;
    private static readonly char[] Separators = [',', ';', '\t'];
    private static readonly byte[] OldExcel = [0xD0, 0xCF, 0x11, 0xE0];
    private static readonly string[] TextEndings = [".csv", ".tsv", ".txt"];
    private static readonly string[] WorkbookEndings = [".xlsx", ".xlsm"];

    /// <summary>The rows that hold anything, in their order.</summary>
    /// <param name="file">Seekable.</param>
    /// <param name="name">As it was uploaded; empty when it has none.</param>
    /// <param name="maxBytes">Most bytes of the file.</param>
    /// <param name="maxRows">Most rows, a header included.</param>
    /// <exception cref="TableFileException">It cannot be read, or is beyond a limit.</exception>
    public static IReadOnlyList<TableRow> Read(Stream file, string name, long maxBytes, int maxRows)
    {
        if (file.Length > maxBytes)
            throw new TableFileException(TableFault.TooLarge);
        var start = new byte[4];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (start.AsSpan(0, length).SequenceEqual(OldExcel))
            throw new TableFileException(TableFault.OldExcel);
        var isWorkbook = start.AsSpan(0, length).StartsWith("PK"u8);
        if (Path.GetExtension(name) is { Length: > 0 } ending && !(isWorkbook ? WorkbookEndings : TextEndings).Contains(ending, StringComparer.OrdinalIgnoreCase))
            throw new TableFileException(TableFault.OtherKind);
        try
        {
            var rows = isWorkbook ? Workbook(file, maxBytes) : Text(file);
            List<TableRow> read = [.. rows.Where(row => row.Cells.Any(cell => cell.Length > 0)).Take(maxRows + 1)];
            return read.Count <= maxRows ? read : throw new TableFileException(TableFault.TooManyRows);
        }
        catch (Exception failure) when (failure is CsvFormatException or InvalidDataException or XmlException or OpenXmlPackageException or FileFormatException or IOException)
        {
            throw new TableFileException(TableFault.Unreadable, failure);
        }
    }

    private static IEnumerable<TableRow> Text(Stream file)
    {
        var all = Decoded(file);
        if (all.Contains('\0', StringComparison.Ordinal))
            throw new TableFileException(TableFault.Unreadable);
        using var csv = CsvReader.Create(new StringReader(all), new CsvReaderOptions
        {
            Separator = SeparatorOf(all),
            HasHeader = false,
            TrimWhitespace = true,
            // One quote that is not closed spoils its own line, not the rest of the file.
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
        });
        while (csv.Read())
            yield return new TableRow((int)csv.LineNumber, [.. Enumerable.Range(0, Math.Min(csv.FieldCount, MaxColumns)).Select(i => Tidy(csv.GetString(i)))]);
    }

    /// <summary>UTF-8, or UTF-16 with its mark; else what a spreadsheet writes on Windows in English and Spanish.</summary>
    private static string Decoded(Stream file)
    {
        try
        {
            using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            file.Position = 0;
            using var text = new StreamReader(file, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
            return text.ReadToEnd();
        }
    }

    /// <summary>What the first line that holds anything has most of.</summary>
    private static char SeparatorOf(string text)
    {
        var first = text.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        return Separators.MaxBy(separator => first.Count(c => c == separator));
    }

    private static IEnumerable<TableRow> Workbook(Stream file, long maxBytes)
    {
        CheckPacking(file, maxBytes);
        using var document = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = maxBytes * MaxUnpackedRatio });
        var workbook = document.WorkbookPart ?? throw new TableFileException(TableFault.Unreadable);
        var sheet = workbook.Workbook?.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value ?? throw new TableFileException(TableFault.Unreadable);
        if (workbook.GetPartById(sheet) is not WorksheetPart part)
            throw new TableFileException(TableFault.Unreadable);
        var shared = SharedTexts(workbook);
        using var reader = OpenXmlReader.Create(part);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            line = (int?)row.RowIndex?.Value ?? line + 1;
            yield return new TableRow(line, Cells(row, shared));
        }
    }

    private static List<string> Cells(Row row, List<string> shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
            if (column < cells.Count || column >= MaxColumns)
                continue;
            while (cells.Count < column)
                cells.Add("");
            cells.Add(Tidy(TextOf(cell, shared)));
        }

        return cells;
    }

    private static string TextOf(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.InnerText ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return int.TryParse(value, out var index) && index >= 0 && index < shared.Count ? shared[index] : "";
        return cell.DataType?.Value == CellValues.InlineString ? cell.InlineString?.InnerText ?? "" : value;
    }

    private static List<string> SharedTexts(WorkbookPart workbook)
    {
        var texts = new List<string>();
        if (workbook.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                texts.Add(Tidy(((SharedStringItem)reader.LoadCurrentElement()!).InnerText));
        }

        return texts;
    }

    /// <summary>Column of a reference such as <c>AB12</c>, from 0.</summary>
    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Take(3).Aggregate(0, (column, letter) => (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1)) - 1;

    /// <summary>Unpacks the whole archive once into nothing, counting: what its directory says of sizes is not to be believed.</summary>
    private static void CheckPacking(Stream file, long maxBytes)
    {
        using (var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (archive.Entries.Count > MaxEntries)
                throw new TableFileException(TableFault.TooLarge);
            var (buffer, left) = (new byte[81920], Math.Min(maxBytes * 10, (1 << 20) + (file.Length * MaxUnpackedRatio)));
            foreach (var entry in archive.Entries)
            {
                using var content = entry.Open();
                int read;
                while ((read = content.Read(buffer)) > 0)
                {
                    if ((left -= read) < 0)
                        throw new TableFileException(TableFault.TooLarge);
                }
            }
        }

        file.Position = 0;
    }

    private static string Tidy(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= MaxCellLength ? trimmed : trimmed[..MaxCellLength];
    }
}
