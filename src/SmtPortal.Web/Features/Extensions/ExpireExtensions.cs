using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>Makes the rows of requests whose time is over say so, and tells the companies. Until then the clock has decided already (INV-5).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class ExpireExtensions(PortalDbContext db, JobLeases leases, TimeProvider time, ExtensionNews news, ConsentLedger ledger) : IJob
{
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("expire-extensions", cancellationToken);
        if (lease is null)
            return;
        while (await ExpireBatchAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    internal static Task ExpireAsync(
        IReadOnlyCollection<(ExtensionRequest Request, Agreement Agreement)> over, ExtensionNews news, ConsentLedger ledger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (request, agreement) in over)
        {
            request.Expire(now);
            ledger.Record(ConsentAct.ExtensionExpired, request, agreement.PublicId, actor: null);
        }

        return news.RefusedAsync([.. over.Select(o => (o.Request, o.Agreement.Reference))], cancellationToken);
    }

    private Task<int> ExpireBatchAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var over = await db.ExtensionRequests.OverAt(now).OrderBy(r => r.EndsAt).Take(BatchSize).ToListAsync(cancellationToken);
        var numbers = over.Select(r => r.AgreementNumber).ToList();
        var agreements = await db.Agreements.AsNoTracking().Where(a => numbers.Contains(a.Number)).ToDictionaryAsync(a => a.Number, cancellationToken);
        await ExpireAsync([.. over.Select(request => (request, agreements[request.AgreementNumber]))], news, ledger, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return over.Count;
    });
}
