using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Data;

// RS0030: updates without loading are allowed in this folder. These set the version themselves, and each repeats in its own
// condition the state that it relies on.
#pragma warning disable RS0030

/// <summary>How workers share rows of work without a lock: each row is leased to one of them for a while.</summary>
public static class Claims
{
    /// <summary>
    /// Leases a bounded batch of due rows. The ids are selected first and the update repeats the whole condition: of two
    /// workers that selected the same row the database lets one have it, and the other finds the condition no longer true.
    /// One update over a limited query would claim rows twice on PostgreSQL.
    /// </summary>
    /// <param name="due">State that makes a row due, without the lease.</param>
    /// <param name="order">What is taken first.</param>
    /// <param name="take">Most rows to take.</param>
    /// <param name="now">UTC moment.</param>
    /// <param name="lease">How long the rows are held.</param>
    /// <returns>What this worker holds now; <see cref="Claim.Found"/> tells whether others were in the way.</returns>
    public static async Task<Claim> ClaimAsync<TRow>(
        this PortalDbContext db, Expression<Func<TRow, bool>> due, Expression<Func<TRow, DateTimeOffset>> order, int take, DateTimeOffset now, TimeSpan lease,
        CancellationToken cancellationToken)
        where TRow : class, ILeased
    {
        var free = db.Set<TRow>().AsNoTracking().Where(due).Where(row => row.LeaseUntil == null || row.LeaseUntil < now);
        var found = await free.OrderBy(order).Select(row => row.Id).Take(take).ToListAsync(cancellationToken);
        if (found.Count == 0)
            return new Claim(Guid.Empty, 0, []);
        var leaseId = Guid.NewGuid();
        DateTimeOffset? until = now + lease;
        var version = Guid.NewGuid();
        await free.Where(row => found.Contains(row.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.LeaseId, (Guid?)leaseId).SetProperty(r => r.LeaseUntil, until).SetProperty(r => r.Version, version),
            cancellationToken);
        var held = await db.Set<TRow>().Where(row => found.Contains(row.Id) && row.LeaseId == leaseId).OrderBy(order).Select(row => row.Id).ToListAsync(cancellationToken);
        return new Claim(leaseId, found.Count, held);
    }

    /// <summary>Lets rows go that were claimed and not begun.</summary>
    public static Task LetGoAsync<TRow>(this PortalDbContext db, Claim claim, CancellationToken cancellationToken)
        where TRow : class, ILeased
    {
        var version = Guid.NewGuid();
        return db.Set<TRow>().Where(row => claim.Ids.Contains(row.Id) && row.LeaseId == claim.LeaseId).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.LeaseId, (Guid?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null).SetProperty(r => r.Version, version),
            cancellationToken);
    }

    /// <summary>Takes a named lease that is there and free. Returns whether this holder has it now.</summary>
    public static async Task<bool> TakeFreeLeaseAsync(
        this PortalDbContext db, string name, Guid holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await db.JobLeases.Where(l => l.Name == name && l.Until <= now).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.Holder, holder).SetProperty(x => x.Until, until), cancellationToken) == 1;

    /// <summary>Keeps a named lease. Returns whether this holder still has it, though its time may have been over.</summary>
    public static async Task<bool> ExtendLeaseAsync(
        this PortalDbContext db, string name, Guid holder, DateTimeOffset until, CancellationToken cancellationToken) =>
        await db.JobLeases.Where(l => l.Name == name && l.Holder == holder).ExecuteUpdateAsync(l => l.SetProperty(x => x.Until, until), cancellationToken) == 1;

    /// <summary>
    /// Ends every lease. Only for the embedded database at start: one process opens it, so whoever held one is gone, and what
    /// it left need not wait.
    /// </summary>
    public static async Task EndAllLeasesAsync(this PortalDbContext db, CancellationToken cancellationToken)
    {
        // By hand: making these few commands from expressions is a sixth of the time to the first page. Whoever would have to find
        // another version is gone.
        var rows = db.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(ILeased)))
            .Select(e => $"UPDATE \"{e.GetTableName()}\" SET \"LeaseId\" = NULL, \"LeaseUntil\" = NULL WHERE \"LeaseId\" IS NOT NULL;");
        var names = $"DELETE FROM \"{db.Model.FindEntityType(typeof(JobLease))!.GetTableName()}\";";
        await db.Database.ExecuteSqlRawAsync(string.Join('\n', rows.Append(names)), cancellationToken);
    }

    /// <summary>Takes back the rows of a bulk task that nobody has begun. Those that a worker holds are left to it.</summary>
    /// <param name="problem">What the rows are to say.</param>
    public static Task<int> TakeBackAsync(this PortalDbContext db, Guid bulkTaskId, string problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.BulkRows.Where(r => r.TaskId == bulkTaskId && r.Status == BulkRowStatus.Waiting && (r.LeaseUntil == null || r.LeaseUntil < now)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Status, BulkRowStatus.NotDone).SetProperty(r => r.Problem, problem).SetProperty(r => r.Content, (string?)null)
                .SetProperty(r => r.NextAttemptAt, (DateTimeOffset?)null).SetProperty(r => r.LeaseId, (Guid?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(r => r.Version, Guid.NewGuid()),
            cancellationToken);

    /// <summary>Ends a named lease, if this holder still has it.</summary>
    public static Task EndLeaseAsync(this PortalDbContext db, string name, Guid holder, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.JobLeases.Where(l => l.Name == name && l.Holder == holder).ExecuteUpdateAsync(l => l.SetProperty(x => x.Until, now), cancellationToken);
}

#pragma warning restore RS0030

/// <summary>Rows that one worker holds.</summary>
/// <param name="LeaseId">Stands in each of them.</param>
/// <param name="Found">How many were due when the worker looked: with <see cref="Ids"/> empty, others took them.</param>
/// <param name="Ids">Ids of the rows, in order.</param>
public sealed record Claim(Guid LeaseId, int Found, IReadOnlyList<Guid> Ids);
