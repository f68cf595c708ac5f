using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Customers;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Ends agreements of a closed company, a batch in one save. A customer gets one mail, with the last of theirs.</summary>
public sealed class EndClosedAgreements(PortalDbContext db, AgreementEnd end, CustomerContacts customers, TimeProvider time)
{
    public const int Batch = 200;

    /// <param name="after">Agreement number to go on behind.</param>
    /// <returns>The number to go on behind; null: there are no more.</returns>
    public Task<long?> ExecuteAsync(ThirdParty company, long after, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var numbers = await Left(company, time.GetUtcNow()).Where(a => a.Number > after).OrderBy(a => a.Number).Select(a => a.Number).Take(Batch).ToListAsync(cancellationToken);
        if (numbers.Count == 0)
            return (long?)null;
        await using var held = await end.HoldAsync(numbers, cancellationToken);
        var now = time.GetUtcNow();
        var agreements = await Left(company, now).Where(a => numbers.Contains(a.Number)).OrderBy(a => a.Number).ToListAsync(cancellationToken);
        foreach (var agreement in agreements)
            agreement.Terminate(EndReason.CompanyClosed, now);
        await end.NoteAsync(agreements, ConsentAct.Terminated, actor: null, cancellationToken);
        await TellAsync(company, agreements, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return numbers[^1];
    });

    /// <summary>Whoever has none left now. An earlier batch may have ended others of theirs.</summary>
    private async Task TellAsync(ThirdParty company, List<Agreement> ended, CancellationToken cancellationToken)
    {
        var (concerned, numbers) = (ended.Select(a => a.CustomerId).Distinct().ToList(), ended.Select(a => a.Number).ToList());
        var now = time.GetUtcNow();
        var later = await Left(company, now).Where(a => concerned.Contains(a.CustomerId) && !numbers.Contains(a.Number)).Select(a => a.CustomerId).Distinct().ToListAsync(cancellationToken);
        var before = await db.AgreementsOf(company.Id)
            .Where(a => concerned.Contains(a.CustomerId) && a.EndReason == EndReason.CompanyClosed).Select(a => new { a.CustomerId, a.Number }).ToListAsync(cancellationToken);
        foreach (var customer in concerned.Except(later))
        {
            var theirs = before.Where(b => b.CustomerId == customer).Select(b => b.Number).Concat(ended.Where(a => a.CustomerId == customer).Select(a => a.Number)).Distinct().Order().ToList();
            await customers.TellAsync(customer, new ClosedCompanyEmailToCustomer(company.Name, theirs), cancellationToken);
        }
    }

    private IQueryable<Agreement> Left(ThirdParty company, DateTimeOffset now) => db.AgreementsOf(company.Id).ActiveAt(now);
}
