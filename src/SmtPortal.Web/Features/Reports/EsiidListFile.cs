using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Reports;

/// <summary>
/// A company's list of ESIIDs as CSV, text or the first sheet of a workbook (RPT-1): the column that is named ESIID in the first
/// line, else the first column.
/// </summary>
public static class EsiidListFile
{
    /// <summary>Most bytes of a file: fifty thousand lines with some more columns.</summary>
    public const int MaxBytes = 10_000_000;

    /// <summary>What the column holds, line by line, or why the file cannot be used.</summary>
    /// <param name="maxEsiids">Most lines.</param>
    public static (IReadOnlyList<string> Esiids, string? Problem) Read(IFormFile file, int maxEsiids)
    {
        try
        {
            using var content = file.OpenReadStream();
            var rows = TableFile.Read(content, MaxBytes, maxEsiids + 1);
            var named = rows.Count == 0 ? -1 : rows[0].Cells.ToList().FindIndex(cell => cell.Equals("ESIID", StringComparison.OrdinalIgnoreCase));
            var isHeader = named >= 0 || (rows.Count > 0 && !rows[0][0].Any(char.IsAsciiDigit));
            List<string> esiids = [.. rows.Skip(isHeader ? 1 : 0).Select(row => row[Math.Max(named, 0)]).Where(cell => cell.Length > 0)];
            if (esiids.Count == 0)
                return ([], "The file holds no ESIID. Put each on a line of its own, in the first column or in one named ESIID.");
            var spoilt = esiids.Find(EsiidFile.IsSpoilt);
            return spoilt is null ? (esiids, null)
                : ([], $"A spreadsheet has turned ESIIDs into numbers (“{spoilt}”), and their last digits are lost. Give the column the format “Text”, enter them again, and save.");
        }
        catch (TableFileException failure)
        {
            return ([], failure.InWords(
                $"The file is too large. Use at most {MaxBytes / 1_000_000} MB.",
                $"The file has more than {maxEsiids:#,##0} lines. Make several reports."));
        }
    }
}
