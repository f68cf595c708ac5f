using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Data;

/// <summary>Taking, keeping and giving back a <see cref="JobLease"/>.</summary>
public static class Leases
{
    /// <summary>Long enough for the slowest step between two extensions, short enough to be over soon after a kill.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

#pragma warning disable RS0030 // a lease has no version to pass by: its own WHERE decides who gets it
    /// <summary>Takes the lease of a name. Returns the holder to extend and release it with; null while somebody else has it.</summary>
    public static async Task<Guid?> TryTakeLeaseAsync(this PortalDbContext db, string name, DateTimeOffset now, CancellationToken ct)
    {
        var holder = Guid.NewGuid();
        var until = now + Duration;
        if (!await db.JobLeases.AnyAsync(l => l.Name == name, ct))
        {
            var lease = db.JobLeases.Add(new JobLease { Name = name, Holder = holder, Until = until });
            try
            {
                await db.SaveChangesAsync(ct);
                return holder;
            }
            catch (DbUpdateException e) when (e.IsUniqueViolation())
            {
                // Somebody made the row at the same moment, and holds it.
                return null;
            }
            finally
            {
                lease.State = EntityState.Detached;
            }
        }
        var taken = await db.JobLeases.Where(l => l.Name == name && l.Until <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, holder).SetProperty(l => l.Until, until), ct);
        return taken == 1 ? holder : null;
    }

    /// <summary>Keeps the lease; false when it was over and somebody else has taken it.</summary>
    public static async Task<bool> ExtendLeaseAsync(this PortalDbContext db, string name, Guid holder, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + Duration;
        return await db.JobLeases.Where(l => l.Name == name && l.Holder == holder).ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, until), ct) == 1;
    }

    public static Task ReleaseLeaseAsync(this PortalDbContext db, string name, Guid holder, DateTimeOffset now, CancellationToken ct) =>
        db.JobLeases.Where(l => l.Name == name && l.Holder == holder).ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, now), ct);
#pragma warning restore RS0030
}
