using Hangfire;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Activity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.AccessHistory;

/// <summary>Removes old records of what companies saw (OPS-6); customers are shown the last three months of them.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeActivity(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddMonths(-retention.Value.ActivityMonths);
        return purge.RunAsync("purge-activity", cancellationToken, ct => db.PurgeAsync<AccessRecord, DateTimeOffset>(r => r.At < before, r => r.At, ct));
    }
}
