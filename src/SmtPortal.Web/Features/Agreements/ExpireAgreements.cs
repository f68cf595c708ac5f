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
    private const int BatchSize = 100;

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
        var numbers = await db.Agreements.OverAt(now).OrderBy(a => a.EndsAt).Select(a => a.Number).Take(BatchSize).ToListAsync(cancellationToken);
        if (numbers.Count == 0)
            return 0;
        // A file that is being handed over is marked first, or dropped here: never handed over and dropped.
        await using var held = await end.HoldAsync(numbers, cancellationToken);
        var over = await db.Agreements.OverAt(now).Where(a => numbers.Contains(a.Number)).OrderBy(a => a.EndsAt).ToListAsync(cancellationToken);
        foreach (var agreement in over)
            agreement.Expire(now);
        await end.RecordAsync(over, ConsentAct.Expired, actor: null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return numbers.Count;
    });
}
