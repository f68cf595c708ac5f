using System.Globalization;
using System.Text;
using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Esiids;

/// <summary>A line of a customer's file, as it stands there.</summary>
/// <param name="Line">Number of the line or row in the file, from 1.</param>
public sealed record EsiidFileRow(int Line, string Esiid, string MeterNumber, string Rep);

/// <summary>
/// A customer's table of ESIIDs: columns for the ESIID, the meter number and the REP, found by the names in the first line in
/// English or Spanish, or in this order when there are none.
/// </summary>
public sealed class EsiidFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Most lines of a file, without the names of the columns.</summary>
    public const int MaxRows = 1000;

    private static readonly string[] EsiidNames = ["esiid", "esi", "esiidnumber", "numeroesiid", "numerodeesiid"];
    private static readonly string[] MeterNames = ["meternumber", "meter", "meterno", "numerodemedidor", "medidor", "nodemedidor"];
    private static readonly string[] RepNames = ["rep", "repname", "repcertificate", "repcertificatenumber", "retailelectricprovider", "provider", "proveedor", "certificadodelrep"];

    private EsiidFile(IReadOnlyList<EsiidFileRow> rows, bool lacksColumn) => (Rows, LacksColumn) = (rows, lacksColumn);

    public IReadOnlyList<EsiidFileRow> Rows { get; }

    /// <summary>Whether the first line names the column of the ESIIDs, and not both of the others.</summary>
    public bool LacksColumn { get; }

    /// <exception cref="TableFileException">It is no table, or too large.</exception>
    public static EsiidFile Read(Stream file, string name)
    {
        var table = TableFile.Read(file, name, MaxBytes, MaxRows + 1);
        if (table.Count == 0)
            return new EsiidFile([], lacksColumn: false);
        var names = table[0].Cells.Select(Name).ToList();
        var (esiid, meter, rep) = (Find(names, EsiidNames), Find(names, MeterNames), Find(names, RepNames));
        if (esiid >= 0)
            return meter >= 0 && rep >= 0 ? new EsiidFile(Rows(table.Skip(1), esiid, meter, rep), lacksColumn: false) : new EsiidFile([], lacksColumn: true);
        // A first line of words names the columns in words that we do not know: then the order counts.
        var isNames = !table[0].Cells.Any(cell => cell.Any(char.IsAsciiDigit));
        var rows = Rows(table.Skip(isNames ? 1 : 0), 0, 1, 2);
        return rows.Count <= MaxRows ? new EsiidFile(rows, lacksColumn: false) : throw new TableFileException(TableFault.TooManyRows);

        static IReadOnlyList<EsiidFileRow> Rows(IEnumerable<TableRow> table, int esiid, int meter, int rep) =>
            [.. table.Select(row => new EsiidFileRow(row.Line, row[esiid], row[meter], row[rep]))];
    }

    /// <summary>Whether a spreadsheet took the ESIID for a number, and so lost its last digits.</summary>
    public static bool IsSpoilt(string esiid) =>
        esiid.Contains('E', StringComparison.OrdinalIgnoreCase) && double.TryParse(esiid, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static int Find(List<string> names, string[] known) => names.FindIndex(name => known.Contains(name, StringComparer.Ordinal));

    /// <summary>Only its letters, small and without accents.</summary>
    private static string Name(string cell) =>
        string.Concat(cell.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
