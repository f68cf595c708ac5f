namespace SmtPortal.Web.Formats;

/// <summary>
/// Rows of CSV lists that people open in a spreadsheet: RFC 4180 quoting, LF, and an apostrophe before text that a
/// spreadsheet would take for a formula or a number. Not for machine formats, whose values are never changed.
/// </summary>
public static class ListCsv
{
    /// <summary>One row with its line end. A null is an empty field.</summary>
    public static string Row(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\n";

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' || (text.Length > 15 && text.All(char.IsAsciiDigit)))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
