namespace SmtPortal.Web.Formats;

/// <summary>How <see cref="IntervalCsvWriter"/> writes. Settings section <c>Formats:IntervalCsv</c>, for the files that companies get.</summary>
public sealed record IntervalCsvOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Formats:IntervalCsv";

    /// <summary>An apostrophe before the ESIID, so that spreadsheets keep it as text.</summary>
    public bool Apostrophe { get; init; } = true;

    /// <summary>
    /// Clock-change days as Smart Meter Texas writes them: 96 rows in spring, those from 02:00 to 03:00 blank, and in autumn
    /// <c>02:00,01:15</c> where the second pass begins. Without it: 92 rows, and the true label <c>01:00,01:15</c>.
    /// </summary>
    public bool SmtClockChanges { get; init; }
}
