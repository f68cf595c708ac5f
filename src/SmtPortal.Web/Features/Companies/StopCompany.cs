using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// An operator stops a company, at once and in open sessions too (ACC-8): its sign-ins end with the save, and everything that
/// acts for it asks where it stands. Invitations and agreements stay as they are.
/// </summary>
public sealed class SuspendCompany(PortalDbContext db, TimeProvider time, CompanyContacts contacts, AuditLog audit)
{
    public Task<CompanyDecision> ExecuteAsync(Guid id, Guid operatorId, string note, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.ThirdParties.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (company is null)
            return CompanyDecision.NotFound;
        if (company.Status != ThirdPartyStatus.Approved)
            return CompanyDecision.StandsElsewhere;
        company.Suspend(note, time.GetUtcNow());
        var colleagues = await db.ColleaguesOf(id).ToListAsync(cancellationToken);
        foreach (var user in colleagues)
            user.EndSignIns();
        await audit.RecordAsync(AuditAct.CompanySuspended, operatorId, AuditSubject.Of(company), note, cancellationToken);
        await contacts.TellAsync(id, new CompanySuspendedEmail(company.Name, note), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Their cookies are worthless since the save; the lists of where they are signed in follow.
        foreach (var user in colleagues)
            await db.EndSessionsOfAsync(user.Id, except: null, cancellationToken);
        return CompanyDecision.Done;
    });
}

/// <summary>An operator lets a suspended company go on.</summary>
public sealed class ResumeCompany(PortalDbContext db, TimeProvider time, CompanyContacts contacts, AuditLog audit)
{
    public Task<CompanyDecision> ExecuteAsync(Guid id, Guid operatorId, string? note, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.ThirdParties.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (company is null)
            return CompanyDecision.NotFound;
        if (company.Status != ThirdPartyStatus.Suspended)
            return CompanyDecision.StandsElsewhere;
        company.Resume(note, time.GetUtcNow());
        await audit.RecordAsync(AuditAct.CompanyResumed, operatorId, AuditSubject.Of(company), note, cancellationToken);
        await contacts.TellAsync(id, new CompanyResumedEmail(company.Name, note), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return CompanyDecision.Done;
    });
}
