using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What goes into the save in which an invitation ends without an answer: ledger and mail.</summary>
public sealed class InvitationEnd(TimeProvider time, CompanyContacts contacts, ConsentLedger ledger)
{
    /// <summary>Their time is over: the rows come to say so, and the companies are told; with as many queries for many as for one.</summary>
    public Task ExpireAsync(IReadOnlyCollection<Invitation> invitations, CancellationToken cancellationToken)
    {
        foreach (var invitation in invitations)
        {
            invitation.Expire(time.GetUtcNow());
            ledger.Record(ConsentAct.InvitationExpired, invitation, actor: null);
        }

        return contacts.TellAsync([.. invitations.Select(i => new CompanyMail(i.ThirdPartyId, new ExpiredEmailToCompany(i)))], cancellationToken);
    }
}
