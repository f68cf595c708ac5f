using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Jobs;

/// <summary>Takes leases by name, so that one sweep of a name runs at a time across all nodes.</summary>
public sealed class JobLeases(PortalDbContext db, TimeProvider time)
{
    /// <summary>
    /// How long a lease lasts that nobody extends: longer than the slowest step between two extensions, and short enough that
    /// a name is free again soon after a kill.
    /// </summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>Takes a lease; whoever works on with it longer than <see cref="Length"/> extends it.</summary>
    /// <returns>The lease, released when disposed; null: another holds it.</returns>
    public async Task<HeldLease?> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var (holder, now) = (Guid.NewGuid(), time.GetUtcNow());
        if (await db.TakeFreeLeaseAsync(name, holder, now, now + Length, cancellationToken) || await TakeFirstAsync(name, holder, now + Length, cancellationToken))
            return new HeldLease(db, time, name, holder);
        return null;
    }

    /// <summary>The first taking of a name ever makes its row.</summary>
    private async Task<bool> TakeFirstAsync(string name, Guid holder, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await db.JobLeases.AsNoTracking().AnyAsync(l => l.Name == name, cancellationToken))
            return false;
        var row = db.JobLeases.Add(new JobLease { Name = name, Holder = holder, Until = until });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            return false;
        }
        finally
        {
            row.State = EntityState.Detached;
        }
    }
}

/// <summary>A lease of a name; free for others when disposed.</summary>
public sealed class HeldLease(PortalDbContext db, TimeProvider time, string name, Guid holder) : IAsyncDisposable
{
    private DateTimeOffset extended = time.GetUtcNow();

    /// <summary>
    /// Keeps the lease for another <see cref="JobLeases.Length"/>. To be asked between any two steps of the work: it writes only
    /// when a quarter of the lease has gone.
    /// </summary>
    /// <returns>Whether the lease is still held; false: it was over, and another has taken it.</returns>
    public async Task<bool> ExtendAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - extended < JobLeases.Length / 4)
            return true;
        if (!await db.ExtendLeaseAsync(name, holder, now + JobLeases.Length, cancellationToken))
            return false;
        extended = now;
        return true;
    }

    public async ValueTask DisposeAsync() => await db.EndLeaseAsync(name, holder, time.GetUtcNow(), CancellationToken.None);
}
