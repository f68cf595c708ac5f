using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Sends the daily digests: from seven in the morning, Central time, what came until then. A morning that was missed is made
/// up for once. Mail and lines go in one transaction, so that nothing is told twice or lost.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendDigests(PortalDbContext db, CompanyContacts contacts, Outbox outbox, JobLeases leases, TimeProvider time) : IJob
{
    /// <summary>Most lines that a digest names; the rest is counted.</summary>
    public const int MostLines = 200;

    private const int Batch = 50;
    private static readonly TimeOnly Morning = new(7, 0);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("digests", cancellationToken);
        var before = LastMorning(time.GetUtcNow());
        while (lease is not null && await lease.ExtendAsync(cancellationToken))
        {
            var due = await db.DigestLines.Where(l => l.At < before && db.ThirdParties.Any(c => c.Id == l.ThirdPartyId && c.Status == ThirdPartyStatus.Approved))
                .Select(l => l.ThirdPartyId).Distinct().OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
            foreach (var company in due)
            {
                db.ChangeTracker.Clear();
                await SendAsync(company, before, cancellationToken);
                if (!await lease.ExtendAsync(cancellationToken))
                    return;
            }

            if (due.Count < Batch)
                return;
        }
    }

    private static DateTimeOffset LastMorning(DateTimeOffset now)
    {
        var today = CentralTime.DayOf(now);
        var morning = CentralTime.FromLocal(today.ToDateTime(Morning));
        return morning <= now ? morning : CentralTime.FromLocal(today.AddDays(-1).ToDateTime(Morning));
    }

    private async Task SendAsync(Guid thirdPartyId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var receivers = await contacts.ReceiversAsync(thirdPartyId, cancellationToken);
        foreach (var receiver in receivers)
        {
            var lines = db.DigestLines.AsNoTracking().Where(l => l.ThirdPartyId == thirdPartyId && l.At < before && (l.ActorUserId == null || l.ActorUserId != receiver.UserId));
            var named = await lines.OrderBy(l => l.At).ThenBy(l => l.Id).Take(MostLines).ToListAsync(cancellationToken);
            var more = named.Count < MostLines ? 0 : await lines.CountAsync(cancellationToken) - MostLines;
            if (named.Count > 0)
                outbox.Add(db, new DigestEmail(named, more), receiver.Address, Language.English, thirdPartyId);
        }

        // Somebody else has sent them in the meantime.
        if (await db.RemoveDigestLinesAsync(thirdPartyId, before, cancellationToken) == 0)
            return;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
