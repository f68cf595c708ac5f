using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>An invitation as its pages show it to a customer.</summary>
public sealed record InvitationView(
    Guid PublicId,
    long Number,
    Guid ThirdPartyId,
    string Company,
    ThirdPartyStatus CompanyStatus,
    string? Website,
    string? PrivacyPolicyUrl,
    string? SealName,
    Purpose Purpose,
    string? PurposeText,
    ConsentTerms Consent,
    IReadOnlyList<string> Esiids,
    InvitationStatus Status,
    Guid? CustomerId,
    DateTimeOffset EndsAt)
{
    /// <summary>Where it stands by the clock. That of a closed company is withdrawn, whether or not its row says so yet.</summary>
    public InvitationStatus StatusAt(DateTimeOffset now) => Invitation.StatusAt(Status, EndsAt, now) switch
    {
        InvitationStatus.Open when CompanyStatus == ThirdPartyStatus.Closed => InvitationStatus.Withdrawn,
        var status => status,
    };

    public static IQueryable<InvitationView> From(PortalDbContext db, IQueryable<Invitation> invitations) =>
        from i in invitations.AsNoTracking()
        join c in db.ThirdParties on i.ThirdPartyId equals c.Id
        select new InvitationView(
            i.PublicId, i.Number, c.Id, c.Name, c.Status, c.Website, c.PrivacyPolicyUrl, c.SealName, i.Purpose, i.PurposeText,
            new ConsentTerms(i.Kind, i.Terms, DeviceTerms.Of(i.Mac, i.DeviceType, i.DeviceDescription)),
            i.Esiids.Select(e => e.Esiid).ToList(), i.Status, i.CustomerId, i.EndsAt);
}
