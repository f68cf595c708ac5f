using System.Globalization;
using System.Text.RegularExpressions;

namespace SmtPortal.Domain.Shared;

/// <summary>Checks of free text that people type and others read.</summary>
public static partial class Words
{
    /// <summary>
    /// Whether plain text holds something that a mail program would make a link of: an address with <c>://</c>, a
    /// mail address, or words joined by a dot that look like a host name.
    /// </summary>
    public static bool HoldLink(string? text) =>
        text is not null && (text.Contains("://", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) || HostName().IsMatch(text));

    /// <summary>Trims, and turns runs of white space and control characters into one space; null when nothing is left.</summary>
    public static string? Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var cleaned = string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c));
        return string.Join(' ', cleaned.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) is { Length: > 0 } words ? words : null;
    }

    /// <summary>Words joined by a dot, the last of two letters or more: what mail programs take for a host.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}-]\.\p{L}{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();
}
