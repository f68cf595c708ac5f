using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Tests.Formats;
using SmtPortal.Web.Tests.Support;
using static SmtPortal.Web.Data.Usage.StoreOutcome;

namespace SmtPortal.Web.Tests.Features.Usage;

public class StoringUsage(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly DateTimeOffset First = new(2026, 6, 2, 11, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Fact] // USE-1
    public async Task A_later_revision_replaces_an_earlier_one_which_is_kept()
    {
        var esiid = (await host.Given.Premise()).Esiid;

        Assert.Equal([New], await Store(Whole(esiid, First, 100)));
        Assert.Equal([Revised], await Store(Whole(esiid, First.AddDays(1), 200)));

        Assert.Equal(96 * 200, Assert.Single(await Read(esiid)).TotalWh);
        Assert.Equal([(First, 9_600L)], await Kept(esiid));
    }

    [Fact] // USE-1
    public async Task An_earlier_revision_that_arrives_late_is_kept_and_changes_nothing_else()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        await Store(Whole(esiid, First.AddDays(1), 200));

        Assert.Equal([Older], await Store(Whole(esiid, First, 100)));
        Assert.Equal([Unchanged], await Store(Whole(esiid, First, 100)));

        Assert.Equal(96 * 200, Assert.Single(await Read(esiid)).TotalWh);
        Assert.Equal([(First, 9_600L)], await Kept(esiid));
    }

    [Fact] // USE-1
    public async Task The_same_revision_again_is_nothing_and_with_other_values_it_is_refused()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        await Store(Whole(esiid, First, 100));
        var batch = await StoredBatch(esiid);

        Assert.Equal([Unchanged], await Store(Whole(esiid, First, 100)));
        Assert.Equal([Contradicting], await Store(Whole(esiid, First, 101)));

        Assert.Equal(9_600, Assert.Single(await Read(esiid)).TotalWh);
        Assert.Empty(await Kept(esiid));
        Assert.Equal(batch, await StoredBatch(esiid));
    }

    [Fact]
    public async Task Gaps_are_filled_from_a_mended_copy_of_the_same_revision()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        await Store(Whole(esiid, First, 100, 5, 6));

        Assert.Equal([Revised], await Store(Whole(esiid, First, 100)));
        Assert.Equal([Unchanged], await Store(Whole(esiid, First, 100, 7)));

        Assert.Equal(0, Assert.Single(await Read(esiid)).MissingCount);
    }

    [Fact]
    public async Task Usage_of_an_ESIID_that_no_premise_has_is_refused()
    {
        Assert.Equal([UnknownEsiid], await Store(Whole("10443720099999999", First, 100)));
        Assert.Empty(await Read("10443720099999999"));
    }

    [Fact]
    public async Task Days_are_read_in_order_of_direction_and_day_and_only_those_asked_for()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        var random = new Random(7);
        List<DayUsage> days = [.. from direction in Enum.GetValues<UsageDirection>() from offset in Enumerable.Range(0, 5) select IntervalCsv.Any(random, esiid, new DateOnly(2025, 10, 31).AddDays(offset), direction)];
        await Store([.. days.OrderBy(_ => random.Next())]);

        var read = await host.Use<UsageStore, List<DayUsage>>(s => s.ReadDaysAsync(esiid, new(2025, 11, 1), new(2025, 11, 3)).ToListAsync().AsTask());

        var expected = days.Where(d => d.Day.Month == 11 && d.Day.Day <= 3).ToList();
        Assert.Equal(6, read.Count);
        Assert.All(expected.Zip(read), pair => IntervalCsv.AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public async Task What_changed_after_a_batch_is_found_by_its_number()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        await Store(Whole(esiid, First, 100), Whole(esiid, First, 100, Day.AddDays(1)));
        var sent = await host.Use<UsageStore, long>(s => s.LastBatchAsync());
        await Store(Whole(esiid, First.AddDays(1), 200, Day.AddDays(1)), Whole(esiid, First, 100));
        var now = await host.Use<UsageStore, long>(s => s.LastBatchAsync());

        var changed = await host.Use<UsageStore, List<DayUsage>>(s => s.ReadChangedDaysAsync(esiid, Day, Day.AddDays(9), sent, now).ToListAsync().AsTask());

        Assert.Equal(Day.AddDays(1), Assert.Single(changed).Day);
    }

    [Fact] // USE-1
    public async Task What_is_stored_in_the_end_does_not_depend_on_the_order_of_arrival()
    {
        var premise = await host.Given.Premise();
        var start = Day;
        await ForAnyAsync(25, async random =>
        {
            start = start.AddDays(-1);
            // Each revision comes in one to three copies, some with gaps, in any order and cut into any batches.
            var copies = (from revision in Enumerable.Range(0, random.Next(1, 5))
                          from copy in Enumerable.Range(0, random.Next(1, 4))
                          select Whole(premise.Esiid, First.AddHours(revision), 100 + revision, start, [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(90))]))
                .OrderBy(_ => random.Next()).ToList();
            for (var at = 0; at < copies.Count;)
            {
                var take = random.Next(1, copies.Count - at + 1);
                Assert.DoesNotContain(Contradicting, await Store([.. copies.Skip(at).Take(take)]));
                at += take;
            }

            var expected = copies.GroupBy(c => c.Revision).OrderBy(g => g.Key).Select(g => g.Aggregate((a, b) => a.CompletedFrom(b)!)).ToList();
            var day = Assert.Single(await host.Use<UsageStore, List<DayUsage>>(s => s.ReadDaysAsync(premise.Esiid, start, start).ToListAsync().AsTask()));
            var kept = await host.Db(db => db.UsageDayRevisions.Where(r => r.Esiid == premise.Esiid && r.Day == start).OrderBy(r => r.Revision).ToListAsync());
            IntervalCsv.AssertSame(expected[^1], day);
            Assert.Equal(expected.Count - 1, kept.Count);
            Assert.All(expected.Zip(kept), pair => IntervalCsv.AssertSame(pair.First, pair.Second.Unpack()));
        });
    }

    [Fact]
    public async Task Batches_at_the_same_time_get_rising_numbers_and_nothing_below_a_seen_number_is_committed_later()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        using var done = new CancellationTokenSource();
        var seen = new List<(long Batch, int Days)>();
        var watching = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                // The number first, then the days up to it: what a schedule does.
                var batch = await host.Use<UsageStore, long>(s => s.LastBatchAsync());
                seen.Add((batch, await host.Db(db => db.UsageDays.CountAsync(d => d.Esiid == esiid && d.BatchNumber <= batch))));
            }
        });
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var numbers = new List<long>();
            for (var i = 0; i < 10; i++)
                numbers.Add((await host.Use<UsageStore, StoredBatch>(s => s.StoreAsync([Whole(esiid, First, 1, Day.AddDays(writer * 100 + i))], null))).Number);
            return numbers;
        }));

        var all = await Task.WhenAll(writers);
        await done.CancelAsync();
        await watching;

        Assert.All(all, numbers => Assert.Equal(numbers.Order(), numbers));
        Assert.Equal(40, all.SelectMany(n => n).Distinct().Count());
        // A day that was committed later under a number already seen would make the count at that number wrong.
        foreach (var (batch, days) in seen)
            Assert.Equal(days, await host.Db(db => db.UsageDays.CountAsync(d => d.Esiid == esiid && d.BatchNumber <= batch)));
    }

    [Fact]
    public async Task A_batch_that_is_broken_off_before_its_commit_leaves_nothing()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        await Store(Whole(esiid, First, 100));
        var before = await host.Use<UsageStore, long>(s => s.LastBatchAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Use<UsageStore, StoredBatch>(s => s.StoreAsync(
            [Whole(esiid, First.AddDays(1), 200), Whole(esiid, First, 100, Day.AddDays(1))], null, _ => throw new InvalidOperationException("killed"))));

        Assert.Equal(9_600, Assert.Single(await Read(esiid)).TotalWh);
        Assert.Empty(await Kept(esiid));
        Assert.Equal(before, await host.Use<UsageStore, long>(s => s.LastBatchAsync()));
    }

    [Fact]
    public async Task Register_reads_stay_with_the_day_when_it_is_revised()
    {
        var esiid = (await host.Given.Premise()).Esiid;
        await Store(Whole(esiid, First, 100));
        await host.Db(async db =>
        {
            var row = await db.UsageDays.SingleAsync(d => d.Esiid == esiid);
            (row.FirstReadWh, row.LastReadWh) = (5_000, 14_600);
            await db.SaveChangesAsync();
        });

        await Store(Whole(esiid, First.AddDays(1), 200));

        var stored = await host.Db(db => db.UsageDays.SingleAsync(d => d.Esiid == esiid));
        Assert.Equal((5_000L, 14_600L), (stored.FirstReadWh, stored.LastReadWh));
    }

    [Fact]
    public async Task A_file_of_odd_days_finds_what_is_stored_too()
    {
        var premises = new List<string>();
        for (var i = 0; i < 12; i++)
            premises.Add((await host.Given.Premise()).Esiid);
        DayUsage[] Odd() => [.. premises.Select((esiid, i) => Whole(esiid, First, 100, Day.AddDays(-i)))];
        await Store(Odd());

        Assert.All(await Store(Odd()), outcome => Assert.Equal(Unchanged, outcome));
    }

    private static DayUsage Whole(string esiid, DateTimeOffset revision, int wattHours, params int[] missing) => Whole(esiid, revision, wattHours, Day, missing);

    private static DayUsage Whole(string esiid, DateTimeOffset revision, int wattHours, DateOnly day, params int[] missing)
    {
        var count = CentralTime.IntervalsIn(day);
        var values = Enumerable.Range(0, count).Select(i => missing.Contains(i) ? null : (int?)wattHours).ToArray();
        return new DayUsage(esiid, UsageDirection.Consumption, day, revision, values, [.. values.Select(v => v is null ? IntervalQuality.Missing : IntervalQuality.Actual)]);
    }

    private async Task<IReadOnlyList<StoreOutcome>> Store(params DayUsage[] days) =>
        (await host.Use<UsageStore, StoredBatch>(store => store.StoreAsync(days, null))).Outcomes;

    private Task<List<DayUsage>> Read(string esiid) =>
        host.Use<UsageStore, List<DayUsage>>(store => store.ReadDaysAsync(esiid, DateOnly.MinValue, DateOnly.MaxValue).ToListAsync().AsTask());

    private Task<List<(DateTimeOffset, long)>> Kept(string esiid) => host.Db(async db =>
        (await db.UsageDayRevisions.Where(r => r.Esiid == esiid).OrderBy(r => r.Revision).ToListAsync()).ConvertAll(r => (r.Revision, r.TotalWh)));

    private Task<long> StoredBatch(string esiid) => host.Db(db => db.UsageDays.Where(d => d.Esiid == esiid).Select(d => d.BatchNumber).SingleAsync());

    /// <summary>A property that needs the database: FsCheck chooses the seeds, and the seed stands in the failure.</summary>
    private static async Task ForAnyAsync(int times, Func<Random, Task> property)
    {
        foreach (var seed in ArbMap.Default.GeneratorFor<int>().Resize(int.MaxValue).Sample(times))
        {
            try
            {
                await property(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }
}
