using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Jobs;

/// <summary>Takes and releases leases by name, so that one sweep of a name runs at a time across all nodes.</summary>
public sealed class JobLeases(PortalDbContext db, TimeProvider time)
{
    /// <summary>Takes a lease for a while.</summary>
    /// <param name="length">Longer than the work may take: it is free again then, whether or not the work has ended.</param>
    /// <returns>The lease, released when disposed; null: another holds it.</returns>
    public async Task<HeldLease?> TakeAsync(string name, TimeSpan length, CancellationToken cancellationToken)
    {
        var (holder, now) = (Guid.NewGuid(), time.GetUtcNow());
        if (await db.TakeFreeLeaseAsync(name, holder, now, now + length, cancellationToken) || await TakeFirstAsync(name, holder, now + length, cancellationToken))
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
    public async ValueTask DisposeAsync() => await db.EndLeaseAsync(name, holder, time.GetUtcNow(), CancellationToken.None);
}
