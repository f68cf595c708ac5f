using Hangfire;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.EmailAddresses;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Security;

/// <summary>
/// Removes what nobody looks at any more: counts of tries, requests for a new password or address, sessions that are over,
/// and the history of sign-ins after 13 months.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class ForgetSignIns(PortalDbContext db, JobLeases leases, TimeProvider time) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("forget-sign-ins", cancellationToken);
        if (lease is null)
            return;
        var now = time.GetUtcNow();
        await db.RemoveAttemptsAsync(now - Attempt.Kept, cancellationToken);
        await db.RemovePasswordResetsAsync(now - TimeSpan.FromDays(1), cancellationToken);
        await db.RemoveAddressChangesAsync(now - AddressChange.Open, cancellationToken);
        await db.RemoveSessionsAsync(now - UserSession.Longest, now - UserSession.Idle, cancellationToken);
        await db.RemoveSignInHistoryAsync(now.AddMonths(-SignInRecord.KeptMonths), cancellationToken);
    }
}
