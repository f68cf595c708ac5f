using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Usage;

/// <summary>
/// Removes usage, and replaced revisions of it, that are older than so many months before the current one (OPS-6). The tables are
/// ordered by ESIID and far too large to look through for old days: once a month it goes through the ESIIDs, in as many runs as
/// that takes.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeUsage(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    /// <summary>ESIIDs of one statement: each has a month of two directions, as a rule.</summary>
    private const int EsiidsAtOnce = 10;

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var today = CentralTime.DayOf(time.GetUtcNow());
        var month = new DateOnly(today.Year, today.Month, 1);
        return purge.RunAsync(
            "purge-usage", cancellationToken,
            ct => GoOnAsync("usage", month.AddMonths(-retention.Value.UsageMonths), db.PurgeDaysAsync<UsageDayRow>, ct),
            ct => GoOnAsync("usage revisions", month.AddMonths(-retention.Value.RevisionMonths), db.PurgeDaysAsync<UsageDayRevision>, ct));
    }

    /// <summary>Goes through some more ESIIDs. Returns how many; 0 when all were gone through for this month.</summary>
    private async Task<int> GoOnAsync(
        string name, DateOnly before, Func<IReadOnlyCollection<string>, DateOnly, CancellationToken, Task<int>> purgeDays, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var mark = await db.PurgeMarks.SingleOrDefaultAsync(m => m.Name == name, cancellationToken)
            ?? db.PurgeMarks.Add(new PurgeMark { Name = name, Before = before, After = "" }).Entity;
        if (mark.Before != before)
            (mark.Before, mark.After) = (before, "");
        if (mark.After is not { } after)
            return 0;
#pragma warning disable CA1309 // becomes a comparison in the database
        var esiids = await db.Premises.Where(p => string.Compare(p.Esiid, after) > 0).OrderBy(p => p.Esiid).Select(p => p.Esiid).Take(EsiidsAtOnce).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        if (esiids.Count > 0)
            await purgeDays(esiids, before, cancellationToken);
        mark.After = esiids.Count > 0 ? esiids[^1] : null;
        await db.SaveChangesAsync(cancellationToken);
        return esiids.Count;
    }
}
