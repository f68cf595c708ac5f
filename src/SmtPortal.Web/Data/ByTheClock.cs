using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;

namespace SmtPortal.Web.Data;

/// <summary>The clock decides, whether or not the row says so yet (INV-5): what is open, active or over at a moment, for queries.</summary>
public static class ByTheClock
{
    public static IQueryable<Invitation> OpenAt(this IQueryable<Invitation> invitations, DateTimeOffset now) =>
        invitations.Where(i => i.Status == InvitationStatus.Open && i.EndsAt > now);

    /// <summary>Those whose row does not say yet that their time is over.</summary>
    public static IQueryable<Invitation> OverAt(this IQueryable<Invitation> invitations, DateTimeOffset now) =>
        invitations.Where(i => i.Status == InvitationStatus.Open && i.EndsAt <= now);

    public static IQueryable<Invitation> WhereStatusIs(this IQueryable<Invitation> invitations, InvitationStatus status, DateTimeOffset now) => status switch
    {
        InvitationStatus.Open => invitations.OpenAt(now),
        InvitationStatus.Expired => invitations.Where(i => i.Status == InvitationStatus.Expired || (i.Status == InvitationStatus.Open && i.EndsAt <= now)),
        _ => invitations.Where(i => i.Status == status),
    };

    public static IQueryable<ExtensionRequest> OpenAt(this IQueryable<ExtensionRequest> requests, DateTimeOffset now) =>
        requests.Where(r => r.Status == ExtensionStatus.Open && r.EndsAt > now);

    /// <summary>Those whose row does not say yet that their time is over.</summary>
    public static IQueryable<ExtensionRequest> OverAt(this IQueryable<ExtensionRequest> requests, DateTimeOffset now) =>
        requests.Where(r => r.Status == ExtensionStatus.Open && r.EndsAt <= now);

    /// <summary>Those that the holder, who claimed, or an operator can still decide.</summary>
    public static IQueryable<OccupancyClaim> UndecidedAt(this IQueryable<OccupancyClaim> claims, DateTimeOffset now) =>
        claims.Where(c => c.Status == OccupancyClaimStatus.Objected || (c.Status == OccupancyClaimStatus.Open && c.EndsAt > now));

    /// <summary>Those to which nobody objected in time, and whose row does not say yet that they have passed.</summary>
    public static IQueryable<OccupancyClaim> DueAt(this IQueryable<OccupancyClaim> claims, DateTimeOffset now) =>
        claims.Where(c => c.Status == OccupancyClaimStatus.Open && c.EndsAt <= now);

    /// <summary>One about a device has no end of its own.</summary>
    public static IQueryable<Agreement> ActiveAt(this IQueryable<Agreement> agreements, DateTimeOffset now) =>
        agreements.Where(a => a.Status == AgreementStatus.Active && (a.EndsAt == null || a.EndsAt > now));

    /// <summary>Those whose row does not say yet that their time is over.</summary>
    public static IQueryable<Agreement> OverAt(this IQueryable<Agreement> agreements, DateTimeOffset now) =>
        agreements.Where(a => a.Status == AgreementStatus.Active && a.EndsAt <= now);

    public static IQueryable<Agreement> WhereStatusIs(this IQueryable<Agreement> agreements, AgreementStatus status, DateTimeOffset now) => status switch
    {
        AgreementStatus.Active => agreements.ActiveAt(now),
        AgreementStatus.Expired => agreements.Where(a => a.Status == AgreementStatus.Expired || (a.Status == AgreementStatus.Active && a.EndsAt <= now)),
        _ => agreements.Where(a => a.Status == status),
    };
}
