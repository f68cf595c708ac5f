using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Invitations;

public enum ChangeInvitationOutcome
{
    Done,

    /// <summary>Not this company's, or it does not exist.</summary>
    NotFound,

    /// <summary>Answered, withdrawn, cancelled or expired in the meantime.</summary>
    NoLongerOpen,

    /// <summary>The one reminder has been sent.</summary>
    RemindedAlready,
}

/// <summary>Sends an open invitation once more, as the one reminder; its end stays as it was (INV-5).</summary>
public sealed class ResendInvitation(PortalDbContext db, TimeProvider time, InvitationMail mail)
{
    public Task<ChangeInvitationOutcome> ExecuteAsync(Guid publicId, Guid thirdPartyId, CancellationToken cancellationToken) =>
        db.LookAgainAsync(async () =>
        {
            var now = time.GetUtcNow();
            var invitation = await db.InvitationsOf(thirdPartyId).SingleOrDefaultAsync(i => i.PublicId == publicId, cancellationToken);
            if (invitation is null)
                return ChangeInvitationOutcome.NotFound;
            if (!invitation.IsOpenAt(now))
                return ChangeInvitationOutcome.NoLongerOpen;
            if (!invitation.MayRemindAt(now))
                return ChangeInvitationOutcome.RemindedAlready;
            invitation.Remind(now);
            await mail.InviteAsync(invitation, reminder: true, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return ChangeInvitationOutcome.Done;
        });
}

/// <summary>Takes an open invitation back (INV-5). A customer who had opened it signed in is told.</summary>
public sealed class WithdrawInvitation(PortalDbContext db, TimeProvider time, CustomerContacts customers, ConsentLedger ledger)
{
    public Task<ChangeInvitationOutcome> ExecuteAsync(Guid publicId, Guid thirdPartyId, Guid userId, CancellationToken cancellationToken) =>
        db.LookAgainAsync(async () =>
        {
            var now = time.GetUtcNow();
            var invitation = await db.InvitationsOf(thirdPartyId).SingleOrDefaultAsync(i => i.PublicId == publicId, cancellationToken);
            if (invitation is null)
                return ChangeInvitationOutcome.NotFound;
            if (!invitation.IsOpenAt(now))
                return ChangeInvitationOutcome.NoLongerOpen;
            invitation.Withdraw(now);
            ledger.Record(ConsentAct.Withdrawn, invitation, userId);
            // Of one that a block kept from them they never heard.
            if (invitation is { IsRefused: false, CustomerId: { } customer })
            {
                var company = await db.ThirdParties.Where(c => c.Id == thirdPartyId).Select(c => c.Name).SingleAsync(cancellationToken);
                await customers.TellAsync(customer, new WithdrawnEmailToCustomer(invitation.Number, company), cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return ChangeInvitationOutcome.Done;
        });
}
