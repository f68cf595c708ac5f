using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Formats;

/// <summary>What <see cref="IntervalCsvReader"/> finds, in the order in which it is known.</summary>
public abstract record IntervalCsvItem
{
    private IntervalCsvItem() { }

    /// <summary>One ESIID, direction, day and revision time.</summary>
    /// <param name="Day">The values; what the file leaves out is missing.</param>
    /// <param name="FirstLine">Line of the first of its rows, the header being line 1.</param>
    /// <param name="GoodRows">Rows that were taken, blank ones included.</param>
    public sealed record DayRead(DayUsage Day, long FirstLine, int GoodRows) : IntervalCsvItem
    {
        /// <summary>Whether the file had fewer good rows than the day has intervals; the rest counts as missing.</summary>
        public bool IsIncomplete => GoodRows < Day.Count;
    }

    /// <summary>One row that was refused. There is one error for each bad row, the first found.</summary>
    /// <param name="Line">Line in the file, the header being line 1.</param>
    /// <param name="Column">Column as the format names it; null when the row as a whole is at fault.</param>
    /// <param name="Reason">What was found and how to mend it, for a person. Holds at most 40 characters of the file, printable ones.</param>
    public sealed record RowError(long Line, string? Column, string Reason) : IntervalCsvItem;

    /// <summary>The file cannot be read. Always the last item, and nothing of the file may be kept.</summary>
    /// <param name="Line">Line at which reading stopped.</param>
    /// <param name="Reason">What was found and how to mend it, for a person.</param>
    public sealed record FileError(long Line, string Reason) : IntervalCsvItem;
}
