using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Formats;
using static SmtPortal.Web.Formats.IntervalCsvItem;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>
/// Reads one inbox file into the usage store. It is read twice: first to the end without keeping anything, so that an unreadable
/// file changes nothing, then in batches, each in one transaction with the file's own progress.
/// </summary>
public sealed class StoreInboxFile(PortalDbContext db, UsageStore store, IOptions<InboxOptions> options, TimeProvider time)
{
    /// <summary>Most days and row errors of one transaction.</summary>
    private const int MaxItems = 5_000;

    private readonly IntervalCsvReader reader = new();

    /// <summary>
    /// Reads a file to its end, or on from where an earlier run stopped. Returns false when the turn, asked between batches, had
    /// no more time; then the file is not finished.
    /// </summary>
    public async Task<bool> ExecuteAsync(InboxFile file, FileInfo content, InboxTurn turn, CancellationToken ct)
    {
        // Nothing is opened that has no length: a pipe would never answer.
        if (content.Length == 0)
            return await RefuseAsync(file, "The file is empty.", ct);
        if (content.Length > options.Value.MaxFileBytes)
            return await RefuseAsync(file, $"The file is larger than {options.Value.MaxFileBytes >> 20} MB. Split it.", ct);
        file.Begin(await Sha256Async(content, turn, ct), content.Length);
        await db.SaveChangesAsync(ct);
        var first = await db.InboxFiles.OrderBy(f => f.Number)
            .FirstOrDefaultAsync(f => f.Sha256 == file.Sha256 && f.Status == InboxFileStatus.Done && f.DaysUnknown == 0, ct);
        if (first is not null)
        {
            file.FindDuplicate(first, time.GetUtcNow());
            await db.SaveChangesAsync(ct);
            return true;
        }
        if (file.ItemsStored == 0 && await CheckAsync(content.FullName, turn, ct) is { } reason)
            return await RefuseAsync(file, reason, ct);
        return await StoreAsync(file, content.FullName, turn, ct);
    }

    private async Task<bool> RefuseAsync(InboxFile file, string reason, CancellationToken ct)
    {
        file.Refuse(reason, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Reads to the end and keeps nothing. Returns why the file is unreadable, or null.</summary>
    private async Task<string?> CheckAsync(string path, InboxTurn turn, CancellationToken ct)
    {
        var items = 0L;
        try
        {
            await using var stream = Open(path);
            await foreach (var item in reader.ReadAsync(stream, ct))
            {
                if (item is FileError error)
                    return string.Create(CultureInfo.InvariantCulture, $"Line {error.Line}: {error.Reason}");
                if (++items % MaxItems == 0)
                    await turn.KeepAsync();
            }
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
        return null;
    }

    private async Task<bool> StoreAsync(InboxFile file, string path, InboxTurn turn, CancellationToken ct)
    {
        var batch = new List<IntervalCsvItem>();
        var days = 0;
        var mostDays = Math.Min(options.Value.DaysPerBatch, store.BatchSize);
        var skip = file.ItemsStored;
        await using var stream = Open(path);
        await foreach (var item in reader.ReadAsync(stream, ct))
        {
            if (skip > 0)
            {
                // What was stored before may be most of a very large file.
                if (--skip % MaxItems == 0)
                    await turn.KeepAsync();
                continue;
            }

            batch.Add(item);
            days += item is DayRead ? 1 : 0;
            if (days < mostDays && batch.Count < MaxItems)
                continue;
            await CommitAsync(file, batch, last: false, ct);
            batch.Clear();
            days = 0;
            if (!await turn.MayGoOnAsync())
                return false;
        }
        await CommitAsync(file, batch, last: true, ct);
        return true;
    }

    private async Task CommitAsync(InboxFile file, List<IntervalCsvItem> items, bool last, CancellationToken ct)
    {
        var days = items.OfType<DayRead>().ToList();
        await store.StoreAsync([.. days.Select(d => d.Day)], file.Id, batch =>
        {
            var errors = items.OfType<RowError>().Concat(days.Zip(batch.Outcomes, Refusal).OfType<RowError>()).ToList();
            Keep(file, errors);
            file.Count(Progress(items, days, batch.Outcomes, errors.Count));
            if (last)
                file.Finish(time.GetUtcNow());
        }, ct);
    }

    private void Keep(InboxFile file, List<RowError> errors)
    {
        var room = (int)Math.Max(0, InboxFile.MaxErrorsKept - file.Errors);
        db.InboxFileErrors.AddRange(errors.Take(room).Select(e => new InboxFileError { FileId = file.Id, Line = e.Line, Column = e.Column, Reason = e.Reason }));
    }

    private static InboxProgress Progress(List<IntervalCsvItem> items, List<DayRead> days, IReadOnlyList<StoreOutcome> outcomes, int errors)
    {
        var rows = days.Sum(d => (long)d.GoodRows);
        var refused = days.Zip(outcomes).Sum(d => d.Second is StoreOutcome.Contradicting or StoreOutcome.UnknownEsiid ? (long)d.First.GoodRows : 0);
        return new InboxProgress
        {
            Items = items.Count,
            DaysNew = outcomes.Count(o => o == StoreOutcome.New),
            DaysRevised = outcomes.Count(o => o == StoreOutcome.Revised),
            DaysUnchanged = outcomes.Count(o => o == StoreOutcome.Unchanged),
            DaysOlder = outcomes.Count(o => o == StoreOutcome.Older),
            DaysUnknown = outcomes.Count(o => o == StoreOutcome.UnknownEsiid),
            RowsGood = rows - refused,
            RowsBad = items.Count - days.Count + refused,
            Errors = errors,
        };
    }

    private static RowError? Refusal(DayRead day, StoreOutcome outcome)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{day.Day.Day:MM/dd/yyyy} of {day.Day.Esiid}");
        return outcome switch
        {
            StoreOutcome.UnknownEsiid => new RowError(day.FirstLine, IntervalCsvColumns.Esiid,
                $"{name}: no premise has this ESIID, so the day was left out. Load the premise, then send the file again."),
            StoreOutcome.Contradicting => new RowError(day.FirstLine, IntervalCsvColumns.RevisionDate,
                $"{name} is stored with other values under the same revision time. Give corrected values a later revision time."),
            _ => null,
        };
    }

    private Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            return BoundedUnpacking.Open(file, new UnpackLimits { MaxBytes = options.Value.MaxUnpackedBytes });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static async Task<string> Sha256Async(FileInfo content, InboxTurn turn, CancellationToken ct)
    {
        await using var file = content.OpenRead();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        while (await file.ReadAsync(buffer, ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await turn.KeepAsync();
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
