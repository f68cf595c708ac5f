using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Removes registrations of companies whose time to confirm is over: what was confirmed is a company by then (OPS-6).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class RemoveOldRegistrations(PortalDbContext db, JobLeases leases, TimeProvider time, IOptions<RuleOptions> rules) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("remove-old-registrations", cancellationToken);
        if (lease is null)
            return;
        while (await RemoveAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    private Task<int> RemoveAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var since = time.GetUtcNow().AddDays(-rules.Value.UnconfirmedAccountDays);
        var over = await db.CompanyRegistrations.Where(r => r.CreatedAt <= since).OrderBy(r => r.CreatedAt).Take(BatchSize).ToListAsync(cancellationToken);
        db.CompanyRegistrations.RemoveRange(over);
        await db.SaveChangesAsync(cancellationToken);
        return over.Count;
    });
}
