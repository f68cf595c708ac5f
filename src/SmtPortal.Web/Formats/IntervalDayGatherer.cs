using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using static SmtPortal.Web.Formats.IntervalCsvItem;

namespace SmtPortal.Web.Formats;

/// <summary>
/// Gathers rows into days. A day is closed when <see cref="IntervalCsvLimits.MaxRowsBetween"/> rows of other days have gone by
/// since its last row, when <see cref="IntervalCsvLimits.MaxRowsHeld"/> is reached, or at the end of the file; a row that comes later still is bad. A day normally has one revision time;
/// when rows have several, the largest set of rows counts, and another only if it is a whole day itself (a file may hold a day
/// and its revision): so one damaged revision time cannot replace a day by a single row.
/// </summary>
internal sealed class IntervalDayGatherer(IntervalCsvLimits limits)
{
    private const int MaxRevisions = 4;
    private const int MaxRowsOfRevision = 2 * IntervalLabels.AutumnCount;

    private readonly Dictionary<IntervalDayKey, OpenDay> open = [];
    private readonly LinkedList<OpenDay> byLastRow = [];
    private readonly HashSet<IntervalDayKey> closed = [];
    private OpenDay? last;
    private long rowsSeen;
    private int rowsHeld;

    /// <summary>Adds a row to its day. Returns an error when it comes too late or is one too many; a bad row has had its error already.</summary>
    public RowError? Add(IntervalDayKey key, DateTimeOffset revision, IntervalRow row)
    {
        rowsSeen++;
        var problem = Find(key) is not { } day ? "The other rows of this day stand too far before this one. Sort the file by ESIID and date."
            : !day.Add(revision, row) ? "The day has far more rows than intervals. Give each interval once."
            : null;
        if (problem is null)
            rowsHeld++;
        return problem is null || row.IsBad ? null : new RowError(row.Line, null, problem);
    }

    /// <summary>Takes out the next day that is closed, all that are left at the end of the file, oldest last row first.</summary>
    public bool TryClose(bool atEnd, List<IntervalCsvItem> items)
    {
        if (byLastRow.First?.Value is not { } day || (!atEnd && rowsSeen - day.LastRow <= limits.MaxRowsBetween && rowsHeld <= limits.MaxRowsHeld))
            return false;
        byLastRow.Remove(day.Node);
        open.Remove(day.Key);
        closed.Add(day.Key);
        if (last == day)
            last = null;
        rowsHeld -= day.Rows;
        day.Close(items);
        return true;
    }

    private OpenDay? Find(IntervalDayKey key)
    {
        if (last is null || last.Key != key)
        {
            if (!open.TryGetValue(key, out var day))
            {
                if (closed.Contains(key))
                    return null;
                day = new OpenDay(key);
                open.Add(key, day);
                byLastRow.AddLast(day.Node);
            }
            last = day;
        }
        if (byLastRow.Last != last.Node)
        {
            byLastRow.Remove(last.Node);
            byLastRow.AddLast(last.Node);
        }
        last.LastRow = rowsSeen;
        return last;
    }

    private sealed class OpenDay
    {
        private readonly List<(DateTimeOffset Revision, List<IntervalRow> Rows)> revisions = [];

        public OpenDay(IntervalDayKey key)
        {
            Key = key;
            Node = new LinkedListNode<OpenDay>(this);
        }

        public IntervalDayKey Key { get; }

        public LinkedListNode<OpenDay> Node { get; }

        public long LastRow { get; set; }

        public int Rows => revisions.Sum(r => r.Rows.Count);

        public bool Add(DateTimeOffset revision, IntervalRow row)
        {
            var rows = revisions.Find(r => r.Revision == revision).Rows;
            if (rows is null)
            {
                if (revisions.Count == MaxRevisions)
                    return false;
                rows = [];
                revisions.Add((revision, rows));
            }
            if (rows.Count == MaxRowsOfRevision)
                return false;
            rows.Add(row);
            return true;
        }

        public void Close(List<IntervalCsvItem> items)
        {
            var intervals = CentralTime.IntervalsIn(Key.Day);
            var largest = revisions.MaxBy(r => r.Rows.Count).Revision;
            foreach (var (revision, rows) in revisions.OrderBy(r => r.Revision))
            {
                if (revision == largest || rows.Count >= intervals)
                    Assemble(revision, rows, intervals, items);
                else
                    items.AddRange(rows.Where(r => !r.IsBad).Select(r => new RowError(r.Line, IntervalCsvColumns.RevisionDate,
                        "The other rows of the day have another revision time, and these are not a whole day. Give one revision time for each day.")));
            }
        }

        private void Assemble(DateTimeOffset revision, List<IntervalRow> rows, int intervals, List<IntervalCsvItem> items)
        {
            var errors = new List<RowError>();
            var placed = IntervalPlacement.Place(rows, intervals, errors);
            var wattHours = new int?[intervals];
            var qualities = new IntervalQuality[intervals];
            var good = 0;
            for (var i = 0; i < intervals; i++)
            {
                if (placed[i] is not { IsBad: false } row)
                    continue;
                wattHours[i] = row.WattHours;
                qualities[i] = row.Quality;
                good++;
            }
            items.AddRange(errors);
            // A day of which nothing can be read must not replace one that could.
            if (good == 0)
                return;
            var day = new DayUsage(Key.Esiid, Key.Direction, Key.Day, revision, wattHours, qualities);
            items.Add(new DayRead(day, rows[0].Line, good));
        }
    }
}
