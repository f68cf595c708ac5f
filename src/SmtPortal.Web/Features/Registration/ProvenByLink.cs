using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Registration;

/// <summary>Whether somebody who registers came by the link of an invitation that was mailed to the very address they register with.</summary>
public sealed partial class ProvenByLink(PortalDbContext db, HeldLink held, TimeProvider time)
{
    /// <param name="returnUrl">Where they want to go on: the page of the invitation.</param>
    public async Task<bool> IsProvenAsync(HttpContext context, string? returnUrl, string email, CancellationToken cancellationToken)
    {
        if (returnUrl is null || InvitationPage().Match(returnUrl) is not { Success: true } page || !Guid.TryParse(page.Groups[1].Value, out var invitation))
            return false;
        if (await held.HoldsAsync(context, LinkTargets.Invitation, invitation, cancellationToken) is not { } mail)
            return false;
        // The link of an invitation that is over proves nothing any more.
        var now = time.GetUtcNow();
        if (!await db.Invitations.OpenAt(now).AnyAsync(i => i.PublicId == invitation, cancellationToken))
            return false;
        var receiver = await db.OutgoingEmails.Where(m => m.Id == mail).Select(m => m.To).SingleOrDefaultAsync(cancellationToken);
        return receiver is not null && EmailAddress.Normalize(receiver) == EmailAddress.Normalize(email);
    }

    [GeneratedRegex("^/invited/([0-9a-fA-F-]{36})/")]
    private static partial Regex InvitationPage();
}
