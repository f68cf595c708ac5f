using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Ratings;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>Writes mails to the address that was invited, or to that of the account whose code was used.</summary>
public sealed class InvitationMail(PortalDbContext db, Outbox outbox, CustomerContacts customers, CompanyRatings ratings)
{
    /// <summary>The invitation itself, or the one reminder of it. To a receiver who has blocked the company nothing goes, and nobody is told (INV-10).</summary>
    public async Task InviteAsync(Invitation invitation, bool reminder, CancellationToken cancellationToken)
    {
        if (await IsBlockedAsync(invitation, cancellationToken))
            invitation.RefuseSilently();
        var company = await db.ThirdParties.SingleAsync(c => c.Id == invitation.ThirdPartyId, cancellationToken);
        var rating = await ratings.ShownAsync(company.Id, cancellationToken);
        await SendAsync(invitation, new InvitationEmail(invitation, company, reminder, rating), company.Id, cancellationToken);
    }

    /// <summary>What became of it.</summary>
    public async Task TellAsync(Invitation invitation, Func<string, PortalEmail> mailFrom, CancellationToken cancellationToken)
    {
        var company = await db.ThirdParties.Where(c => c.Id == invitation.ThirdPartyId).Select(c => c.Name).SingleAsync(cancellationToken);
        await SendAsync(invitation, mailFrom(company), askedBy: null, cancellationToken);
    }

    /// <summary>Whether the address has blocked the company, or the account: that of a code, or that which has the address.</summary>
    private Task<bool> IsBlockedAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var blocks = db.CompanyBlocks.Where(b => b.ThirdPartyId == invitation.ThirdPartyId);
        var byCode = invitation.IsByCode ? invitation.CustomerId : null;
        return byCode is { } customerId
            ? blocks.AnyAsync(
                b => b.CustomerId == customerId
                    || (b.NormalizedEmail != null && db.Users.Any(u => u.CustomerId == customerId && u.EmailConfirmed && u.NormalizedEmail == b.NormalizedEmail)),
                cancellationToken)
            : blocks.AnyAsync(
                b => b.NormalizedEmail == invitation.NormalizedEmail
                    || (b.CustomerId != null && db.Users.Any(u => u.CustomerId == b.CustomerId && u.EmailConfirmed && u.NormalizedEmail == invitation.NormalizedEmail)),
                cancellationToken);
    }

    /// <summary>In the language that the receiver's account has chosen, which is used and not shown, else in the invitation's (INV-1).</summary>
    private async Task SendAsync(Invitation invitation, PortalEmail mail, Guid? askedBy, CancellationToken cancellationToken)
    {
        if (invitation.IsRefused)
            return;
        if (invitation.IsByCode)
        {
            foreach (var (address, language) in await customers.ReceiversAsync(invitation.CustomerId!.Value, cancellationToken))
                outbox.Add(db, mail, address, language, askedBy);
            return;
        }

        var chosen = await db.Users.Where(u => u.NormalizedEmail == invitation.NormalizedEmail && u.CustomerId != null)
            .Select(u => (Language?)u.Language).FirstOrDefaultAsync(cancellationToken);
        outbox.Add(db, mail, invitation.Email, chosen ?? invitation.Language, askedBy);
    }
}
