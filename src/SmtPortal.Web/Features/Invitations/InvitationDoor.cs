using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>
/// Who may stand before an invitation: whoever holds a link of one of its mails, and the customer whose account it was
/// sent to or who has bound it (INV-6, INV-8). To everybody else it is not found.
/// </summary>
public sealed class InvitationDoor(PortalDbContext db, HeldLink held, CustomerAccess access)
{
    /// <summary>The invitation as a query of one row, or of none.</summary>
    public async Task<IQueryable<Invitation>> OpenAsync(Guid publicId, HttpContext context, CancellationToken cancellationToken)
    {
        var one = db.Invitations.Where(i => i.PublicId == publicId);
        if (await IsHeldAsync(publicId, context, cancellationToken))
            return one;
        return context.User.CustomerIdOrNull() is { } customerId
            ? db.InvitationsFor(customerId).Where(i => i.PublicId == publicId)
            : one.Where(_ => false);
    }

    /// <summary>Whether the visitor may say no: by a mail's link, or as who manages the account (ACC-1).</summary>
    public async Task<bool> MayRefuseAsync(Guid publicId, HttpContext context, CancellationToken cancellationToken) =>
        await IsHeldAsync(publicId, context, cancellationToken) || await access.ManagesAsync(context.User);

    /// <summary>Whether the visitor came by a mail's link, which alone may reject.</summary>
    public async Task<bool> IsHeldAsync(Guid publicId, HttpContext context, CancellationToken cancellationToken) =>
        await held.HoldsAsync(context, LinkTargets.Invitation, publicId, cancellationToken) is not null;
}
