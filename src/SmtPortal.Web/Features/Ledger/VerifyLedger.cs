using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Ledger;

/// <param name="Sealed">Entries whose seals were found whole, in a row from the first.</param>
/// <param name="Unsealed">Entries that wait for their place.</param>
/// <param name="Fault">The first thing that is not as it was sealed; null when all is whole.</param>
public sealed record LedgerReport(long Sealed, int Unsealed, string? Fault);

/// <summary>Goes through the whole chain (OPS-3) and stops at the first entry that was altered, removed or inserted. Reads row by row: memory stays flat.</summary>
public sealed class VerifyLedger(PortalDbContext db, LedgerKey key, LedgerCheckpoints checkpoints)
{
    public async Task<LedgerReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        var noted = checkpoints.Read().GroupBy(c => c.Sequence).ToDictionary(c => c.Key, c => c.First());
        var (sequence, seal) = (0L, LedgerChain.Beginning);
        var unsealed = await db.LedgerEntries.CountAsync(e => e.Sequence == null, cancellationToken);
        var rows =
            from e in db.LedgerEntries.AsNoTracking()
            join d in db.LedgerPersonalData.AsNoTracking() on e.Id equals d.EntryId into data
            from d in data.DefaultIfEmpty()
            where e.Sequence != null
            orderby e.Sequence
            select new { Entry = e, Data = d };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var fault = FaultOf(row.Entry, row.Data, sequence + 1, seal) ?? FaultOf(row.Entry, noted.GetValueOrDefault(sequence + 1));
            if (fault is not null)
                return new LedgerReport(sequence, unsealed, fault);
            (sequence, seal) = (sequence + 1, row.Entry.Seal!);
        }

        var cut = noted.Values.Where(c => c.Sequence > sequence).MinBy(c => c.Sequence);
        return new LedgerReport(sequence, unsealed, cut is null ? null : $"Entry {sequence + 1} is missing: the checkpoint of {cut.At:yyyy-MM-dd} knew {cut.Sequence} entries.");
    }

    private string? FaultOf(LedgerEntry entry, LedgerPersonalData? data, long expected, byte[] previous)
    {
        if (entry.Sequence != expected)
            return $"Entry {expected} is missing.";
        if (entry.Seal is null || !LedgerChain.SealOf(entry, expected, previous, key.Bytes).AsSpan().SequenceEqual(entry.Seal))
            return $"Entry {expected} ({entry.Act}, id {entry.Id}) was altered, or another key sealed it.";
        // Erased personal data are lawful; altered ones are not.
        if (data is not null && !data.Hash().AsSpan().SequenceEqual(entry.PersonalDataHash))
            return $"The personal data of entry {expected} (id {entry.Id}) were altered.";
        return null;
    }

    private static string? FaultOf(LedgerEntry entry, LedgerCheckpoint? noted) =>
        noted is null || noted.Seal == Convert.ToHexStringLower(entry.Seal!)
            ? null
            : $"Entry {entry.Sequence} is not the one that the checkpoint of {noted.At:yyyy-MM-dd} knew: the chain was sealed anew.";
}
