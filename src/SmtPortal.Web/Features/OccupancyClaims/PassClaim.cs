using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>
/// Passes an ESIID on to who claimed it: the holder's occupancy ends with everything that rests on it, the other's begins, in one
/// save (ACC-7). Passing twice does nothing.
/// </summary>
public sealed class PassClaim(PortalDbContext db, TimeProvider time, OccupancyEnd end)
{
    /// <summary>The time to object is over.</summary>
    /// <returns>Whether it passed now.</returns>
    public Task<bool> ByTimeAsync(Guid id, CancellationToken cancellationToken) => ExecuteAsync(
        id, (claim, now) => claim.IsDueAt(now), (claim, now) => claim.PassByTime(now), claim => claim.EndsAt, null, _ => Task.CompletedTask, cancellationToken);

    /// <param name="may">Whether it may pass now.</param>
    /// <param name="pass">Its transition.</param>
    /// <param name="at">The moment of whose Central day on the ESIID is the other's.</param>
    /// <param name="actor">Who decided; null: the clock.</param>
    /// <param name="record">What else goes into the save.</param>
    internal Task<bool> ExecuteAsync(
        Guid id, Func<OccupancyClaim, DateTimeOffset, bool> may, Action<OccupancyClaim, DateTimeOffset> pass, Func<OccupancyClaim, DateTimeOffset> at, Guid? actor,
        Func<OccupancyClaim, Task> record, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var occupancyId = await db.OccupancyClaims.Where(c => c.Id == id).Select(c => c.HolderOccupancyId).SingleAsync(cancellationToken);
        await using var held = await end.HoldAsync([occupancyId], cancellationToken);
        var (now, claim) = (time.GetUtcNow(), await db.OccupancyClaims.SingleAsync(c => c.Id == id, cancellationToken));
        if (!may(claim, now))
            return false;
        var occupancy = await db.Occupancies.SingleAsync(o => o.Id == occupancyId, cancellationToken);
        pass(claim, now);
        await record(claim);
        var ended = new EndedOccupancies(claim.HolderId, [occupancy], OccupancyEndCause.Claim, actor, now) { Claim = claim };
        await end.EndAsync(ended, CentralTime.DayOf(at(claim)), held, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return true;
    });
}

/// <summary>Passes the claims to which nobody objected in time, the earliest first, and those on which a stop or a kill came in between.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed partial class PassClaims(PortalDbContext db, JobLeases leases, TimeProvider time, PassClaim pass, ILogger<PassClaims> logger) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("pass-claims", cancellationToken);
        if (lease is null)
            return;
        var now = time.GetUtcNow();
        // One at which something of ours breaks must not hold up the others: it is tried again with the next sweep.
        var failed = new List<Guid>();
        List<Guid> due;
        do
        {
            due = await db.OccupancyClaims.AsNoTracking().DueAt(now).Where(c => !failed.Contains(c.Id)).OrderBy(c => c.EndsAt).Take(BatchSize).Select(c => c.Id).ToListAsync(cancellationToken);
            foreach (var id in due)
            {
                if (!await lease.ExtendAsync(cancellationToken))
                    return;
                if (!await PassedAsync(id, cancellationToken))
                    failed.Add(id);
            }
        }
        while (due.Count == BatchSize);
    }

    private async Task<bool> PassedAsync(Guid id, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        try
        {
            await pass.ByTimeAsync(id, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(logger, failure, id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Claim {Claim} could not pass")]
    private static partial void Failed(ILogger logger, Exception failure, Guid claim);
}
