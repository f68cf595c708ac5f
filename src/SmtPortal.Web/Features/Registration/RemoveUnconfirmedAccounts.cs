using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Registration;

/// <summary>Removes accounts whose address nobody confirmed in time.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class RemoveUnconfirmedAccounts(PortalDbContext db, JobLeases leases, TimeProvider time, IOptions<RuleOptions> rules) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("remove-unconfirmed-accounts", cancellationToken);
        if (lease is null)
            return;
        while (await RemoveAccountsAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    private Task<int> RemoveAccountsAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var since = time.GetUtcNow().AddDays(-rules.Value.UnconfirmedAccountDays);
        var ids = await db.UnconfirmedUsers().Where(u => u.CreatedAt <= since).OrderBy(u => u.CreatedAt).Take(BatchSize).Select(u => u.Id).ToListAsync(cancellationToken);
        await db.RemoveAccountsAsync(db.UnconfirmedUsers().Where(u => ids.Contains(u.Id)), cancellationToken);
        return ids.Count;
    });
}
