using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum JoinCompanyOutcome
{
    /// <summary>There is a sign-in, now or since an earlier click.</summary>
    Joined,

    /// <summary>The address has got another account meanwhile.</summary>
    AddressTaken,

    /// <summary>Withdrawn, over, or the company may not act.</summary>
    Gone,
}

/// <summary>What the page of an invitation shows to who came by its link.</summary>
public sealed record OpenInvitation(Guid Id, string Company, string Email, CompanyRole Role, DateTimeOffset EndsAt);

/// <summary>A colleague who came by the mail's link makes a sign-in. The link has shown that the address is theirs.</summary>
public sealed class JoinCompany(PortalDbContext db, UserManager<PortalUser> users, TimeProvider time)
{
    /// <summary>The invitation while it can be joined by; null otherwise.</summary>
    public Task<OpenInvitation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (from i in db.ColleagueInvitations.AsNoTracking()
                join c in db.ThirdParties on i.ThirdPartyId equals c.Id
                where i.Id == id && i.Status == ColleagueInvitationStatus.Open && i.EndsAt > now && c.Status == ThirdPartyStatus.Approved
                select new OpenInvitation(i.Id, c.Name, i.Email, i.Role, i.EndsAt)).SingleOrDefaultAsync(cancellationToken);
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
        if (invitation is null || !invitation.IsOpenAt(now) || !await db.ThirdParties.AnyAsync(c => c.Id == invitation.ThirdPartyId && c.Status == ThirdPartyStatus.Approved, cancellationToken))
            return JoinCompanyOutcome.Gone;
        if (await users.FindByEmailAsync(invitation.Email) is not null)
            return await JoinedOrTakenAsync(id, cancellationToken);
        invitation.Join(now);
        // Saves what was changed above too.
        var created = await users.CreateAsync(
            new PortalUser
            {
                Id = Guid.CreateVersion7(now),
                UserName = invitation.Email,
                Email = invitation.Email,
                EmailConfirmed = true,
                DisplayName = name,
                Role = PortalRole.ThirdParty,
                ThirdPartyId = invitation.ThirdPartyId,
                CompanyRole = invitation.Role,
                CreatedAt = now,
            }, password);
        if (created.Succeeded)
            return JoinCompanyOutcome.Joined;
        if (created.Errors.Any(e => !e.Code.StartsWith("Duplicate", StringComparison.Ordinal)))
            throw new DomainException("The form lets pass what identity refuses: " + string.Join(", ", created.Errors.Select(e => e.Code)));
        return await JoinedOrTakenAsync(id, cancellationToken);
    }

    /// <summary>The address has a sign-in: made by a click of the same moment, or by somebody else. Asks the database, since what was loaded may be older.</summary>
    private async Task<JoinCompanyOutcome> JoinedOrTakenAsync(Guid id, CancellationToken cancellationToken) =>
        await db.ColleagueInvitations.AnyAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Joined, cancellationToken)
            ? JoinCompanyOutcome.Joined : JoinCompanyOutcome.AddressTaken;
}
