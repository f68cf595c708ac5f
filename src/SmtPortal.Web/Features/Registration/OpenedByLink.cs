using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Registration;

/// <summary>An open invitation by whose link somebody came who registers.</summary>
/// <param name="PublicId">The invitation.</param>
/// <param name="MailedTo">The address, normalised, that the link was mailed to; null: the row of that mail is gone.</param>
public sealed record OpenedInvitation(Guid PublicId, string? MailedTo)
{
    /// <summary>Whether it shows that an address is theirs: the link was mailed to it.</summary>
    public bool Proves(string email) => MailedTo == EmailAddress.Normalize(email);
}

/// <summary>Finds the invitation for which somebody registers, if they came by its link.</summary>
public sealed partial class OpenedByLink(PortalDbContext db, HeldLink held, TimeProvider time)
{
    /// <param name="returnUrl">Where they want to go on: the page of the invitation.</param>
    public async Task<OpenedInvitation?> FindAsync(HttpContext context, string? returnUrl, CancellationToken cancellationToken)
    {
        if (returnUrl is null || InvitationPage().Match(returnUrl) is not { Success: true } page || !Guid.TryParse(page.Groups[1].Value, out var invitation))
            return null;
        if (await held.HoldsAsync(context, LinkTargets.Invitation, invitation, cancellationToken) is not { } mail)
            return null;
        // The link of an invitation that is over proves nothing any more.
        var now = time.GetUtcNow();
        if (!await db.Invitations.OpenAt(now).AnyAsync(i => i.PublicId == invitation, cancellationToken))
            return null;
        var receiver = await db.OutgoingEmails.Where(m => m.Id == mail).Select(m => m.To).SingleOrDefaultAsync(cancellationToken);
        return new OpenedInvitation(invitation, receiver is null ? null : EmailAddress.Normalize(receiver));
    }

    [GeneratedRegex("^/invited/([0-9a-fA-F-]{36})/")]
    private static partial Regex InvitationPage();
}
