using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Data;

// RS0030: deletes without loading are allowed in this folder. What they take is over for good: nobody changes it any more.
#pragma warning disable RS0030

/// <summary>Removing what was kept long enough (OPS-6), a bounded batch at a time.</summary>
public static class Purges
{
    /// <summary>Most rows of one statement: on SQLite every other writer waits as long.</summary>
    public const int Batch = 500;

    /// <summary>Removes a batch of rows, with what the database removes along with them. Returns how many.</summary>
    public static Task<int> PurgeAsync<TRow, TKey>(
        this PortalDbContext db, Expression<Func<TRow, bool>> isOver, Expression<Func<TRow, TKey>> order, CancellationToken cancellationToken)
        where TRow : class =>
        db.Set<TRow>().Where(isOver).OrderBy(order).Take(Batch).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Empties the bodies of a batch of mails that no longer wait, the newest first: behind them all is emptied already.</summary>
    public static async Task<int> PurgeMailBodiesAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var full = db.OutgoingEmails.Where(m => m.CreatedAt < before && m.Body != null && m.Status != OutgoingEmailStatus.Waiting);
        var ids = await full.OrderByDescending(m => m.CreatedAt).Select(m => m.Id).Take(Batch).ToListAsync(cancellationToken);
        var version = Guid.NewGuid();
        return await full.Where(m => ids.Contains(m.Id))
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Body, (string?)null).SetProperty(x => x.Version, version), cancellationToken);
    }

    /// <summary>Erases personal data beside the ledger, whose entries stay (OPS-3). Returns how many.</summary>
    public static Task<int> EraseAsync(this IQueryable<LedgerPersonalData> chosen, CancellationToken cancellationToken) => chosen.ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes the stored days of some ESIIDs from before a Central day.</summary>
    public static Task<int> PurgeDaysAsync<TDay>(this PortalDbContext db, IReadOnlyCollection<string> esiids, DateOnly before, CancellationToken cancellationToken)
        where TDay : StoredDay =>
        db.Set<TDay>().Where(d => esiids.Contains(d.Esiid) && d.Day < before).ExecuteDeleteAsync(cancellationToken);
}

#pragma warning restore RS0030
