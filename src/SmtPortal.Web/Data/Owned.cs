using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data;

/// <summary>Where every query of a customer or company starts, so that a foreign row is not found rather than refused.</summary>
public static class Owned
{
    public static IQueryable<Invitation> InvitationsOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.Invitations.Where(i => i.ThirdPartyId == thirdPartyId);

    public static IQueryable<Agreement> AgreementsOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.Agreements.Where(a => a.ThirdPartyId == thirdPartyId);

    public static IQueryable<Agreement> AgreementsOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.Agreements.Where(a => a.CustomerId == customerId);

    public static IQueryable<ExtensionRequest> ExtensionRequestsOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.ExtensionRequests.Where(r => r.ThirdPartyId == thirdPartyId);

    public static IQueryable<ExtensionRequest> ExtensionRequestsOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.ExtensionRequests.Where(r => r.CustomerId == customerId);

    /// <summary>What customers think of a company.</summary>
    public static IQueryable<Rating> RatingsOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.Ratings.Where(r => r.ThirdPartyId == thirdPartyId);

    /// <summary>What a customer thinks of companies.</summary>
    public static IQueryable<Rating> RatingsBy(this PortalDbContext db, Guid customerId) =>
        db.Ratings.Where(r => r.CustomerId == customerId);

    /// <summary>What a company does to many at once.</summary>
    public static IQueryable<BulkTask> BulkTasksOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.BulkTasks.Where(t => t.ThirdPartyId == thirdPartyId);

    public static IQueryable<Report> ReportsOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.Reports.Where(r => r.ThirdPartyId == thirdPartyId);

    /// <summary>The sign-ins of a customer account.</summary>
    public static IQueryable<PortalUser> UsersOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.Users.Where(u => u.CustomerId == customerId);

    public static IQueryable<ColleagueInvitation> ColleagueInvitationsOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.ColleagueInvitations.Where(i => i.CustomerId == customerId);

    /// <summary>The sign-ins of a company.</summary>
    public static IQueryable<PortalUser> ColleaguesOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.Users.Where(u => u.ThirdPartyId == thirdPartyId);

    public static IQueryable<ColleagueInvitation> ColleagueInvitationsOf(this PortalDbContext db, Guid thirdPartyId) =>
        db.ColleagueInvitations.Where(i => i.ThirdPartyId == thirdPartyId);

    /// <summary>The sign-ins of the company or business for which somebody decides.</summary>
    public static IQueryable<PortalUser> ColleaguesOf(this PortalDbContext db, ColleagueInviter by) =>
        by.IsOfBusiness ? db.UsersOfCustomer(by.OwnerId) : db.ColleaguesOf(by.OwnerId);

    public static IQueryable<ColleagueInvitation> ColleagueInvitationsOf(this PortalDbContext db, ColleagueInviter by) =>
        by.IsOfBusiness ? db.ColleagueInvitationsOfCustomer(by.OwnerId) : db.ColleagueInvitationsOf(by.OwnerId);

    /// <summary>A passkey of an account; null: it has none of this id.</summary>
    public static Task<IdentityUserPasskey<Guid>?> PasskeyOfAsync(this PortalDbContext db, Guid userId, byte[] id, CancellationToken cancellationToken) =>
        db.UserPasskeys.SingleOrDefaultAsync(p => p.UserId == userId && p.CredentialId == id, cancellationToken);

    /// <summary>The current occupancies of a customer.</summary>
    public static IQueryable<Occupancy> OccupanciesOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.Occupancies.Where(o => o.CustomerId == customerId && o.CurrentEsiid != null);

    /// <summary>The occupancies of a customer, the former ones included.</summary>
    public static IQueryable<Occupancy> EveryOccupancyOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.Occupancies.Where(o => o.CustomerId == customerId);

    /// <summary>The devices of a customer's homes, those that have left and those of former homes included.</summary>
    public static IQueryable<HanDevice> HanDevicesOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.HanDevices.Where(d => d.CustomerId == customerId);

    /// <summary>What a customer claims, or has claimed.</summary>
    public static IQueryable<OccupancyClaim> ClaimsOfCustomer(this PortalDbContext db, Guid customerId) =>
        db.OccupancyClaims.Where(c => c.CustomerId == customerId);

    /// <summary>Claims that a customer may see: their own, and those on what they held.</summary>
    public static IQueryable<OccupancyClaim> ClaimsFor(this PortalDbContext db, Guid customerId) =>
        db.OccupancyClaims.Where(c => c.CustomerId == customerId || c.HolderId == customerId);

    /// <summary>The blocks that a customer's account, or its confirmed address, has put on companies.</summary>
    public static IQueryable<CompanyBlock> CompanyBlocksOf(this PortalDbContext db, Guid customerId) =>
        db.CompanyBlocks.Where(b => b.CustomerId == customerId
            || db.Users.Any(u => u.CustomerId == customerId && u.EmailConfirmed && u.NormalizedEmail == b.NormalizedEmail));

    /// <summary>Open invitations that a customer may answer (INV-8): sent to a confirmed address of who manages the account, or bound to it, as those by its code are.</summary>
    public static IQueryable<Invitation> InvitationsFor(this PortalDbContext db, Guid customerId) =>
        db.Invitations.Where(i => !i.IsRefused).Where(i => i.CustomerId == customerId
            || db.Users.Any(u => u.CustomerId == customerId && u.CustomerRole == CustomerRole.Manage && u.EmailConfirmed && u.NormalizedEmail == i.NormalizedEmail));
}
