using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace SmtPortal.Web.Formats;

/// <summary>The kinds of file in which people get lists.</summary>
public enum ListFormat
{
    /// <summary>Text with commas, as <see cref="ListCsv"/> writes it, with a byte order mark.</summary>
    Csv,

    /// <summary>An Excel workbook of one sheet.</summary>
    Xlsx,
}

/// <summary>
/// Writes a list for people row by row while it is read: nothing of it is held but the row at hand. A cell is text, a
/// <see cref="long"/>, a <see cref="DateOnly"/>, or null for an empty one. Text never becomes a formula.
/// </summary>
public abstract class ListWriter : IAsyncDisposable
{
    /// <summary>The media type of a kind of file.</summary>
    public static string MediaTypeOf(ListFormat format) =>
        format == ListFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Begins a file with its first line.</summary>
    /// <param name="stream">Written without seeking, and left open.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="cancellationToken">Breaks the writing off.</param>
    public static async Task<ListWriter> OpenAsync(Stream stream, ListFormat format, IReadOnlyList<string> header, CancellationToken cancellationToken)
    {
        ListWriter writer = format == ListFormat.Csv ? new CsvListWriter(stream) : await XlsxListWriter.CreateAsync(stream, header.Count, cancellationToken);
        await writer.HeadAsync(header, cancellationToken);
        return writer;
    }

    /// <summary>Writes one row.</summary>
    public abstract Task WriteAsync(IReadOnlyList<object?> cells, CancellationToken cancellationToken);

    /// <summary>Ends the file.</summary>
    public abstract ValueTask DisposeAsync();

    private protected virtual Task HeadAsync(IReadOnlyList<string> header, CancellationToken cancellationToken) => WriteAsync([.. header], cancellationToken);
}

internal sealed class CsvListWriter(Stream stream) : ListWriter
{
    private const int FlushEvery = 200;
    private readonly StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
    private int written;

    public override async Task WriteAsync(IReadOnlyList<object?> cells, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(ListCsv.Row(cells.Select(TextOf)).AsMemory(), cancellationToken);
        if (++written % FlushEvery == 0)
            await writer.FlushAsync(cancellationToken);
    }

    public override ValueTask DisposeAsync() => writer.DisposeAsync();

    private protected override async Task HeadAsync(IReadOnlyList<string> header, CancellationToken cancellationToken)
    {
        await base.HeadAsync(header, cancellationToken);
        // So that the browser begins the download while the first rows are read.
        await writer.FlushAsync(cancellationToken);
    }

    private static string? TextOf(object? cell) => cell switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => cell?.ToString(),
    };
}

/// <summary>
/// The fewest parts of a workbook (ECMA-376 part 1, SpreadsheetML) in a zip that is written forwards. Texts are inline strings, so
/// that none is a formula and no table of shared ones need be held; days are numbers with a day's format.
/// </summary>
internal sealed class XlsxListWriter : ListWriter
{
    /// <summary>Most rows of a sheet.</summary>
    private const int MaxRows = 1_048_576;

    /// <summary>Most characters of a cell.</summary>
    private const int MaxCellLength = 32_767;

    private const int DayStyle = 1;
    private const int HeadStyle = 2;
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    /// <summary>Day 0 of a workbook's count.</summary>
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private static readonly IReadOnlyList<(string Name, string Content)> Parts =
    [
        ("[Content_Types].xml", Declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
            + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"),
        ("_rels/.rels", Declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", Declaration + $"<workbook {Main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            + "<sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", Declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"),
        // Three looks of a cell: plain, a day, the head.
        ("xl/styles.xml", Declaration + $"<styleSheet {Main}><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
            + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs></styleSheet>"),
    ];

    private const int SendFrom = 32_768;

    private readonly Packed packed;
    private readonly Stream stream;
    private readonly ZipArchive archive;
    private readonly StreamWriter sheet;
    private readonly StringBuilder row = new();
    private int written;

    private XlsxListWriter(Stream stream, int columns)
    {
        (this.stream, packed) = (stream, new Packed());
        archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in Parts)
        {
            using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes(content));
        }

        sheet = new StreamWriter(archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        sheet.Write($"{Declaration}<worksheet {Main}><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
            + $"<cols><col min=\"1\" max=\"{columns}\" width=\"20\" customWidth=\"1\"/></cols><sheetData>");
    }

    public static async Task<XlsxListWriter> CreateAsync(Stream stream, int columns, CancellationToken cancellationToken)
    {
        var writer = new XlsxListWriter(stream, columns);
        await writer.packed.SendAsync(stream, cancellationToken);
        return writer;
    }

    public override Task WriteAsync(IReadOnlyList<object?> cells, CancellationToken cancellationToken) => WriteAsync(cells, 0, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        sheet.Write("</sheetData></worksheet>");
        sheet.Dispose();
        archive.Dispose();
        await packed.SendAsync(stream, CancellationToken.None);
        await packed.DisposeAsync();
    }

    private protected override Task HeadAsync(IReadOnlyList<string> header, CancellationToken cancellationToken) => WriteAsync([.. header], HeadStyle, cancellationToken);

    private async Task WriteAsync(IReadOnlyList<object?> cells, int style, CancellationToken cancellationToken)
    {
        if (written == MaxRows)
            return;
        row.Clear().Append("<row>");
        // The last row that a sheet can have says so, rather than that the rest goes missing.
        foreach (var cell in ++written == MaxRows ? ["A sheet ends here: export the list as CSV to have all of it."] : cells)
            Append(cell, style);
        sheet.Write(row.Append("</row>"));
        if (packed.Waiting >= SendFrom)
            await packed.SendAsync(stream, cancellationToken);
    }

    private void Append(object? cell, int style)
    {
        switch (cell)
        {
            case null or "":
                row.Append("<c/>");
                break;
            case long number:
                row.Append(CultureInfo.InvariantCulture, $"<c><v>{number}</v></c>");
                break;
            case DateOnly day:
                row.Append(CultureInfo.InvariantCulture, $"<c s=\"{DayStyle}\"><v>{day.DayNumber - DayZero.DayNumber}</v></c>");
                break;
            default:
                row.Append(CultureInfo.InvariantCulture, $"<c s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                AppendText(cell.ToString()!);
                row.Append("</t></is></c>");
                break;
        }
    }

    /// <summary>Characters that XML cannot hold become question marks.</summary>
    private void AppendText(string text)
    {
        for (var i = 0; i < Math.Min(text.Length, MaxCellLength); i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                row.Append(text[i++]).Append(text[i]);
            else
                row.Append(text[i] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", var c => XmlConvert.IsXmlChar(c) ? c.ToString() : "?" });
        }
    }

    /// <summary>
    /// Takes what the zip writes, which it does without awaiting, as a web server does not allow; it is sent on in pieces by those who can await.
    /// </summary>
    private sealed class Packed : Stream
    {
        private readonly MemoryStream waiting = new();

        public long Waiting => waiting.Length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public async Task SendAsync(Stream target, CancellationToken cancellationToken)
        {
            await target.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), cancellationToken);
            await target.FlushAsync(cancellationToken);
            waiting.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => waiting.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => waiting.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
