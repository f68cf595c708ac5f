using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Ratings;

namespace SmtPortal.Web.Features.Invitations;

/// <param name="Text">The text part, with <see cref="EmailLinks.Hidden"/> for its links.</param>
public sealed record MailPreview(string Subject, string Text);

/// <summary>
/// Writes the mail of a form that its validator has let pass, as it would be sent now. In the language of the form: which one the
/// customer's account has chosen is not shown. Nothing is kept.
/// </summary>
public sealed class PreviewInvitation(PortalDbContext db, NewInvitation draft, Outbox outbox, MailComposer composer, CompanyRatings ratings)
{
    public async Task<MailPreview> ExecuteAsync(InvitationForm form, Guid userId, CancellationToken cancellationToken)
    {
        var company = await db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == form.ThirdPartyId, cancellationToken);
        var invitation = draft.Of(form, InvitationReceiver.ByAddress(form.Email?.Trim() ?? ""), userId);
        var (subject, body) = outbox.Write(new InvitationEmail(invitation, company, rating: await ratings.ShownAsync(company.Id, cancellationToken)), form.Language);
        return new MailPreview(subject, body.ToText(composer.HiddenLinks));
    }
}
