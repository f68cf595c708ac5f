using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>A line of a file of moves.</summary>
/// <param name="Line">Number of the line or row in the file, from 1.</param>
/// <param name="Move">The move; null when the line cannot be used.</param>
/// <param name="Problem">Why not; null when it can.</param>
public sealed record MoveLine(int Line, KnownMove? Move, string? Problem);

/// <param name="Esiid">Well-formed.</param>
public sealed record KnownMove(MoveKind Kind, string Esiid, DateOnly Day);

/// <summary>
/// A file of moves from a TDSP (formats.md section 3): columns ESIID, EVENT (MOVE_IN or MOVE_OUT) and EFFECTIVE_DATE, found by
/// their names in the first line.
/// </summary>
public static class MoveFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Most lines of a file, without the names of the columns.</summary>
    public const int MaxRows = 2000;

    /// <summary>The lines, good and bad; or why the file cannot be used at all.</summary>
    /// <param name="today">The Central day.</param>
    public static (IReadOnlyList<MoveLine> Lines, string? Problem) Read(IFormFile? upload, DateOnly today)
    {
        if (upload is not { Length: > 0 })
            return ([], "Choose a file that is not empty.");
        try
        {
            using var content = upload.OpenReadStream();
            var table = TableFile.Read(content, upload.FileName, MaxBytes, MaxRows + 1);
            var names = table.Count == 0 ? [] : table[0].Cells.Select(cell => cell.Trim().ToUpperInvariant()).ToList();
            var (esiid, kind, day) = (names.IndexOf("ESIID"), names.IndexOf("EVENT"), names.IndexOf("EFFECTIVE_DATE"));
            if (esiid < 0 || kind < 0 || day < 0)
                return ([], "The first line must name the columns ESIID, EVENT and EFFECTIVE_DATE.");
            return table.Count == 1 ? ([], "The file holds no move below the names of its columns.")
                : ([.. table.Skip(1).Select(row => Parse(row.Line, row[esiid], row[kind], row[day], today))], null);
        }
        catch (TableFileException failure)
        {
            return ([], failure.InWords(
                $"The file is too large. Use at most {MaxBytes / 1000:#,##0} KB.",
                $"The file has more than {MaxRows:#,##0} lines. Use several files."));
        }
    }

    /// <summary>A line of three texts.</summary>
    public static MoveLine Parse(int line, string esiid, string kind, string day, DateOnly today)
    {
        if (Esiid.TryParse(esiid) is not { } parsed)
            return new MoveLine(line, null, $"“{Cut(esiid)}” is no ESIID: it has 17 digits, or 22, and begins with 10.");
        if (KindOf(kind) is not { } move)
            return new MoveLine(line, null, $"“{Cut(kind)}” is no event: write MOVE_IN or MOVE_OUT.");
        if (!CentralText.TryDate(Encoding.UTF8.GetBytes(day), out var date))
            return new MoveLine(line, null, $"“{Cut(day)}” is no date: write it as MM/DD/YYYY or YYYY-MM-DD.");
        return MoveForm.ProblemOf(date, today) is { } problem ? new MoveLine(line, null, problem) : new MoveLine(line, new KnownMove(move, parsed, date), null);
    }

    /// <summary>The word of formats.md.</summary>
    public static string WordOf(MoveKind kind) => kind == MoveKind.MoveIn ? "MOVE_IN" : "MOVE_OUT";

    private static MoveKind? KindOf(string text) => text.Trim().ToUpperInvariant() switch
    {
        "MOVE_IN" => MoveKind.MoveIn,
        "MOVE_OUT" => MoveKind.MoveOut,
        _ => null,
    };

    private static string Cut(string text) => text.Length > 40 ? text[..40] + "…" : text;
}

/// <summary>Checks the lines of a file against what the portal knows.</summary>
public sealed class CheckMoves(PortalDbContext db)
{
    /// <summary>Unknown ESIIDs and lines that say the same as another become problems; what was entered before is no problem, since it changes nothing.</summary>
    public async Task<IReadOnlyList<MoveLine>> ExecuteAsync(IReadOnlyList<MoveLine> lines, CancellationToken cancellationToken)
    {
        var esiids = lines.Select(l => l.Move?.Esiid).OfType<string>().Distinct().ToList();
        var known = new HashSet<string>();
        foreach (var some in esiids.Chunk(500))
            known.UnionWith(await db.Premises.Where(p => some.Contains(p.Esiid)).Select(p => p.Esiid).ToListAsync(cancellationToken));
        var first = new Dictionary<KnownMove, int>();
        return [.. lines.Select(line => line.Move is not { } move ? line
            : !known.Contains(move.Esiid) ? line with { Move = null, Problem = $"The portal knows no delivery point with the ESIID {move.Esiid}." }
            : !first.TryAdd(move, line.Line) ? line with { Move = null, Problem = $"It says the same as line {first[move]}." }
            : line)];
    }
}
