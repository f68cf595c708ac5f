using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Esiids;

/// <summary>
/// A company's list of ESIIDs as CSV, text or the first sheet of a workbook, for an invitation or a report (RPT-1): the column that
/// its first line names so, else the first column.
/// </summary>
public static class EsiidListFile
{
    /// <summary>What stands there, well-formed or not.</summary>
    /// <param name="maxBytes">Most bytes of the file.</param>
    /// <param name="maxEsiids">Most lines.</param>
    /// <exception cref="TableFileException">It is no table, or beyond a limit.</exception>
    public static IReadOnlyList<string> Read(IFormFile file, int maxBytes, int maxEsiids)
    {
        using var content = file.OpenReadStream();
        var rows = TableFile.Read(content, file.FileName, maxBytes, maxEsiids + 1);
        if (rows.Count == 0)
            return [];
        var named = rows[0].Cells.ToList().FindIndex(cell => string.Concat(cell.Where(char.IsAsciiLetter)).StartsWith("ESI", StringComparison.OrdinalIgnoreCase));
        // A line of words names columns in words that we do not know; where some cell has a digit, it is a line of the list.
        var hasNames = named >= 0 || !rows[0].Cells.Any(cell => cell.Any(char.IsAsciiDigit));
        // Spaces inside would make several of one.
        return [.. rows.Skip(hasNames ? 1 : 0).Select(row => string.Concat(row[Math.Max(named, 0)].Where(c => !char.IsWhiteSpace(c)))).Where(cell => cell.Length > 0)];
    }
}
