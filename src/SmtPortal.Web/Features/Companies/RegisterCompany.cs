using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <param name="Company">What was typed about the company.</param>
/// <param name="PersonName">Name of the first administrator.</param>
/// <param name="Email">Address of the first administrator.</param>
/// <param name="Password">As chosen, checked before.</param>
public sealed record NewCompany(CompanyDetails Company, string PersonName, string Email, string Password);

/// <summary>
/// Takes in the registration of a company, which is confirmed by mail (ACC-4). It says nothing and does the same work
/// whether or not the address has an account: its owner is told by mail.
/// </summary>
public sealed class RegisterCompany(
    PortalDbContext db, UserManager<PortalUser> users, Outbox outbox, AttemptLimits limits, CompanyRegistrationParts parts)
{
    /// <param name="wanted">A validated form.</param>
    /// <param name="source">The network address it comes from.</param>
    /// <returns>Null: it was taken in; else how long until another one is.</returns>
    public async Task<TimeSpan?> ExecuteAsync(NewCompany wanted, string source, CancellationToken cancellationToken)
    {
        AttemptLimit[] limited =
        [
            new("company registration from", source, parts.Rules.CompanyRegistrationsPerHour, TimeSpan.FromHours(1)),
            new("company registration of", EmailAddress.Normalize(wanted.Email), parts.Rules.CompanyRegistrationsPerAddress, TimeSpan.FromDays(1)),
        ];
        if (await limits.TryAsync(limited, cancellationToken) is { } wait)
            return wait;
        var now = parts.Time.GetUtcNow();
        var hash = users.PasswordHasher.HashPassword(new PortalUser(), wanted.Password);
        var registration = CompanyRegistration.Of(wanted.Company, wanted.PersonName, wanted.Email, hash, now);
        db.CompanyRegistrations.Add(registration);
        if (await users.FindByEmailAsync(wanted.Email) is { } owner)
            outbox.Add(db, new CompanyAddressTakenEmail(), owner.Email!, owner.Language);
        else
            outbox.Add(db, new ConfirmCompanyEmail(registration.Id), wanted.Email, Language.English);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}

/// <summary>What a registration goes by.</summary>
public sealed class CompanyRegistrationParts(TimeProvider time, IOptions<RuleOptions> rules)
{
    public TimeProvider Time => time;

    public RuleOptions Rules => rules.Value;
}
