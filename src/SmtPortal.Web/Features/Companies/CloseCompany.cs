using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Ends a company's account, by itself or by an operator (ACC-8). From this save on it may do nothing and gets nothing: its
/// status decides. What it has (agreements, invitations, files) is wound up by <see cref="WindUpCompanies"/>. Its sign-ins go,
/// so that the addresses are free.
/// </summary>
public sealed class CloseCompany(PortalDbContext db, TimeProvider time, CompanyContacts contacts, AuditLog audit, Bell bell)
{
    public Task<CompanyDecision> ByOperatorAsync(Guid id, Guid operatorId, string note, CancellationToken cancellationToken) =>
        CloseAsync(id, note, company => audit.RecordAsync(AuditAct.CompanyClosed, operatorId, AuditSubject.Of(company), note, cancellationToken), cancellationToken);

    /// <summary>By an administrator of the company, which must not be suspended: it does not escape from that.</summary>
    public async Task<CompanyDecision> ByItselfAsync(ColleagueInviter by, CancellationToken cancellationToken)
    {
        if (!await db.ThirdParties.AnyAsync(c => c.Id == by.OwnerId && c.Status == ThirdPartyStatus.Approved, cancellationToken))
            return CompanyDecision.StandsElsewhere;
        return await CloseAsync(by.OwnerId, note: null, _ => Task.CompletedTask, cancellationToken);
    }

    private async Task<CompanyDecision> CloseAsync(Guid id, string? note, Func<ThirdParty, Task> record, CancellationToken cancellationToken)
    {
        var decision = await db.LookAgainAsync(async () =>
        {
            var company = await db.ThirdParties.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
            if (company is null)
                return CompanyDecision.NotFound;
            if (company.Status is not (ThirdPartyStatus.Approved or ThirdPartyStatus.Suspended))
                return CompanyDecision.StandsElsewhere;
            company.Close(note, time.GetUtcNow());
            await record(company);
            await contacts.TellAsync(id, new CompanyClosedEmail(company.Name, note), cancellationToken);
            db.Users.RemoveRange(await db.ColleaguesOf(id).ToListAsync(cancellationToken));
            foreach (var invited in await db.ColleagueInvitationsOf(id).Where(i => i.Status == ColleagueInvitationStatus.Open).ToListAsync(cancellationToken))
                invited.Withdraw();
            await db.SaveChangesAsync(cancellationToken);
            return CompanyDecision.Done;
        });
        if (decision == CompanyDecision.Done)
            bell.Ring<WindUpCompanies>();
        return decision;
    }
}
