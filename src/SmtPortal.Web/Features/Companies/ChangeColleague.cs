using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.BusinessUsers;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum ChangeColleagueOutcome
{
    Done,

    /// <summary>Nobody of the company or business.</summary>
    NotFound,

    /// <summary>A company keeps an administrator, a business one who manages.</summary>
    LastAdministrator,

    /// <summary>Who wanted it is no administrator any more: a colleague was faster.</summary>
    NotAllowed,
}

/// <summary>
/// Changes who may do what in a company (ACC-5) or in a business's account (ACC-1). Each change saves the row of the company or
/// account too: of two administrators who remove each other at once the second loses the save, looks again, and is none any more.
/// </summary>
public sealed class ChangeColleague(PortalDbContext db, Outbox outbox)
{
    /// <summary>The sign-in goes, and with it everything that is signed in with it, at its next click. What the person did keeps its place.</summary>
    public Task<ChangeColleagueOutcome> RemoveAsync(ColleagueInviter by, Guid userId, CancellationToken cancellationToken) =>
        ChangeAsync(by, userId, staysLeader: false, (owner, user) =>
        {
            db.Users.Remove(user);
            outbox.Add(db, by.IsOfBusiness ? new RemovedFromBusinessEmail(owner) : new RemovedFromCompanyEmail(owner), user.Email!, LanguageOf(by, user));
        }, cancellationToken);

    /// <param name="leads">Whether the colleague is an administrator, or manages, from now on.</param>
    public Task<ChangeColleagueOutcome> SetRoleAsync(ColleagueInviter by, Guid userId, bool leads, CancellationToken cancellationToken) =>
        ChangeAsync(by, userId, staysLeader: leads, (owner, user) =>
        {
            if (IsLeader(user) == leads)
                return;
            if (by.IsOfBusiness)
                user.CustomerRole = leads ? CustomerRole.Manage : CustomerRole.View;
            else
                user.CompanyRole = leads ? CompanyRole.Administrator : CompanyRole.Member;
            outbox.Add(db, by.IsOfBusiness ? new BusinessRoleChangedEmail(owner, leads) : new CompanyRoleChangedEmail(owner, leads), user.Email!, LanguageOf(by, user));
        }, cancellationToken);

    /// <summary>Mails of companies are English only.</summary>
    private static Language LanguageOf(ColleagueInviter by, PortalUser user) => by.IsOfBusiness ? user.Language : Language.English;

    private static bool IsLeader(PortalUser user) => user.ThirdPartyId is null ? user.CustomerRole == CustomerRole.Manage : user.CompanyRole == CompanyRole.Administrator;

    private Task<ChangeColleagueOutcome> ChangeAsync(
        ColleagueInviter by, Guid userId, bool staysLeader, Action<string, PortalUser> change, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var owner = await SaveOwnerTooAsync(by, cancellationToken);
        var leaders = await db.ColleaguesOf(by).Where(u => by.IsOfBusiness ? u.CustomerRole == CustomerRole.Manage : u.CompanyRole == CompanyRole.Administrator)
            .Select(u => u.Id).ToListAsync(cancellationToken);
        if (!leaders.Contains(by.UserId))
            return ChangeColleagueOutcome.NotAllowed;
        var user = await db.ColleaguesOf(by).SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (user is null)
            return ChangeColleagueOutcome.NotFound;
        if (!staysLeader && leaders.Count == 1 && leaders[0] == userId)
            return ChangeColleagueOutcome.LastAdministrator;
        change(owner, user);
        await db.SaveChangesAsync(cancellationToken);
        return ChangeColleagueOutcome.Done;
    });

    /// <returns>Name of the company or business.</returns>
    private async Task<string> SaveOwnerTooAsync(ColleagueInviter by, CancellationToken cancellationToken)
    {
        if (by.IsOfBusiness)
        {
            var business = await db.Customers.SingleAsync(c => c.Id == by.OwnerId, cancellationToken);
            db.Entry(business).State = EntityState.Modified;
            return business.Name;
        }

        var company = await db.ThirdParties.SingleAsync(c => c.Id == by.OwnerId, cancellationToken);
        db.Entry(company).State = EntityState.Modified;
        return company.Name;
    }
}
