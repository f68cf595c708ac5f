using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>Makes the rows of agreements whose time is over say so, and tells both sides. Until then the clock has decided already.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class ExpireAgreements(PortalDbContext db, JobLeases leases, TimeProvider time, AgreementEnd end) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("expire-agreements", cancellationToken);
        if (lease is null)
            return;
        while (await ExpireBatchAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    private Task<int> ExpireBatchAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var over = await db.Agreements.OverAt(now)
            .OrderBy(a => a.EndsAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var agreement in over)
        {
            agreement.Expire(now);
            await end.RecordAsync(agreement, ConsentAct.Expired, actor: null, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return over.Count;
    });
}
