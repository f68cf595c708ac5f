using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What goes into the save in which an invitation ends without an answer: ledger and mail.</summary>
public sealed class InvitationEnd(TimeProvider time, CompanyContacts contacts, ConsentLedger ledger)
{
    /// <summary>Its time is over: the row comes to say so, and the company is told.</summary>
    public Task ExpireAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        invitation.Expire(time.GetUtcNow());
        ledger.Record(ConsentAct.InvitationExpired, invitation, actor: null);
        return contacts.TellAsync(invitation.ThirdPartyId, new ExpiredEmailToCompany(invitation), cancellationToken);
    }
}
