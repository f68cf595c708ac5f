using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What goes into the save in which an invitation loses its ground (INV-11): ledger, mails to both sides.</summary>
public sealed class InvitationEnd(TimeProvider time, InvitationMail mail, CompanyContacts contacts, ConsentLedger ledger)
{
    public async Task CancelAsync(Invitation invitation, Guid? actor, CancellationToken cancellationToken)
    {
        invitation.Cancel(time.GetUtcNow());
        ledger.Record(ConsentAct.InvitationCancelled, invitation, actor);
        await mail.TellAsync(invitation, company => new ClosedEmailToCustomer(invitation.Number, company, withdrawn: false), cancellationToken);
        await contacts.TellAsync(invitation.ThirdPartyId, new CancelledEmailToCompany(invitation), cancellationToken);
    }
}
