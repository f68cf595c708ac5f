using Hangfire;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>Removes invitations that ended long ago (OPS-6). What was agreed stands in the agreement, what was decided in the ledger.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeInvitations(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddMonths(-retention.Value.InvitationMonths);
        return purge.RunAsync(
            "purge-invitations", cancellationToken,
            ct => db.PurgeAsync<Invitation, long>(i => i.Status != InvitationStatus.Open && i.ClosedAt < before, i => i.Number, ct));
    }
}
