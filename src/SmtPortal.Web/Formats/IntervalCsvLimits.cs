namespace SmtPortal.Web.Formats;

/// <summary>How much <see cref="IntervalCsvReader"/> takes. The defaults are far above every real file.</summary>
public sealed record IntervalCsvLimits
{
    /// <summary>Longest line in bytes, at most 32,768. Real lines have about 80.</summary>
    public int MaxLineLength { get; init; } = 4_096;

    /// <summary>Most rows of one file. 20 million rows are about 200,000 days or 1.6 GB.</summary>
    public long MaxRows { get; init; } = 20_000_000;

    /// <summary>
    /// Rows of one day are gathered as long as not more than this many rows of other days stand between two of them. It bounds
    /// the memory: a day without a row for so long is closed. A file sorted by time may hold this many ESIIDs.
    /// </summary>
    public int MaxRowsBetween { get; init; } = 10_000;

    /// <summary>Most rows of open days held at once, about 32 bytes each; above, the day with the oldest last row is closed.</summary>
    public int MaxRowsHeld { get; init; } = 1_000_000;
}
