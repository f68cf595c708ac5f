using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What goes into the save in which an invitation ends without an answer: ledger and mails.</summary>
public sealed class InvitationEnd(TimeProvider time, InvitationMail mail, CompanyContacts contacts, ConsentLedger ledger)
{
    /// <summary>It lost its ground (INV-11).</summary>
    public async Task CancelAsync(Invitation invitation, Guid? actor, CancellationToken cancellationToken)
    {
        invitation.Cancel(time.GetUtcNow());
        ledger.Record(ConsentAct.InvitationCancelled, invitation, actor);
        await mail.TellAsync(invitation, company => new ClosedEmailToCustomer(invitation.Number, company, withdrawn: false), cancellationToken);
        await contacts.TellAsync(invitation.ThirdPartyId, new CancelledEmailToCompany(invitation), cancellationToken);
    }

    /// <summary>Its time is over: the row comes to say so, and the company is told.</summary>
    public Task ExpireAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        invitation.Expire(time.GetUtcNow());
        ledger.Record(ConsentAct.InvitationExpired, invitation, actor: null);
        return contacts.TellAsync(invitation.ThirdPartyId, new ExpiredEmailToCompany(invitation), cancellationToken);
    }
}
