using System.Text;

namespace SmtPortal.Web.Formats;

/// <summary>Where the header of an interval CSV puts each column: by name, in any order, other columns ignored.</summary>
internal sealed class IntervalCsvColumns
{
    public const string Esiid = "ESIID";
    public const string UsageDate = "USAGE_DATE";
    public const string RevisionDate = "REVISION_DATE";
    public const string StartTime = "USAGE_START_TIME";
    public const string EndTime = "USAGE_END_TIME";
    public const string Kwh = "USAGE_KWH";
    public const string Flag = "ESTIMATED_ACTUAL";
    public const string Direction = "CONSUMPTION_SURPLUSGENERATION";

    /// <summary>Name of the last column in files of 2017.</summary>
    public const string OldDirection = "CONSUMPTION_GENERATION";

    /// <summary>The columns in the order of the format.</summary>
    public static readonly IReadOnlyList<string> Names = [Esiid, UsageDate, RevisionDate, StartTime, EndTime, Kwh, Flag, Direction];

    private readonly int[] places = new int[Names.Count];

    private IntervalCsvColumns(int count) => Count = count;

    /// <summary>Number of columns in the header.</summary>
    public int Count { get; }

    public int this[int column] => places[column];

    /// <summary>Reads the header. Returns null and says why when it is not one.</summary>
    public static IntervalCsvColumns? TryRead(CsvLine header, out string? problem)
    {
        var found = Enumerable.Range(0, header.Count).Select(i => Normal(header[i])).ToList();
        while (found.Count > 0 && found[^1].Length == 0)
            found.RemoveAt(found.Count - 1);
        var columns = new IntervalCsvColumns(found.Count);
        var missing = new List<string>();
        for (var i = 0; i < Names.Count; i++)
        {
            columns.places[i] = found.IndexOf(Names[i]);
            if (columns.places[i] < 0)
                missing.Add(Names[i]);
            else if (found.LastIndexOf(Names[i]) != columns.places[i])
                return Refuse($"The header names the column {Names[i]} twice. Keep one of them.", out problem);
        }
        if (missing.Count == Names.Count)
            return Refuse($"The first line is not the header of an interval file. It should read {string.Join(',', Names)}.", out problem);
        if (missing.Count > 0)
            return Refuse($"The header has no column {string.Join(", ", missing)}. It should read {string.Join(',', Names)}.", out problem);
        problem = null;
        return columns;
    }

    private static IntervalCsvColumns? Refuse(string reason, out string? problem)
    {
        problem = reason;
        return null;
    }

    private static string Normal(ReadOnlySpan<byte> name)
    {
        var text = Encoding.ASCII.GetString(name).Trim('\'', '"', '=', ' ').ToUpperInvariant().Replace(' ', '_');
        return text == OldDirection ? Direction : text;
    }
}
