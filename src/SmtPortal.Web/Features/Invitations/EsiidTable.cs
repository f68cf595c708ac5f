using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>The ESIIDs of a table that a company uploads: those of the column that its first line names so, else of the first column.</summary>
public static class EsiidTable
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>What stands there, well-formed or not.</summary>
    /// <exception cref="TableFileException">It is no table, or too large.</exception>
    public static IReadOnlyList<string> Read(Stream file)
    {
        var rows = TableFile.Read(file, MaxBytes, Invitation.MaxEsiids + 1);
        if (rows.Count == 0)
            return [];
        var named = rows[0].Cells.ToList().FindIndex(cell => string.Concat(cell.Where(char.IsAsciiLetter)).StartsWith("ESI", StringComparison.OrdinalIgnoreCase));
        var hasNames = named >= 0 || !rows[0].Cells.Any(cell => cell.Any(char.IsAsciiDigit));
        // Spaces inside would make several of one.
        return [.. rows.Skip(hasNames ? 1 : 0).Select(row => string.Concat(row[Math.Max(named, 0)].Where(c => !char.IsWhiteSpace(c)))).Where(cell => cell.Length > 0)];
    }
}
