using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Data.Usage;

/// <summary>
/// Decides what a batch of days does to what is stored (USE-1). What results does not depend on the order in which
/// revisions arrive: the latest is the day, the earlier ones are kept, and copies of one revision complete each other.
/// </summary>
internal sealed class UsageMerge(IEnumerable<UsageDayRow> current, IEnumerable<UsageDayRevision> earlier, Guid? sourceFile, long batch)
{
    private readonly Dictionary<Key, StoredDay> days = current.ToDictionary(d => new Key(d.Esiid, d.Direction, d.Day), d => (StoredDay)d);
    private readonly Dictionary<(Key, DateTimeOffset), StoredDay> revisions =
        earlier.ToDictionary(d => (new Key(d.Esiid, d.Direction, d.Day), d.Revision), d => (StoredDay)d);

    private readonly HashSet<Key> changedDays = [];
    private readonly HashSet<(Key, DateTimeOffset)> changedRevisions = [];

    public IReadOnlyCollection<StoredDay> ChangedDays => [.. changedDays.Select(k => days[k])];

    public IReadOnlyCollection<StoredDay> ChangedRevisions => [.. changedRevisions.Select(k => revisions[k])];

    public StoreOutcome Add(DayUsage day)
    {
        var key = new Key(day.Esiid, day.Direction, day.Day);
        if (!days.TryGetValue(key, out var stored))
        {
            days[key] = New(day);
            changedDays.Add(key);
            return StoreOutcome.New;
        }
        if (day.Revision < stored.Revision)
            return AddEarlier(key, day);
        if (day.Revision == stored.Revision)
        {
            var outcome = Complete(stored, day, StoreOutcome.Revised);
            if (outcome == StoreOutcome.Revised)
                changedDays.Add(key);
            return outcome;
        }
        var replacing = New(day);
        // Register reads are of the day, not of the revision of its intervals.
        (replacing.FirstReadWh, replacing.LastReadWh) = (stored.FirstReadWh, stored.LastReadWh);
        revisions[(key, stored.Revision)] = stored;
        changedRevisions.Add((key, stored.Revision));
        days[key] = replacing;
        changedDays.Add(key);
        return StoreOutcome.Revised;
    }

    private StoreOutcome AddEarlier(Key key, DayUsage day)
    {
        var outcome = StoreOutcome.Older;
        if (revisions.TryGetValue((key, day.Revision), out var stored))
            outcome = Complete(stored, day, StoreOutcome.Older);
        else
            revisions[(key, day.Revision)] = New(day);
        if (outcome == StoreOutcome.Older)
            changedRevisions.Add((key, day.Revision));
        return outcome;
    }

    private StoreOutcome Complete(StoredDay stored, DayUsage day, StoreOutcome changed)
    {
        var before = stored.Unpack();
        if (before.CompletedFrom(day) is not { } whole)
            return StoreOutcome.Contradicting;
        if (whole.HasSameValuesAs(before))
            return StoreOutcome.Unchanged;
        (stored.Packed, stored.Layout, stored.TotalWh) = (PackedDay.Pack(whole), PackedDay.LayoutVersion, whole.TotalWh);
        (stored.SourceFileId, stored.BatchNumber) = (sourceFile, batch);
        return changed;
    }

    private UsageDayRow New(DayUsage day) => new()
    {
        Esiid = day.Esiid,
        Direction = day.Direction,
        Day = day.Day,
        Revision = day.Revision,
        Packed = PackedDay.Pack(day),
        Layout = PackedDay.LayoutVersion,
        TotalWh = day.TotalWh,
        SourceFileId = sourceFile,
        BatchNumber = batch,
    };

    private readonly record struct Key(string Esiid, UsageDirection Direction, DateOnly Day);
}
