using System.IO.Compression;
using System.Text;
using SmtPortal.Web.Formats;
using static SmtPortal.Web.Formats.IntervalCsvItem;
using static SmtPortal.Web.Tests.Formats.IntervalCsv;

namespace SmtPortal.Web.Tests.Formats;

/// <summary>USE-1: an unreadable file is one error and changes nothing.</summary>
[Trait("Once", "true")]
public class RefusingAnUnreadableFile
{
    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "empty", [], "empty" },
        { "blank lines", "\n\n \n"u8.ToArray(), "empty" },
        { "no header", Encoding.ASCII.GetBytes(Row(0, 1)), "not the header" },
        { "another file", "a;b;c\n1;2;3\n"u8.ToArray(), "not the header" },
        { "column lost", Encoding.ASCII.GetBytes(Header.Replace(",USAGE_KWH", "", StringComparison.Ordinal)), "no column USAGE_KWH" },
        { "column twice", Encoding.ASCII.GetBytes(Header + ",ESIID"), "twice" },
        { "quote in the header", Encoding.ASCII.GetBytes("\"" + Header), "quote" },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header)], "UTF-16" },
        { "UTF-16 without mark", Encoding.Unicode.GetBytes(Header), "not a text file" },
        { "workbook", [0x50, 0x4B, 3, 4, 20, 0], "ZIP" },
        { "picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "not the header" },
        { "one endless line", Encoding.ASCII.GetBytes(new string('x', 200_000)), "longer than" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task It_is_one_error_that_says_why(string kind, byte[] bytes, string reason)
    {
        var error = Assert.IsType<FileError>(Assert.Single(await ReadAsync(bytes)));

        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(kind);
    }

    [Fact]
    public async Task A_line_that_is_too_long_ends_the_file_with_an_error()
    {
        var lines = PlainDay();
        lines.Add(new string('9', 5_000));

        var error = Assert.IsType<FileError>(Assert.Single(await ReadAsync(lines)));

        Assert.Equal(98, error.Line);
    }

    [Fact]
    public async Task A_file_with_too_many_rows_is_refused()
    {
        var items = await ReadAsync(Encoding.ASCII.GetBytes(string.Join('\n', PlainDay())), new IntervalCsvLimits { MaxRows = 95 });

        Assert.Contains("more than 95 rows", Assert.IsType<FileError>(Assert.Single(items)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compression_that_is_damaged_is_an_error_of_the_file()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(string.Join('\n', PlainDay())), TestContext.Current.CancellationToken);
        var bytes = packed.ToArray();
        bytes.AsSpan(bytes.Length / 2, 20).Fill(0xFF);

        var items = new List<IntervalCsvItem>();
        await foreach (var item in new IntervalCsvReader().ReadAsync(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), TestContext.Current.CancellationToken))
            items.Add(item);

        Assert.IsType<FileError>(items[^1]);
    }
}
