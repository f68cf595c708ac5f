using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>
/// A company that wants to register, until the address of its first administrator is confirmed. It is no company and no
/// sign-in yet, so that whoever types somebody else's address, name or number takes nothing away from anybody.
/// </summary>
public sealed class CompanyRegistration : IVersioned
{
    /// <summary>Longest password hash, in characters.</summary>
    public const int PasswordHashMaxLength = 256;

    private CompanyRegistration()
    {
    }

    /// <summary>Id, which the confirmation link names.</summary>
    public Guid Id { get; private set; }

    /// <summary>What was typed about the company.</summary>
    public CompanyDetails Company { get; private set; } = null!;

    /// <summary>Name of the first administrator.</summary>
    public string PersonName { get; private set; } = "";

    /// <summary>Address of the first administrator.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address in upper case, for counting.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>Hash of the password, by the same hasher as that of a sign-in; null: confirmed, and the sign-in has it.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>When it was sent in, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the address was confirmed and the company made, UTC; null: not yet.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Takes in a registration.</summary>
    /// <param name="company">What was typed about the company.</param>
    /// <param name="personName">Name of the first administrator.</param>
    /// <param name="email">A well-formed address.</param>
    /// <param name="passwordHash">Hash of the chosen password.</param>
    /// <param name="now">UTC moment.</param>
    public static CompanyRegistration Of(CompanyDetails company, string personName, string email, string passwordHash, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Company = company,
        PersonName = personName,
        Email = email,
        NormalizedEmail = EmailAddress.Normalize(email),
        PasswordHash = passwordHash,
        CreatedAt = now,
    };

    /// <summary>The address is confirmed: makes the company, which then waits for an operator.</summary>
    /// <exception cref="DomainException">It was confirmed before.</exception>
    public ThirdParty Confirm(DateTimeOffset now)
    {
        if (ConfirmedAt is not null)
            throw new DomainException("A registration is confirmed once.");
        (ConfirmedAt, PasswordHash) = (now, null);
        var company = ThirdParty.Register(Company.Name, Company.Duns, now);
        company.SetContact(Company.ContactName, Company.ContactPhone);
        company.Describe(Company.Website, Company.PrivacyPolicyUrl, Company.SealName);
        company.AgreeToRules(Company.RulesVersion);
        if (Company.NotificationEmail is { } address)
            company.SendMailTo(address, isProven: EmailAddress.Normalize(address) == NormalizedEmail);
        return company;
    }
}

/// <summary>What a company says about itself.</summary>
/// <param name="Name">Name shown to customers.</param>
/// <param name="Duns">9 or 13 digits, see <see cref="Accounts.Duns"/>.</param>
/// <param name="ContactName">The person to talk to.</param>
/// <param name="ContactPhone">That person's telephone number; null: none.</param>
/// <param name="NotificationEmail">Where mails shall go; null: to all administrators.</param>
/// <param name="Website">An https address; null: none.</param>
/// <param name="PrivacyPolicyUrl">An https address; null: none.</param>
/// <param name="SealName">Name of the national privacy seal that it attests to hold; null: none.</param>
/// <param name="RulesVersion">Version of the portal's rules that it agreed to.</param>
public sealed record CompanyDetails(
    string Name,
    string Duns,
    string ContactName,
    string? ContactPhone,
    string? NotificationEmail,
    string? Website,
    string? PrivacyPolicyUrl,
    string? SealName,
    string RulesVersion);
