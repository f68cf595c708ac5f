using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum ChangeColleagueOutcome
{
    Done,

    /// <summary>Nobody of the company.</summary>
    NotFound,

    /// <summary>A company keeps an administrator.</summary>
    LastAdministrator,

    /// <summary>Who wanted it is no administrator any more: a colleague was faster.</summary>
    NotAllowed,
}

/// <summary>
/// Changes who may do what in a company (ACC-5). Each change saves the company's row too: of two administrators who remove
/// each other at once the second loses the save, looks again, and is no administrator any more.
/// </summary>
public sealed class ChangeColleague(PortalDbContext db, Outbox outbox)
{
    /// <summary>The sign-in goes, and with it everything that is signed in with it, at its next click. What the person did keeps its place.</summary>
    public Task<ChangeColleagueOutcome> RemoveAsync(ColleagueInviter by, Guid userId, CancellationToken cancellationToken) =>
        ChangeAsync(by, userId, losesAdministrator: true, (company, user) =>
        {
            db.Users.Remove(user);
            outbox.Add(db, new RemovedFromCompanyEmail(company.Name), user.Email!, Language.English);
        }, cancellationToken);

    public Task<ChangeColleagueOutcome> SetRoleAsync(ColleagueInviter by, Guid userId, CompanyRole role, CancellationToken cancellationToken) =>
        ChangeAsync(by, userId, losesAdministrator: role != CompanyRole.Administrator, (company, user) =>
        {
            if (user.CompanyRole == role)
                return;
            user.CompanyRole = role;
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            outbox.Add(db, new CompanyRoleChangedEmail(company.Name, role), user.Email!, Language.English);
        }, cancellationToken);

    private Task<ChangeColleagueOutcome> ChangeAsync(
        ColleagueInviter by, Guid userId, bool losesAdministrator, Action<ThirdParty, PortalUser> change, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.ThirdParties.SingleAsync(c => c.Id == by.ThirdPartyId, cancellationToken);
        var administrators = await db.Users.Where(u => u.ThirdPartyId == by.ThirdPartyId && u.CompanyRole == CompanyRole.Administrator).Select(u => u.Id).ToListAsync(cancellationToken);
        if (!administrators.Contains(by.UserId))
            return ChangeColleagueOutcome.NotAllowed;
        var user = await db.ColleaguesOf(by.ThirdPartyId).SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (user is null)
            return ChangeColleagueOutcome.NotFound;
        if (losesAdministrator && administrators.Count == 1 && administrators[0] == userId)
            return ChangeColleagueOutcome.LastAdministrator;
        change(company, user);
        db.Entry(company).State = EntityState.Modified;
        await db.SaveChangesAsync(cancellationToken);
        return ChangeColleagueOutcome.Done;
    });
}
