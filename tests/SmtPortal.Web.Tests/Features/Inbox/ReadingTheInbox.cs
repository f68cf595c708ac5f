using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Tests.Delivery;
using SmtPortal.Web.Tests.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Inbox;

/// <summary>USE-1: files from TDSPs become usage.</summary>
public class ReadingTheInbox(InboxHost host) : IClassFixture<InboxHost>
{
    private const string Done = "done/2026-11/*";

    [Fact]
    public async Task A_file_is_read_stored_counted_and_put_away()
    {
        var (days, bytes) = await HomeAsync(30);

        var file = await host.ReadAsync("first.csv", bytes);

        Assert.Equal((InboxFileStatus.Done, 30, 0, 0L, null), (file.Status, file.DaysNew, file.DaysUnchanged, file.RowsBad, file.Error));
        Assert.Equal((bytes.Length, days.Sum(d => (long)d.Count)), (file.Size, file.RowsGood));
        Assert.Equal(host.Now, file.FinishedAt);
        await AssertStoredAsync(days, file.Id);
        Assert.DoesNotContain("first.csv", host.Files());
        Assert.Contains(Done, host.Files());
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_so()
    {
        var (days, bytes) = await HomeAsync(3);
        var first = await host.ReadAsync("once.csv", bytes);

        var second = await host.ReadAsync("twice.csv", bytes);

        Assert.Equal((InboxFileStatus.Duplicate, 0, 0), (second.Status, second.DaysNew, second.DaysRevised));
        Assert.Contains("once.csv", second.Error!, StringComparison.Ordinal);
        await AssertStoredAsync(days, first.Id);
    }

    [Fact]
    public async Task The_same_days_in_another_file_change_nothing()
    {
        var (days, bytes) = await HomeAsync(3);
        var first = await host.ReadAsync("days.csv", bytes);

        var second = await host.ReadAsync("days-again.csv", [.. bytes, .. "\n"u8]);

        Assert.Equal((InboxFileStatus.Done, 0, 0, 3), (second.Status, second.DaysNew, second.DaysRevised, second.DaysUnchanged));
        await AssertStoredAsync(days, first.Id);
    }

    [Fact]
    public async Task The_good_rows_of_a_damaged_file_are_kept_and_each_bad_one_is_listed()
    {
        var (days, bytes) = await HomeAsync(2);
        var lines = Encoding.ASCII.GetString(bytes).Split('\n');
        lines[5] = lines[5].Replace(",Consumption", ",Nonsense", StringComparison.Ordinal);
        lines[120] = "<script>alert(1)</script>";

        var file = await host.ReadAsync("damaged.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines)));
        var errors = await host.Db(db => db.InboxFileErrors.Where(e => e.FileId == file.Id).OrderBy(e => e.Line).ToListAsync());

        Assert.Equal((InboxFileStatus.Done, 2, 2L, 2L), (file.Status, file.DaysNew, file.RowsBad, file.Errors));
        Assert.Equal(days.Sum(d => d.Count) - 2, file.RowsGood);
        Assert.Equal([(6L, "CONSUMPTION_SURPLUSGENERATION"), (121L, null)], errors.Select(e => (e.Line, e.Column)));
    }

    [Fact]
    public async Task An_unreadable_file_changes_nothing_even_when_that_shows_only_at_its_end()
    {
        var (days, bytes) = await HomeAsync(40);

        var file = await host.ReadAsync("unreadable.csv", [.. bytes, .. new byte[10_000]]);

        Assert.Equal((InboxFileStatus.Refused, 0, 0L), (file.Status, file.DaysNew, file.RowsGood));
        Assert.StartsWith($"Line {40 * 96 + 2}: ", file.Error!, StringComparison.Ordinal);
        Assert.False(await host.Db(db => db.UsageDays.AnyAsync(d => d.Esiid == days[0].Esiid)));
        Assert.Contains("refused/2026-11/*", host.Files());
    }

    [Fact]
    public async Task Days_of_an_unknown_ESIID_are_listed_and_taken_when_its_premise_is_there()
    {
        var premise = await host.Given.Premise();
        await host.Db(db => db.Remove(premise).Context.SaveChangesAsync());
        var bytes = await IntervalCsv.WriteAsync([IntervalCsv.Any(new Random(1), premise.Esiid, new(2026, 6, 1), UsageDirection.Consumption)]);
        var early = await host.ReadAsync("early.csv", bytes);
        await host.Db(db => db.Add(premise).Context.SaveChangesAsync());

        var late = await host.ReadAsync("late.csv", bytes);

        Assert.Equal((InboxFileStatus.Done, 0, 1, 0L, 96L), (early.Status, early.DaysNew, early.DaysUnknown, early.RowsGood, early.RowsBad));
        Assert.Equal((InboxFileStatus.Done, 1, 0), (late.Status, late.DaysNew, late.DaysUnknown));
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zip")]
    public async Task Compressed_files_are_read(string kind)
    {
        var (days, bytes) = await HomeAsync(2);

        var file = await host.ReadAsync("packed." + kind, kind == "gz" ? Gzip(bytes) : Zip(("a.csv", bytes)));

        Assert.Equal((InboxFileStatus.Done, 2), (file.Status, file.DaysNew));
        await AssertStoredAsync(days, file.Id);
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "bomb.gz", Gzip(new byte[50_000_000]), "longer than" },
        { "line-bomb.gz", Gzip([.. Encoding.ASCII.GetBytes(IntervalCsv.Header + "\n"), .. Enumerable.Repeat((byte)'\n', 60_000_000)]), "far more than" },
        { "nested.gz", Gzip(Gzip("x"u8.ToArray())), "not a text file" },
        { "several.zip", Zip(("a.csv", "a"u8.ToArray()), ("b.csv", "b"u8.ToArray())), "none or several" },
        { "nothing.zip", Zip(("folder/", [])), "none or several" },
        { "nested.zip", Zip(("a.zip", Zip(("b.csv", "b"u8.ToArray())))), "ZIP" },
        { "cut.zip", Zip(("a.csv", new byte[1000]))[..60], "" },
        { "cut.gz", Gzip(Encoding.ASCII.GetBytes(IntervalCsv.Header))[..12], "" },
        { "empty.csv", [], "empty" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_files_are_refused_with_a_reason(string name, byte[] bytes, string reason)
    {
        var file = await host.ReadAsync(name, bytes);

        Assert.Equal(InboxFileStatus.Refused, file.Status);
        Assert.Contains(reason, file.Error!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_fresh_hidden_and_linked_files_are_left_alone()
    {
        var (_, bytes) = await HomeAsync(1);
        string[] names = ["a.csv.part", "b.tmp", ".hidden.csv"];
        foreach (var name in names)
            host.Drop(name, bytes);
        File.SetLastWriteTimeUtc(host.Drop("fresh.csv", bytes), host.Now.UtcDateTime.AddSeconds(-2));
        var outside = Path.Combine(Path.GetTempPath(), $"smtportal-{Guid.NewGuid():N}.csv");
        await File.WriteAllBytesAsync(outside, bytes, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(outside, host.Now.UtcDateTime.AddDays(-1));
        var link = Path.Combine(host.Folder, "link.csv");
        File.CreateSymbolicLink(link, outside);
        var before = await host.Db(db => db.InboxFiles.CountAsync());

        await host.Run<ReadInbox>();

        Assert.Equal(before, await host.Db(db => db.InboxFiles.CountAsync()));
        Assert.All([.. names, "fresh.csv", "link.csv"], name => Assert.Contains(name, host.Files()));
        foreach (var name in (string[])[.. names, "fresh.csv", "link.csv"])
            File.Delete(Path.Combine(host.Folder, name));
        File.Delete(outside);
    }

    [Fact]
    public async Task The_name_is_shown_cleaned_and_never_used_on_disk()
    {
        var (_, bytes) = await HomeAsync(1);

        host.Drop("we ird ..\u202Etxt;rm.csv", bytes);
        await host.Run<ReadInbox>();
        var file = await host.FindAsync("we ird ..txt;rm.csv");

        Assert.Equal(InboxFileStatus.Done, file.Status);
        Assert.True(File.Exists(Path.Combine(host.Folder, "done", "2026-11", $"{file.Id:N}")));
    }

    [Fact]
    public async Task Only_the_first_thousand_errors_are_kept_and_the_rest_is_counted()
    {
        var (_, bytes) = await HomeAsync(15);

        var file = await host.ReadAsync("all-bad.csv", Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bytes).Replace(",Consumption", ",X", StringComparison.Ordinal)));

        Assert.Equal((15 * 96L, 15 * 96L), (file.Errors, file.RowsBad));
        Assert.Equal(InboxFile.MaxErrorsKept, await host.Db(db => db.InboxFileErrors.CountAsync(e => e.FileId == file.Id)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Killed_in_the_middle_it_goes_on_where_it_stopped(int afterCommits, bool afterThisCommit)
    {
        var (days, bytes) = await HomeAsync(1_200);
        host.Drop("killed.csv", bytes);
        host.Death.Comes(afterCommits, afterThisCommit);
        host.Logs.ExpectedErrors.Add("using a transaction");
        var killed = await Record.ExceptionAsync(() => host.Run<ReadInbox>());
        var half = await host.FindAsync("killed.csv");
        var stored = await host.Db(db => db.UsageDays.CountAsync(d => d.Esiid == days[0].Esiid));

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Run<ReadInbox>();
        var file = await host.FindAsync("killed.csv");

        Assert.IsType<OperationCanceledException>(killed);
        Assert.Equal(half.ItemsStored, stored);
        Assert.Equal((InboxFileStatus.Done, 1_200, 0), (file.Status, file.DaysNew, file.DaysUnchanged));
        await AssertStoredAsync(days, file.Id);
        Assert.DoesNotContain("reading/*", host.Files());
    }

    [Fact] // USE-1
    public async Task The_lease_is_kept_while_what_was_stored_before_is_passed_over()
    {
        var file = InboxFile.Receive("large.csv", host.Now);
        var path = host.Drop($"reading/{file.Id:N}", Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Repeat("bad", 12_000).Prepend(IntervalCsv.Header))));
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PortalDbContext>().Add(file);
        var store = scope.ServiceProvider.GetRequiredService<StoreInboxFile>();
        var batches = 0;
        Assert.False(await store.ExecuteAsync(file, new FileInfo(path), new InboxTurn(() => Task.FromResult(true), () => ++batches < 2), default));
        Assert.Equal(10_000, file.ItemsStored);

        // Asked once for the checksum, then for each five thousand that are passed over; the last finds that another has the lease.
        var asked = 0;
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            store.ExecuteAsync(file, new FileInfo(path), new InboxTurn(() => Task.FromResult(++asked < 3), () => true), default));
        Assert.Equal((3, 10_000), (asked, file.ItemsStored));
        await host.Run<ReadInbox>();
        Assert.Equal((InboxFileStatus.Done, 12_000L), ((await host.FindAsync("large.csv")).Status, (await host.FindAsync("large.csv")).RowsBad));
    }

    [Fact]
    public async Task A_file_at_which_we_fail_does_not_hold_up_the_others_and_is_given_up_in_the_end()
    {
        var (days, bytes) = await HomeAsync(1);
        var (others, otherBytes) = await HomeAsync(1);
        host.Logs.ExpectedErrors.Add("using a transaction");
        host.Logs.ExpectedErrors.Add("could not be read; the next run tries again");
        host.Drop("a-broken.csv", bytes);
        host.Drop("b-whole.csv", otherBytes);
        host.Death.Breaks();

        await host.Run<ReadInbox>();
        var broken = await host.FindAsync("a-broken.csv");
        Assert.Equal((InboxFileStatus.Reading, 1, 0), (broken.Status, broken.Failures, broken.DaysNew));
        await AssertStoredAsync(others, (await host.FindAsync("b-whole.csv")).Id);

        for (var i = 1; i < InboxFile.MaxFailures; i++)
        {
            host.Death.Breaks();
            await host.Run<ReadInbox>();
        }
        broken = await host.FindAsync("a-broken.csv");
        Assert.Equal((InboxFileStatus.Refused, InboxFile.MaxFailures), (broken.Status, broken.Failures));
        Assert.False(await host.Db(db => db.UsageDays.AnyAsync(d => d.Esiid == days[0].Esiid)));
        await host.Run<ReadInbox>();
        Assert.DoesNotContain("reading/*", host.Files());
    }

    [Fact]
    public async Task A_file_taken_by_a_killed_run_is_read_by_the_next()
    {
        var (days, bytes) = await HomeAsync(1);
        var file = InboxFile.Receive("taken.csv", host.Now);
        await host.Db(async db =>
        {
            db.Add(file);
            await db.SaveChangesAsync();
        });
        host.Drop($"reading/{file.Id:N}", bytes);

        await host.Run<ReadInbox>();

        Assert.Equal(InboxFileStatus.Done, (await host.FindAsync("taken.csv")).Status);
        await AssertStoredAsync(days, file.Id);
    }

    [Fact] // USE-1
    public async Task A_file_that_cannot_be_taken_holds_up_no_other_and_is_taken_when_it_can_be()
    {
        var chattr = Tool.FindOrSkip("chattr"); // holds for root too, as rights on folders do not
        var ((stuck, stuckBytes), (others, otherBytes)) = (await HomeAsync(1), await HomeAsync(1));
        var path = host.Drop("a-stuck.csv", stuckBytes);
        var (exit, said) = await Tool.RunAsync(chattr, "+i", path);
        Assert.SkipUnless(exit == 0, $"This file system has no immutable files: {said}");
        try
        {
            var other = await host.ReadAsync("b-free.csv", otherBytes);
            Assert.Equal(InboxFileStatus.Done, other.Status);
            await AssertStoredAsync(others, other.Id);
            Assert.False(await host.Db(db => db.InboxFiles.AnyAsync(f => f.Name == "a-stuck.csv")));
            Assert.Contains("a-stuck.csv", host.Files());
            Assert.DoesNotContain("reading/*", host.Files());
        }
        finally
        {
            await Tool.RunAsync(chattr, "-i", path);
        }

        await host.Run<ReadInbox>();
        await AssertStoredAsync(stuck, (await host.FindAsync("a-stuck.csv")).Id);
    }

    [Fact] // USE-1
    public async Task A_file_that_cannot_be_put_away_holds_up_no_other_and_is_put_away_when_it_can_be()
    {
        var ((_, bytes), (others, otherBytes)) = (await HomeAsync(1), await HomeAsync(1));
        var file = InboxFile.Receive("read.csv", host.Now);
        file.Begin("", 1);
        file.Finish(host.Now);
        await host.Db(async db =>
        {
            db.Add(file);
            await db.SaveChangesAsync();
        });
        host.Drop($"reading/{file.Id:N}", bytes);
        var inTheWay = Path.Combine(host.Folder, "done", "2026-11", $"{file.Id:N}");
        Directory.CreateDirectory(inTheWay);

        var other = await host.ReadAsync("other.csv", otherBytes);
        await AssertStoredAsync(others, other.Id);
        Assert.True(File.Exists(Path.Combine(host.Folder, "reading", $"{file.Id:N}")));

        Directory.Delete(inTheWay);
        await host.Run<ReadInbox>();
        Assert.Equal(bytes, await File.ReadAllBytesAsync(inTheWay, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_never_arrived_is_refused_after_an_hour()
    {
        await host.Db(async db =>
        {
            db.Add(InboxFile.Receive("lost.csv", host.Now));
            await db.SaveChangesAsync();
        });
        await host.Run<ReadInbox>();
        Assert.Equal(InboxFileStatus.Waiting, (await host.FindAsync("lost.csv")).Status);

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Run<ReadInbox>();

        Assert.Equal(InboxFileStatus.Refused, (await host.FindAsync("lost.csv")).Status);
    }

    [Fact]
    public async Task Two_runs_at_once_store_everything_once()
    {
        var homes = new List<(List<DayUsage> Days, byte[] Bytes)>();
        for (var i = 0; i < 6; i++)
        {
            homes.Add(await HomeAsync(50));
            host.Drop($"both-{i}.csv", homes[i].Bytes);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Run<ReadInbox>())));
        await host.Run<ReadInbox>();

        for (var i = 0; i < 6; i++)
        {
            var file = await host.FindAsync($"both-{i}.csv");
            Assert.Equal((InboxFileStatus.Done, 50), (file.Status, file.DaysNew));
            await AssertStoredAsync(homes[i].Days, file.Id);
            Assert.Equal(1, await host.Db(db => db.InboxFiles.CountAsync(f => f.Name == file.Name)));
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    /// <summary>A new home, its random days up to yesterday, and a file of them.</summary>
    private async Task<(List<DayUsage> Days, byte[] Bytes)> HomeAsync(int days)
    {
        var premise = await host.Given.Premise();
        var random = new Random(Given.Next());
        var first = new DateOnly(2026, 10, 30).AddDays(-days);
        List<DayUsage> all = [.. Enumerable.Range(0, days).Select(i => IntervalCsv.Any(random, premise.Esiid, first.AddDays(i), UsageDirection.Consumption))];
        return (all, await IntervalCsv.WriteAsync(all));
    }

    private async Task AssertStoredAsync(List<DayUsage> days, Guid file)
    {
        var stored = await host.Db(db => db.UsageDays.Where(d => d.Esiid == days[0].Esiid).OrderBy(d => d.Day).ToListAsync());
        Assert.Equal(days.Count, stored.Count);
        Assert.All(days.Zip(stored), pair => IntervalCsv.AssertSame(pair.First, pair.Second.Unpack()));
        Assert.All(stored, row => Assert.Equal(file, row.SourceFileId));
    }
}
