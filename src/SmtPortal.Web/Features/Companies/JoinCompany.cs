using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

public enum JoinCompanyOutcome
{
    /// <summary>There is a sign-in, now or since an earlier click.</summary>
    Joined,

    /// <summary>The address has got another account meanwhile.</summary>
    AddressTaken,

    /// <summary>Withdrawn, over, or the company may not act; or the account is no business's any more.</summary>
    Gone,
}

/// <summary>What the page of an invitation shows to who came by its link.</summary>
/// <param name="Company">Name of the company, or of the business.</param>
/// <param name="IsOfBusiness">Which of the two.</param>
/// <param name="Leads">Whether as an administrator, or as one who manages.</param>
public sealed record OpenInvitation(Guid Id, string Company, bool IsOfBusiness, string Email, bool Leads, DateTimeOffset EndsAt);

/// <summary>A colleague of a company or business who came by the mail's link makes a sign-in. The link has shown that the address is theirs.</summary>
public sealed class JoinCompany(PortalDbContext db, UserManager<PortalUser> users, TimeProvider time)
{
    /// <summary>The invitation while it can be joined by; null otherwise.</summary>
    public Task<OpenInvitation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (from i in db.ColleagueInvitations.AsNoTracking()
                where i.Id == id && i.Status == ColleagueInvitationStatus.Open && i.EndsAt > now
                let name = db.ThirdParties.Where(c => c.Id == i.ThirdPartyId && c.Status == ThirdPartyStatus.Approved).Select(c => c.Name).FirstOrDefault()
                    ?? db.Customers.Where(c => c.Id == i.CustomerId && c.IsBusiness && c.ClosedAt == null).Select(c => c.Name).FirstOrDefault()
                where name != null
                select new OpenInvitation(i.Id, name, i.CustomerId != null, i.Email, i.Role == CompanyRole.Administrator || i.CustomerRole == CustomerRole.Manage, i.EndsAt))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <remarks>A second click at the same moment loses the save, looks again, and finds what the first has made.</remarks>
    public Task<JoinCompanyOutcome> ExecuteAsync(Guid id, string name, string password, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(id, name, password, cancellationToken), uniqueToo: true);

    private async Task<JoinCompanyOutcome> TryAsync(Guid id, string name, string password, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var invitation = await db.ColleagueInvitations.SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (invitation?.Status == ColleagueInvitationStatus.Joined)
            return JoinCompanyOutcome.Joined;
        if (invitation is null || !invitation.IsOpenAt(now) || !await TakesColleaguesAsync(invitation, cancellationToken))
            return JoinCompanyOutcome.Gone;
        if (await users.FindByEmailAsync(invitation.Email) is not null)
            return await JoinedOrTakenAsync(id, cancellationToken);
        invitation.Join(now);
        // Saves what was changed above too.
        var created = await users.CreateAsync(UserOf(invitation, name, now), password);
        if (created.Succeeded)
            return JoinCompanyOutcome.Joined;
        if (created.Errors.Any(e => !e.Code.StartsWith("Duplicate", StringComparison.Ordinal)))
            throw new DomainException("The form lets pass what identity refuses: " + string.Join(", ", created.Errors.Select(e => e.Code)));
        return await JoinedOrTakenAsync(id, cancellationToken);
    }

    private static PortalUser UserOf(ColleagueInvitation invitation, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserName = invitation.Email,
        Email = invitation.Email,
        EmailConfirmed = true,
        DisplayName = name,
        Role = invitation.CustomerId is null ? PortalRole.ThirdParty : PortalRole.Customer,
        ThirdPartyId = invitation.ThirdPartyId,
        CompanyRole = invitation.Role,
        CustomerId = invitation.CustomerId,
        CustomerRole = invitation.CustomerRole ?? CustomerRole.Manage,
        Language = invitation.CustomerId is null ? Language.English : Show.CurrentLanguage,
        CreatedAt = now,
    };

    /// <remarks>The row of a business is saved too: of this and its becoming a home at the same moment, one looks again.</remarks>
    private async Task<bool> TakesColleaguesAsync(ColleagueInvitation invitation, CancellationToken cancellationToken)
    {
        if (invitation.CustomerId is not { } customerId)
            return await db.ThirdParties.AnyAsync(c => c.Id == invitation.ThirdPartyId && c.Status == ThirdPartyStatus.Approved, cancellationToken);
        if (await db.Customers.SingleOrDefaultAsync(c => c.Id == customerId && c.IsBusiness && c.ClosedAt == null, cancellationToken) is not { } business)
            return false;
        db.Entry(business).State = EntityState.Modified;
        return true;
    }

    /// <summary>The address has a sign-in: made by a click of the same moment, or by somebody else. Asks the database, since what was loaded may be older.</summary>
    private async Task<JoinCompanyOutcome> JoinedOrTakenAsync(Guid id, CancellationToken cancellationToken) =>
        await db.ColleagueInvitations.AnyAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Joined, cancellationToken)
            ? JoinCompanyOutcome.Joined : JoinCompanyOutcome.AddressTaken;
}
