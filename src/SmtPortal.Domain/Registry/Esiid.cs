namespace SmtPortal.Domain.Registry;

/// <summary>
/// The number of a delivery point: text of 17 digits (22 at CenterPoint) that starts with <c>10</c> and the five-digit
/// number of the utility. It has no check digit. Kept as a plain string; this class holds its rules.
/// </summary>
public static class Esiid
{
    /// <summary>Longest ESIID, in characters.</summary>
    public const int MaxLength = 22;

    /// <summary>Whether <paramref name="text"/> is a well-formed ESIID, without anything around it.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: 17 or MaxLength } && text.StartsWith("10", StringComparison.Ordinal) && text.All(char.IsAsciiDigit);

    /// <summary>
    /// Reads an ESIID as people and files write it: spaces around and between digits, a leading apostrophe or equals sign,
    /// quotes. Returns null when what is left is not a well-formed ESIID.
    /// </summary>
    public static string? TryParse(string? text)
    {
        if (text is null || text.Length > 64)
            return null;
        var cleaned = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '"' or '=' or '-')));
        return IsWellFormed(cleaned) ? cleaned : null;
    }

    /// <summary>The five-digit number of the utility inside an ESIID, such as <c>44372</c> for Oncor.</summary>
    public static string UtilityNumber(string esiid) => esiid.Substring(2, 5);
}
