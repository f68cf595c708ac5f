using System.IO.Compression;
using System.Text;

namespace SmtPortal.Domain.Reports;

/// <summary>An ESIID that was asked for and refused at once, with the reason (RPT-1).</summary>
/// <param name="Text">The ESIID, or the text that is none, cut to <see cref="TextMaxLength"/> characters.</param>
/// <param name="Reason">Why there is no file for it.</param>
public sealed record ReportRefusal(string Text, ReportReason Reason)
{
    /// <summary>Longest text kept of what was typed, in characters.</summary>
    public const int TextMaxLength = 40;
}

/// <summary>
/// All that was refused of one report, in one row however many they are: nothing looks for a single one of them, and fifty
/// thousand rows would be more than the rest of the report.
/// </summary>
public sealed class ReportRefusals
{
    private ReportRefusals()
    {
    }

    internal ReportRefusals(IEnumerable<(string Text, ReportReason Reason)> refused)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var lines = new StreamWriter(deflate, new UTF8Encoding(false)))
        {
            foreach (var (text, reason) in refused)
                lines.Write($"{Line(text)}\t{reason}\n");
        }

        Packed = packed.ToArray();
    }

    /// <summary>Number of the report.</summary>
    public long ReportNumber { get; private set; }

    /// <summary>Lines of text, tabulator and reason, UTF-8, deflated.</summary>
    public byte[] Packed { get; private set; } = [];

    /// <summary>In the order in which they were asked for; unpacked as far as they are read.</summary>
    public IEnumerable<ReportRefusal> Unpack()
    {
        using var lines = new StreamReader(new DeflateStream(new MemoryStream(Packed), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            var tab = line.LastIndexOf('\t');
            yield return new ReportRefusal(line[..tab], Enum.Parse<ReportReason>(line[(tab + 1)..]));
        }
    }

    private static string Line(string text)
    {
        var plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return plain.Length <= ReportRefusal.TextMaxLength ? plain : plain[..ReportRefusal.TextMaxLength];
    }
}
