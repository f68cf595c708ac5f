using System.IO.Compression;
using System.Text;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Formats;

/// <summary>Small tables that people upload: CSV, text, XLSX.</summary>
[Trait("Once", "true")]
public sealed class ReadingATable
{
    [Theory]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("a;b;c\r\n1;2;3")]
    [InlineData("a\tb\tc\r\n\r\n1\t2\t3\r\n")]
    [InlineData("\uFEFF a , \"b\" ,c\n1,2,3\n\n\n")]
    public void Text_with_any_usual_separator(string text) => Assert.Equal(["a|b|c", "1|2|3"], Lines(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void One_column_is_a_table_too() => Assert.Equal(["10443720090000001", "10443720090000002"], Lines("10443720090000001\n10443720090000002\n"u8.ToArray()));

    [Fact]
    public void A_row_keeps_the_number_of_its_line() => Assert.Equal([1, 4], Read("a,b\n\n,\n1,2\n"u8.ToArray()).Select(r => r.Line));

    [Fact]
    public void A_workbook_gives_its_first_sheet()
    {
        var file = Workbooks.Of(["ESIID", "Meter", "REP"], [" 10443720090000001", "M1", "TXU"], [], [null, "M2", "#10004"]);
        Assert.Equal(["ESIID|Meter|REP", "10443720090000001|M1|TXU", "|M2|10004"], Lines(file));
        Assert.Equal([1, 2, 4], Read(file).Select(r => r.Line));
    }

    [Fact]
    public void Too_many_bytes_or_rows_are_refused()
    {
        Assert.Equal(TableFault.TooLarge, Fault(new byte[2_000_001]));
        Assert.Equal(TableFault.TooManyRows, Fault(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", 101)))));
        Assert.Equal(TableFault.TooManyRows, Fault(Workbooks.Of([.. Enumerable.Repeat(new[] { "a" }, 101)])));
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3 }, TableFault.OldExcel)]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 1, 2, 3 }, TableFault.Unreadable)]
    [InlineData(new byte[] { 1, 0, 2, 0, 3 }, TableFault.Unreadable)]
    public void What_is_no_table_is_refused(byte[] file, TableFault fault) => Assert.Equal(fault, Fault(file));

    [Fact]
    public void A_zip_that_is_no_workbook_is_refused() => Assert.Equal(TableFault.Unreadable, Fault(Zip(("a.csv", "a,b\n"u8.ToArray()))));

    [Fact]
    public void A_workbook_that_unpacks_to_very_much_is_refused_before_it_is_read() =>
        Assert.Equal(TableFault.TooLarge, Fault(Zip(("xl/worksheets/sheet1.xml", new byte[200_000_000]))));

    [Fact]
    public void One_with_very_many_parts_is_refused() =>
        Assert.Equal(TableFault.TooLarge, Fault(Zip([.. Enumerable.Range(0, 201).Select(i => ($"part{i}.xml", Array.Empty<byte>()))])));

    [Fact]
    public void A_document_type_in_its_XML_is_refused()
    {
        var hostile = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">&a;</workbook>"u8.ToArray();
        using var stream = new MemoryStream();
        stream.Write(Workbooks.Of(["a"]));
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("xl/workbook.xml")!.Delete();
            using var part = archive.CreateEntry("xl/workbook.xml").Open();
            part.Write(hostile);
        }

        Assert.Equal(TableFault.Unreadable, Fault(stream.ToArray()));
    }

    [Fact]
    public void Wide_rows_and_long_cells_are_cut()
    {
        var row = Assert.Single(Read(Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Repeat(new string('x', TableFile.MaxCellLength + 100), 100)))));
        Assert.Equal((TableFile.MaxColumns, TableFile.MaxCellLength), (row.Cells.Count, row[0].Length));
        Assert.Equal("", row[99]);
    }

    [Theory]
    [InlineData("list.csv", false)]
    [InlineData("LIST.TXT", false)]
    [InlineData("list.xlsx", true)]
    [InlineData("list", false)]
    [InlineData("list", true)]
    public void A_name_that_fits_or_says_nothing_is_taken(string name, bool isWorkbook) =>
        Assert.Single(TableFile.Read(new MemoryStream(isWorkbook ? Workbooks.Of(["a"]) : "a"u8.ToArray()), name, 2_000_000, 100));

    [Theory]
    [InlineData("list.xlsx", false)]
    [InlineData("list.csv", true)]
    [InlineData("list.pdf", false)]
    [InlineData("list.csv.exe", false)]
    public void A_name_that_says_otherwise_is_refused(string name, bool isWorkbook)
    {
        var file = new MemoryStream(isWorkbook ? Workbooks.Of(["a"]) : "a"u8.ToArray());
        Assert.Equal(TableFault.OtherKind, Assert.Throws<TableFileException>(() => TableFile.Read(file, name, 2_000_000, 100)).Fault);
    }

    private static IReadOnlyList<TableRow> Read(byte[] file) => TableFile.Read(new MemoryStream(file), "", 2_000_000, 100);

    private static IEnumerable<string> Lines(byte[] file) => Read(file).Select(r => string.Join('|', r.Cells));

    private static TableFault Fault(byte[] file) => Assert.Throws<TableFileException>(() => Read(file)).Fault;

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }
}
