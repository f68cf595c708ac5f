using System.Globalization;
using static SmtPortal.Web.Formats.IntervalCsvItem;
using static SmtPortal.Web.Formats.IntervalLabels;

namespace SmtPortal.Web.Formats;

/// <summary>
/// Finds the position of each row in its day. The rules, in this order:
/// <list type="number">
/// <item>As many rows as the day has intervals: the position of the row decides (USE-3), whatever up to four labels say; real
/// files of autumn have a wrong one. The same when the labels simply run on from 00:00.</item>
/// <item>Spring: the blank rows from 02:00 to 03:00, a time that does not exist, are dropped; with a value they are bad.</item>
/// <item>Else rows are missing, doubled or out of order, and each label decides. In the repeated hour of autumn it does so only
/// when the order of the rows shows where the second pass begins; else those rows are bad.</item>
/// <item>Two rows for one interval: the same twice counts once, and the second is bad; different ones are both bad.</item>
/// </list>
/// </summary>
internal sealed class IntervalPlacement(int intervals, List<RowError> errors)
{
    private const int WrongLabelsAllowed = 4;

    private readonly IntervalRow?[] placed = new IntervalRow?[intervals];
    private readonly bool[] disputed = new bool[intervals];

    /// <summary>Places the rows of one day, which come in the order of the file; adds an error for each that finds no place.</summary>
    public static IntervalRow?[] Place(List<IntervalRow> rows, int intervals, List<RowError> errors)
    {
        var placement = new IntervalPlacement(intervals, errors);
        if (!placement.PlaceInOrder(rows))
        {
            if (intervals == SpringCount)
                rows = placement.WithoutLeftOutHour(rows);
            if (!placement.PlaceInOrder(rows))
                placement.PlaceByLabel(rows);
        }
        return placement.placed;
    }

    private bool PlaceInOrder(List<IntervalRow> rows)
    {
        if (rows.Count != intervals)
            return false;
        var wrong = 0;
        var runsOn = true;
        for (var i = 0; i < rows.Count; i++)
        {
            wrong += Start(rows[i]) == StartMinute(intervals, i) ? 0 : 1;
            runsOn &= rows[i].Start == i * IntervalMinutes;
        }
        if (wrong > WrongLabelsAllowed && !runsOn)
            return false;
        for (var i = 0; i < rows.Count; i++)
            placed[i] = rows[i];
        return true;
    }

    private List<IntervalRow> WithoutLeftOutHour(List<IntervalRow> rows)
    {
        var kept = new List<IntervalRow>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Start is < ChangeAt or >= LeftOutUntil)
                kept.Add(row);
            else if (!row.IsBad && !row.IsBlank)
                Refuse(row, "The clock goes forward that day, so this time does not exist. Leave the value and the flag blank.");
        }
        return kept;
    }

    private void PlaceByLabel(List<IntervalRow> rows)
    {
        var repeated = new List<IntervalRow>();
        foreach (var row in rows)
        {
            var start = Start(row);
            if (start < 0)
                Refuse(row, $"Found {Label(row.Start)} to {Label(row.End)}, and the day has {rows.Count} rows instead of {intervals}, "
                    + "so its place is unknown. Give intervals of 15 minutes, all of the day.");
            else if (intervals == AutumnCount && start is >= RepeatedFrom and < ChangeAt)
                repeated.Add(row);
            else if (start < ChangeAt)
                Put(row, start / IntervalMinutes);
            else
                Put(row, start / IntervalMinutes + intervals - PlainCount);
        }
        PlaceRepeatedHour(repeated);
    }

    private void PlaceRepeatedHour(List<IntervalRow> rows)
    {
        var passes = 1;
        var second = rows.Count;
        for (var i = 1; i < rows.Count; i++)
        {
            if (Start(rows[i]) > Start(rows[i - 1]))
                continue;
            second = Math.Min(second, i);
            passes++;
        }
        for (var i = 0; i < rows.Count; i++)
        {
            if (passes == 2)
                Put(rows[i], Start(rows[i]) / IntervalMinutes + (i < second ? 0 : AutumnCount - PlainCount));
            else
                Refuse(rows[i], "The hour from 01:00 comes twice that day, and rows are missing, so this one could be in either. Give all 100 rows.");
        }
    }

    private void Put(IntervalRow row, int position)
    {
        if (placed[position] is not { } first)
        {
            if (disputed[position])
                Refuse(row, "The file has other values for the same interval. Keep the right one.");
            else
                placed[position] = row;
        }
        else if (row.IsBad || first.IsBad)
        {
            placed[position] = first.IsBad ? row : first;
        }
        else if ((first.WattHours, first.Quality) == (row.WattHours, row.Quality))
        {
            Refuse(row, $"The interval stands twice, first in line {first.Line}. The first was taken; remove this one.");
        }
        else
        {
            Refuse(first, $"The interval stands twice with different values, again in line {row.Line}. Keep the right one.");
            Refuse(row, $"The interval stands twice with different values, first in line {first.Line}. Keep the right one.");
            placed[position] = null;
            disputed[position] = true;
        }
    }

    /// <summary>The label, put right where real files have it wrong every autumn (02:00 to 01:15); -1 when it makes no sense.</summary>
    private int Start(IntervalRow row) =>
        row.HasSoundLabel ? row.Start
        : intervals == AutumnCount && row is { Start: ChangeAt, End: RepeatedFrom + IntervalMinutes } ? RepeatedFrom
        : -1;

    private void Refuse(IntervalRow row, string reason)
    {
        if (!row.IsBad)
            errors.Add(new RowError(row.Line, IntervalCsvColumns.StartTime, reason));
    }

    private static string Label(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
