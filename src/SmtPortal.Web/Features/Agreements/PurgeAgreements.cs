using Hangfire;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Activity;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>
/// Removes agreements that ended years ago (OPS-6), once the reports under them are gone. The ledger's entries about them stay: a
/// chain is not shortened in its middle.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeAgreements(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddYears(-retention.Value.AgreementYears);
        return purge.RunAsync(
            "purge-agreements", cancellationToken,
            ct => db.PurgeAsync<FirstAccess, long>(
                f => db.Agreements.Any(a => a.Number == f.AgreementNumber && a.Status != AgreementStatus.Active && a.EndedAt < before), f => f.AgreementNumber, ct),
            ct => db.PurgeAsync<Agreement, long>(
                a => a.Status != AgreementStatus.Active && a.EndedAt < before && !db.ReportFiles.Any(f => f.AgreementNumber == a.Number), a => a.Number, ct));
    }
}
