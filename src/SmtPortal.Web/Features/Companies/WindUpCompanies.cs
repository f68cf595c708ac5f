using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Ends what a closed company had, in bounded batches: a run that is killed or long goes on where it stopped. Nothing hangs on
/// it in the meantime, since consent ended when the company was closed.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class WindUpCompanies(PortalDbContext db, EndClosedAgreements agreements, WithdrawClosedInvitations invitations, JobLeases leases, TimeProvider time) : IJob
{
    /// <summary>What had begun when the company was closed, such as an acceptance, has ended by then and is wound up too.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const int Batch = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("wind-up-companies", cancellationToken);
        var started = time.GetTimestamp();
        if (lease is null)
            return;
        async Task<bool> MayGoOn() => time.GetElapsedTime(started) < Longest && await lease.ExtendAsync(cancellationToken);
        var closed = await db.ThirdParties.AsNoTracking().Where(c => c.Status == ThirdPartyStatus.Closed && c.WoundUpAt == null)
            .OrderBy(c => c.StatusSince).Take(Batch).ToListAsync(cancellationToken);
        foreach (var company in closed)
        {
            if (!await WindUpAsync(company, MayGoOn, cancellationToken))
                return;
        }
    }

    /// <summary>First the invitations, so that who has an agreement too hears of both in the one mail about that.</summary>
    /// <returns>Whether there is time for another.</returns>
    private async Task<bool> WindUpAsync(ThirdParty company, Func<Task<bool>> mayGoOn, CancellationToken cancellationToken)
    {
        for (long? after = 0; after is { } last; after = await invitations.ExecuteAsync(company, last, cancellationToken))
        {
            if (!await mayGoOn())
                return false;
        }

        for (long? after = 0; after is { } last; after = await agreements.ExecuteAsync(company, last, cancellationToken))
        {
            if (!await mayGoOn())
                return false;
        }

        if (time.GetUtcNow() - company.StatusSince < Settled)
            return true;
        return await db.LookAgainAsync(async () =>
        {
            db.ChangeTracker.Clear();
            (await db.ThirdParties.SingleAsync(c => c.Id == company.Id, cancellationToken)).MarkWoundUp(time.GetUtcNow());
            await db.RemoveDigestLinesAsync(company.Id, time.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        });
    }
}
