using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Data.Usage;

/// <summary>What became of one day that was given to <see cref="UsageStore"/>.</summary>
public enum StoreOutcome
{
    /// <summary>The first of its ESIID, direction and day.</summary>
    New,

    /// <summary>A later revision, which replaced the one before, or values that were missing in the same revision.</summary>
    Revised,

    /// <summary>Nothing that was not stored already.</summary>
    Unchanged,

    /// <summary>A revision before the stored one: kept beside it.</summary>
    Older,

    /// <summary>Refused: the same revision is stored with other values.</summary>
    Contradicting,

    /// <summary>Refused: no premise has this ESIID.</summary>
    UnknownEsiid,
}

/// <summary>What a batch did: its number, and the outcome of each day in the order given.</summary>
public sealed record StoredBatch(long Number, IReadOnlyList<StoreOutcome> Outcomes);

/// <summary>The portal's usage days: the only place that writes and reads them.</summary>
public sealed class UsageStore(PortalDbContext db)
{
    private readonly UsageBulk bulk = UsageBulk.For(db);

    /// <summary>Most days for one call of <see cref="StoreAsync"/>.</summary>
    public int BatchSize => bulk.BatchSize;

    /// <summary>
    /// Stores days in one transaction. Batches are stored one after the other, and their numbers rise in the order of the
    /// commits: whoever has seen batch n has seen all before it, and nothing is committed below n later.
    /// </summary>
    /// <param name="days">At most <see cref="BatchSize"/>; several revisions of one day may be among them.</param>
    /// <param name="sourceFile">The inbox file that they come from.</param>
    /// <param name="beforeCommit">Changes entities that are saved in the same transaction.</param>
    public async Task<StoredBatch> StoreAsync(
        IReadOnlyList<DayUsage> days, Guid? sourceFile, Action<StoredBatch>? beforeCommit = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days.Count, BatchSize);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The row stays locked until the commit: from here on one batch at a time, which the comparison below needs, too.
        var number = await TakeBatchNumberAsync(ct);
        var esiids = days.Select(d => d.Esiid).Distinct().ToList();
        var known = (await db.Premises.Where(p => esiids.Contains(p.Esiid)).Select(p => p.Esiid).ToListAsync(ct)).ToHashSet();
        var wanted = days.Where(d => known.Contains(d.Esiid)).ToList();
        var merge = new UsageMerge(await FindAsync(db.UsageDays, wanted, ct), await FindAsync(db.UsageDayRevisions, wanted, ct), sourceFile, number);
        var batch = new StoredBatch(number, [.. days.Select(d => known.Contains(d.Esiid) ? merge.Add(d) : StoreOutcome.UnknownEsiid)]);
        await bulk.UpsertAsync(db, UsageBulk.Revisions, merge.ChangedRevisions, ct);
        await bulk.UpsertAsync(db, UsageBulk.Days, merge.ChangedDays, ct);
        if (beforeCommit is not null)
        {
            beforeCommit(batch);
            await db.SaveChangesAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return batch;
    }

    /// <summary>
    /// The stored days of an ESIID from a day to a day, both included: consumption first, then generation, each in the order
    /// of the days. Streams. The caller has checked who may see what.
    /// </summary>
    public IAsyncEnumerable<DayUsage> ReadDaysAsync(string esiid, DateOnly from, DateOnly to, CancellationToken ct = default) =>
        ReadAsync(db.UsageDays.Where(d => d.Esiid == esiid && d.Day >= from && d.Day <= to), ct);

    /// <summary>Like <see cref="ReadDaysAsync"/>, but only days that batches after one and up to another wrote: what a schedule has not sent yet.</summary>
    public IAsyncEnumerable<DayUsage> ReadChangedDaysAsync(
        string esiid, DateOnly from, DateOnly to, long afterBatch, long upToBatch, CancellationToken ct = default) =>
        ReadAsync(db.UsageDays.Where(d => d.Esiid == esiid && d.Day >= from && d.Day <= to && d.BatchNumber > afterBatch && d.BatchNumber <= upToBatch), ct);

    /// <summary>Number of the last batch that is committed; 0 before the first.</summary>
    public Task<long> LastBatchAsync(CancellationToken ct = default) =>
        db.IngestCounters.Where(c => c.Id == IngestCounter.TheOne).Select(c => c.LastBatch).SingleAsync(ct);

    private static async IAsyncEnumerable<DayUsage> ReadAsync(IQueryable<UsageDayRow> days, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in days.OrderBy(d => d.Direction).ThenBy(d => d.Day).AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            yield return row.Unpack();
    }

    private async Task<long> TakeBatchNumberAsync(CancellationToken ct)
    {
#pragma warning disable RS0030 // a counter has no version to pass by
        await db.IngestCounters.Where(c => c.Id == IngestCounter.TheOne).ExecuteUpdateAsync(set => set.SetProperty(c => c.LastBatch, c => c.LastBatch + 1), ct);
#pragma warning restore RS0030
        return await LastBatchAsync(ct);
    }

    /// <summary>
    /// What is stored of the days' ESIIDs and days, and perhaps some more. One query when they fill a rectangle, as the days of
    /// a home or the homes of a day do; else one for each ESIID, so that a file of odd days does not fetch the whole table.
    /// </summary>
    private static async Task<List<TDay>> FindAsync<TDay>(DbSet<TDay> table, List<DayUsage> wanted, CancellationToken ct)
        where TDay : StoredDay
    {
        var esiids = wanted.Select(d => d.Esiid).Distinct().ToList();
        var days = wanted.Select(d => d.Day).Distinct().ToList();
        if ((long)esiids.Count * days.Count <= 4L * wanted.Count)
            return await table.AsNoTracking().Where(d => esiids.Contains(d.Esiid) && days.Contains(d.Day)).ToListAsync(ct);
        var found = new List<TDay>();
        foreach (var ofOne in wanted.GroupBy(d => d.Esiid))
        {
            var daysOfOne = ofOne.Select(d => d.Day).Distinct().ToList();
            found.AddRange(await table.AsNoTracking().Where(d => d.Esiid == ofOne.Key && daysOfOne.Contains(d.Day)).ToListAsync(ct));
        }
        return found;
    }
}
