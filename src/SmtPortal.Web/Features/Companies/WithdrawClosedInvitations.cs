using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Withdraws open invitations of a closed company, a batch in one save. Who had one in the portal gets one mail, with the last
/// of theirs, unless the mail about their agreements comes anyway.
/// </summary>
public sealed class WithdrawClosedInvitations(PortalDbContext db, ConsentLedger ledger, CustomerContacts customers, TimeProvider time)
{
    public const int Batch = 200;

    /// <param name="after">Invitation number to go on behind.</param>
    /// <returns>The number to go on behind; null: there are no more.</returns>
    public Task<long?> ExecuteAsync(ThirdParty company, long after, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        var open = await Left(company, now).Where(i => i.Number > after).OrderBy(i => i.Number).Take(Batch).ToListAsync(cancellationToken);
        if (open.Count == 0)
            return (long?)null;
        foreach (var invitation in open)
        {
            invitation.Withdraw(now);
            ledger.Record(ConsentAct.Withdrawn, invitation, actor: null);
        }

        await TellAsync(company, open, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return open[^1].Number;
    });

    private async Task TellAsync(ThirdParty company, List<Invitation> withdrawn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (concerned, numbers) = (withdrawn.Select(i => i.CustomerId).OfType<Guid>().Distinct().ToList(), withdrawn.Select(i => i.Number).ToList());
        if (concerned.Count == 0)
            return;
        var later = await Left(company, now).Where(i => i.CustomerId != null && concerned.Contains(i.CustomerId.Value) && !numbers.Contains(i.Number))
            .Select(i => i.CustomerId!.Value).Distinct().ToListAsync(cancellationToken);
        var agreed = await db.AgreementsOf(company.Id).ActiveAt(now).Where(a => concerned.Contains(a.CustomerId)).Select(a => a.CustomerId).Distinct().ToListAsync(cancellationToken);
        foreach (var customer in concerned.Except(later).Except(agreed))
            await customers.TellAsync(customer, new ClosedCompanyEmailToCustomer(company.Name, []), cancellationToken);
    }

    private IQueryable<Invitation> Left(ThirdParty company, DateTimeOffset now) => db.InvitationsOf(company.Id).OpenAt(now);
}
