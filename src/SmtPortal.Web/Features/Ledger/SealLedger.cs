using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Ledger;

/// <summary>
/// Gives new ledger entries their places in the chain (OPS-3). Decisions are saved unsealed and never wait for it. An entry
/// that is committed late gets the place at which it was seen.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SealLedger(PortalDbContext db, JobLeases leases, LedgerKey key) : IJob
{
    public const string LeaseName = "seal-ledger";
    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync(LeaseName, cancellationToken);
        while (lease is not null && await lease.ExtendAsync(cancellationToken) && await SealBatchAsync(cancellationToken) == BatchSize)
            db.ChangeTracker.Clear();
    }

    private async Task<int> SealBatchAsync(CancellationToken cancellationToken)
    {
        var last = await db.LedgerEntries.Where(e => e.Sequence != null).OrderByDescending(e => e.Sequence)
            .Select(e => new { Sequence = e.Sequence!.Value, e.Seal }).FirstOrDefaultAsync(cancellationToken);
        var (sequence, seal) = (last?.Sequence ?? 0, last?.Seal ?? LedgerChain.Beginning);
        var entries = await db.LedgerEntries.Where(e => e.Sequence == null).OrderBy(e => e.At).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var entry in entries)
        {
            seal = LedgerChain.SealOf(entry, ++sequence, seal, key.Bytes);
            entry.SealAs(sequence, seal);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return entries.Count;
        }
        catch (DbUpdateException lost) when (lost is DbUpdateConcurrencyException || lost.IsUniqueViolation())
        {
            // Another sealer, whose lease began when this one's was over, was faster. It goes on.
            db.ChangeTracker.Clear();
            return 0;
        }
    }
}
