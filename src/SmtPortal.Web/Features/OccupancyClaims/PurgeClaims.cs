using Hangfire;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>Removes claims that ended long ago (OPS-6), with what was said against them.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeClaims(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddMonths(-retention.Value.ClaimMonths);
        return purge.RunAsync(
            "purge-claims", cancellationToken,
            // The moment it was made has an index, and is never after its end.
            ct => db.PurgeAsync<OccupancyClaim, DateTimeOffset>(c => c.MadeAt < before && c.ClosedAt < before && c.OpenEsiid == null, c => c.MadeAt, ct));
    }
}
