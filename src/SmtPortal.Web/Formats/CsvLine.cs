using System.Text;

namespace SmtPortal.Web.Formats;

/// <summary>
/// The fields of one CSV line (RFC 4180, without line breaks inside quotes). Fields come without quotes and without spaces
/// or tabs round them. One instance is used for all lines of a file.
/// </summary>
internal sealed class CsvLine(int maxLineLength)
{
    private const int MaxFields = 64;

    private readonly byte[] text = new byte[maxLineLength];
    private readonly (int Start, int Length)[] fields = new (int, int)[MaxFields];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int field] =>
        text.AsSpan(fields[field].Start, fields[field].Length).Trim(" \t"u8);

    /// <summary>Splits a line. Returns what is wrong with it, or null.</summary>
    public string? Split(ReadOnlySpan<byte> line)
    {
        Count = 0;
        var used = 0;
        while (true)
        {
            if (Count == MaxFields)
                return $"More than {MaxFields} columns; the row may have lost its line end.";
            var start = used;
            var content = line.TrimStart(" \t"u8);
            int next;
            if (content.Length > 0 && content[0] == '"')
            {
                next = Unquote(content, ref used);
                if (next < 0)
                    return "A quote is opened and never closed in the row, or text follows the closing quote. Remove it or close it.";
                line = content;
            }
            else
            {
                next = line.IndexOf((byte)',');
                var field = next < 0 ? line : line[..next];
                field.CopyTo(text.AsSpan(used));
                used += field.Length;
                next = field.Length;
            }
            fields[Count++] = (start, used - start);
            if (next >= line.Length)
                return null;
            line = line[(next + 1)..];
        }
    }

    /// <summary>A field for a message: printable ASCII, 40 characters at most.</summary>
    public static string Shown(ReadOnlySpan<byte> field)
    {
        var shown = new StringBuilder();
        foreach (var b in field[..Math.Min(field.Length, 40)])
            shown.Append(b is >= 0x20 and < 0x7F ? (char)b : '?');
        return field.Length > 40 ? $"'{shown}…'" : $"'{shown}'";
    }

    /// <summary>Copies a quoted field; returns where its comma or the line's end is, or -1 when it is malformed.</summary>
    private int Unquote(ReadOnlySpan<byte> line, ref int used)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                text[used++] = line[i];
            }
            else if (i + 1 < line.Length && line[i + 1] == '"')
            {
                text[used++] = line[i++];
            }
            else
            {
                var rest = line[(i + 1)..].TrimStart(" \t"u8);
                return rest.Length == 0 ? line.Length : rest[0] == ',' ? line.Length - rest.Length : -1;
            }
        }
        return -1;
    }
}
