using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>A request to extend, as pages show it.</summary>
/// <param name="LastDay">The day that is asked for.</param>
/// <param name="CurrentLastDay">The last day of the agreement as it stands.</param>
public sealed record ExtensionView(
    Guid Id,
    long AgreementNumber,
    string Company,
    ThirdPartyStatus CompanyStatus,
    EnergyTerms Terms,
    DateOnly LastDay,
    DateOnly? CurrentLastDay,
    ExtensionStatus Row,
    DateTimeOffset CreatedAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? RemindedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<string> Esiids)
{
    public ExtensionStatus StatusAt(DateTimeOffset now) => ExtensionRequest.StatusAt(Row, EndsAt, now);

    /// <summary>The newest first.</summary>
    public static IQueryable<ExtensionView> From(PortalDbContext db, IQueryable<ExtensionRequest> requests) =>
        from r in requests
        join a in db.Agreements on r.AgreementNumber equals a.Number
        join c in db.ThirdParties on r.ThirdPartyId equals c.Id
        orderby r.CreatedAt descending
        select new ExtensionView(
            r.Id, r.AgreementNumber, c.Name, c.Status, a.Terms, r.LastDay, a.LastDay, r.Status, r.CreatedAt, r.EndsAt, r.RemindedAt, r.ClosedAt,
            a.Esiids.Where(e => e.LeftAt == null).Select(e => e.Esiid).ToList());
}
