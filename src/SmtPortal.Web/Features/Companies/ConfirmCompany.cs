using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum ConfirmCompanyOutcome
{
    /// <summary>The company waits for an operator, now or since an earlier click.</summary>
    Confirmed,

    /// <summary>Not the password that was chosen: somebody else registered with this address.</summary>
    WrongPassword,

    /// <summary>The address has got an account meanwhile.</summary>
    AddressTaken,

    /// <summary>Nobody confirmed in time.</summary>
    Gone,
}

/// <summary>
/// Confirms the address of a registration: makes the company, which then waits for an operator, and the sign-in of its first
/// administrator. Takes the password too, so that nobody confirms what a stranger typed.
/// </summary>
public sealed class ConfirmCompany(PortalDbContext db, UserManager<PortalUser> users, Outbox outbox, TimeProvider time, IOptions<RuleOptions> rules)
{
    /// <summary>The registration while its link works; null otherwise.</summary>
    public Task<CompanyRegistration?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddDays(-rules.Value.UnconfirmedAccountDays);
        return db.CompanyRegistrations.SingleOrDefaultAsync(r => r.Id == id && r.CreatedAt > since, cancellationToken);
    }

    /// <remarks>A second click at the same moment loses the save, looks again, and finds what the first has made.</remarks>
    public Task<ConfirmCompanyOutcome> ExecuteAsync(Guid id, string password, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(id, password, cancellationToken), uniqueToo: true);

    private async Task<ConfirmCompanyOutcome> TryAsync(Guid id, string password, CancellationToken cancellationToken)
    {
        var registration = await FindAsync(id, cancellationToken);
        if (registration is null)
            return ConfirmCompanyOutcome.Gone;
        if (registration.PasswordHash is not { } hash)
            return ConfirmCompanyOutcome.Confirmed;
        if (users.PasswordHasher.VerifyHashedPassword(new PortalUser(), hash, password) == PasswordVerificationResult.Failed)
            return ConfirmCompanyOutcome.WrongPassword;
        if (await users.FindByEmailAsync(registration.Email) is not null)
            return await ConfirmedOrTakenAsync(id, cancellationToken);
        var now = time.GetUtcNow();
        var company = registration.Confirm(now);
        db.ThirdParties.Add(company);
        outbox.Add(db, new AddressConfirmedEmail(now), registration.Email, Language.English);
        // Saves what was added and changed above too.
        var created = await users.CreateAsync(new PortalUser
        {
            Id = Guid.CreateVersion7(now),
            UserName = registration.Email,
            Email = registration.Email,
            EmailConfirmed = true,
            PasswordHash = hash,
            DisplayName = registration.PersonName,
            Role = PortalRole.ThirdParty,
            ThirdPartyId = company.Id,
            CompanyRole = CompanyRole.Administrator,
            CreatedAt = now,
        });
        if (created.Succeeded)
            return ConfirmCompanyOutcome.Confirmed;
        if (created.Errors.Any(e => !e.Code.StartsWith("Duplicate", StringComparison.Ordinal)))
            throw new DomainException("The form lets pass what identity refuses: " + string.Join(", ", created.Errors.Select(e => e.Code)));
        return await ConfirmedOrTakenAsync(id, cancellationToken);
    }

    /// <summary>The address has an account: made by a click of the same moment, or by somebody else. Asks the database, since what was loaded may be older.</summary>
    private async Task<ConfirmCompanyOutcome> ConfirmedOrTakenAsync(Guid id, CancellationToken cancellationToken) =>
        await db.CompanyRegistrations.AnyAsync(r => r.Id == id && r.PasswordHash == null, cancellationToken)
            ? ConfirmCompanyOutcome.Confirmed : ConfirmCompanyOutcome.AddressTaken;
}
