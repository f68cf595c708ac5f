using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Audit;

namespace SmtPortal.Web.Features.Companies;

public enum CompanyDecision
{
    Done,

    NotFound,

    /// <summary>It does not stand where the decision begins: another operator was faster.</summary>
    StandsElsewhere,

    /// <summary>An approved company has this name or number already.</summary>
    Taken,
}

/// <summary>An operator lets a pending company act (ACC-4). It gets its folder in the same save.</summary>
public sealed class ApproveCompany(PortalDbContext db, TimeProvider time, CompanyContacts contacts, Outbox outbox, AuditLog audit)
{
    public async Task<CompanyDecision> ExecuteAsync(Guid id, Guid operatorId, string? note, CancellationToken cancellationToken)
    {
        try
        {
            return await db.LookAgainAsync(() => TryAsync(id, operatorId, note, cancellationToken));
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return CompanyDecision.Taken;
        }
    }

    private async Task<CompanyDecision> TryAsync(Guid id, Guid operatorId, string? note, CancellationToken cancellationToken)
    {
        var company = await db.ThirdParties.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (company is null)
            return CompanyDecision.NotFound;
        if (company.Status != ThirdPartyStatus.Pending)
            return CompanyDecision.StandsElsewhere;
        var now = time.GetUtcNow();
        company.Approve(note, now);
        db.DeliveryFolders.Add(DeliveryFolder.Of(company.Id, company.Name, now));
        await audit.RecordAsync(AuditAct.CompanyApproved, operatorId, AuditSubject.Of(company), note, cancellationToken);
        await contacts.TellAsync(company.Id, new CompanyApprovedEmail(company.Name, note), cancellationToken);
        // Not before: what somebody typed at a registration sends nothing to a third address.
        if (company.ProposalId is { } proposal)
            outbox.Add(db, new ConfirmNotificationEmail(proposal, company.Name), company.ProposedEmail!, Language.English);
        await db.SaveChangesAsync(cancellationToken);
        return CompanyDecision.Done;
    }
}

/// <summary>
/// An operator turns a pending company down and says why (ACC-4). Its sign-in goes, so that the same person may register
/// anew; the row stays, for operators to see.
/// </summary>
public sealed class RefuseCompany(PortalDbContext db, TimeProvider time, CompanyContacts contacts, AuditLog audit)
{
    public Task<CompanyDecision> ExecuteAsync(Guid id, Guid operatorId, string note, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.ThirdParties.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (company is null)
            return CompanyDecision.NotFound;
        if (company.Status != ThirdPartyStatus.Pending)
            return CompanyDecision.StandsElsewhere;
        company.Refuse(note, time.GetUtcNow());
        await audit.RecordAsync(AuditAct.CompanyRefused, operatorId, AuditSubject.Of(company), note, cancellationToken);
        await contacts.TellAsync(company.Id, new CompanyRefusedEmail(company.Name, note), cancellationToken);
        db.Users.RemoveRange(await db.Users.Where(u => u.ThirdPartyId == id).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return CompanyDecision.Done;
    });
}
