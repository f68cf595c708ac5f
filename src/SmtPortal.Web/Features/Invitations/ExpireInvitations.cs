using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>Makes the rows of invitations whose time is over say so, and tells the companies. Until then the clock has decided already (INV-5).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class ExpireInvitations(PortalDbContext db, JobLeases leases, TimeProvider time, InvitationEnd end) : IJob
{
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("expire-invitations", cancellationToken);
        if (lease is null)
            return;
        while (await ExpireBatchAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    private Task<int> ExpireBatchAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var over = await db.Invitations.OverAt(now)
            .OrderBy(i => i.EndsAt).Take(BatchSize).ToListAsync(cancellationToken);
        await end.ExpireAsync(over, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return over.Count;
    });
}
