using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>
/// Says no to an invitation: by link without an account, or in the portal (INV-7). Returns whether it is rejected, now or
/// since an earlier click; false: something else happened to it first.
/// </summary>
public sealed class RejectInvitation(PortalDbContext db, TimeProvider time, InvitationMail mail, CompanyContacts contacts, ConsentLedger ledger)
{
    public Task<bool> ExecuteAsync(Guid publicId, Guid? userId, RejectionReason? reason, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(publicId, userId, reason, cancellationToken));

    private async Task<bool> TryAsync(Guid publicId, Guid? userId, RejectionReason? reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var invitation = await db.Invitations.SingleAsync(i => i.PublicId == publicId, cancellationToken);
        if (!invitation.IsOpenAt(now))
            return invitation.Status == InvitationStatus.Rejected;
        invitation.Reject(now);
        if (reason is { } known)
            invitation.GiveReason(known, null, now);
        ledger.Record(ConsentAct.Rejected, invitation, userId);
        await mail.TellAsync(invitation, company => new RejectedEmailToCustomer(invitation.Number, company), cancellationToken);
        await contacts.TellAsync(invitation.ThirdPartyId, new RejectedEmailToCompany(invitation), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}

/// <summary>Adds the reason to a rejection, once, within 24 hours (INV-7). Returns whether it was taken.</summary>
public sealed class GiveRejectionReason(PortalDbContext db, TimeProvider time, ConsentLedger ledger)
{
    public Task<bool> ExecuteAsync(Guid publicId, RejectionReason reason, string? text, CancellationToken cancellationToken) =>
        db.LookAgainAsync(async () =>
        {
            var invitation = await db.Invitations.SingleAsync(i => i.PublicId == publicId, cancellationToken);
            if (!invitation.MayGiveReasonAt(time.GetUtcNow()))
                return false;
            invitation.GiveReason(reason, text, time.GetUtcNow());
            ledger.TellOfReason(invitation);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        });
}

/// <summary>
/// Keeps an invitation that was opened by link in the customer's portal, to decide later (INV-8, INV-11). Returns whether
/// it was still open.
/// </summary>
public sealed class KeepInvitation(PortalDbContext db, TimeProvider time)
{
    public Task<bool> ExecuteAsync(Guid publicId, Guid customerId, CancellationToken cancellationToken) =>
        db.LookAgainAsync(async () =>
        {
            var invitation = await db.Invitations.SingleAsync(i => i.PublicId == publicId, cancellationToken);
            if (!invitation.IsOpenAt(time.GetUtcNow()))
                return false;
            invitation.Bind(customerId, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return true;
        });
}
