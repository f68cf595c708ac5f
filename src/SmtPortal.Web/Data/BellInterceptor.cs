using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Data;

/// <summary>
/// Wakes the job for rows of work that a save has added or changed, once they are committed. A ring that is lost is made good by the
/// job's sweep.
/// </summary>
public sealed class BellInterceptor(Bell bell) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    /// <summary>Which rows wake which job, new ones or changed ones.</summary>
    private static readonly Dictionary<(Type, EntityState), Action<Bell>> Rings = new()
    {
        [(typeof(OutgoingEmail), EntityState.Added)] = b => b.Ring<SendDueMail>(),
        [(typeof(Report), EntityState.Added)] = b => b.Ring<DeliverReports>(),
        [(typeof(BulkRow), EntityState.Added)] = b => b.Ring<WorkBulkTasks>(),
        [(typeof(BulkTask), EntityState.Modified)] = b => b.Ring<WorkBulkTasks>(),
        [(typeof(LedgerEntry), EntityState.Added)] = b => b.Ring<SealLedger>(),
        // A company that was suspended gets into its folder no more, at once (ACC-8).
        [(typeof(ThirdParty), EntityState.Modified)] = b => b.Ring<TellFileServer>(),
    };

    private readonly ConditionalWeakTable<DbContext, HashSet<(Type, EntityState)>> waiting = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        RingUnlessInTransaction(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        RingUnlessInTransaction(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Forget(eventData.Context);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Ring(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Ring(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData.Context);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    private void Note(DbContext? context)
    {
        if (context is null)
            return;
        foreach (var change in context.ChangeTracker.Entries().Select(e => (e.Metadata.ClrType, e.State)).Where(Rings.ContainsKey))
            waiting.GetOrCreateValue(context).Add(change);
    }

    /// <summary>Inside a transaction of the caller's the rows are not there for others yet: the commit rings.</summary>
    private void RingUnlessInTransaction(DbContext? context)
    {
        if (context?.Database.CurrentTransaction is null)
            Ring(context);
    }

    private void Ring(DbContext? context)
    {
        if (context is null || !waiting.TryGetValue(context, out var changes))
            return;
        waiting.Remove(context);
        foreach (var change in changes)
            Rings[change](bell);
    }

    private void Forget(DbContext? context)
    {
        if (context is not null)
            waiting.Remove(context);
    }
}
