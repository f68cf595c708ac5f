using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>Where a Third-Party company stands with the portal (ACC-4, ACC-8).</summary>
public enum ThirdPartyStatus
{
    /// <summary>Registered itself, waits for an operator.</summary>
    Pending,

    /// <summary>Approved by an operator; the only state in which it may act.</summary>
    Approved,

    /// <summary>An operator did not approve it.</summary>
    Refused,

    /// <summary>Stopped by an operator, at once and in open sessions too.</summary>
    Suspended,

    /// <summary>Closed by itself or by an operator.</summary>
    Closed,
}

/// <summary>A company that customers share their data with.</summary>
public sealed class ThirdParty : IVersioned
{
    /// <summary>Longest company name, in characters.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Longest web address, in characters.</summary>
    public const int UrlMaxLength = 300;

    private ThirdParty()
    {
    }

    /// <summary>Id of the company.</summary>
    public Guid Id { get; private set; }

    /// <summary>Name shown to customers.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name in upper case, for search and uniqueness.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>DUNS number: 9 or 13 digits.</summary>
    public string Duns { get; private set; } = "";

    /// <summary>Mails to the company go here; null: to all of its administrators.</summary>
    public string? NotificationEmail { get; private set; }

    /// <summary>The company's web site; null: none given.</summary>
    public string? Website { get; private set; }

    /// <summary>The company's privacy policy; null: none given.</summary>
    public string? PrivacyPolicyUrl { get; private set; }

    /// <summary>Name of the national privacy seal that the company attests to hold; null: none.</summary>
    public string? SealName { get; private set; }

    /// <summary>Where the company stands.</summary>
    public ThirdPartyStatus Status { get; private set; }

    /// <summary>When it registered, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Whether the company may act now: sign in, invite, receive.</summary>
    public bool MayAct => Status == ThirdPartyStatus.Approved;

    /// <summary>Registers a company, which then waits for approval.</summary>
    public static ThirdParty Register(string name, string duns, string? notificationEmail, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        Duns = duns,
        NotificationEmail = notificationEmail,
        Status = ThirdPartyStatus.Pending,
        CreatedAt = now,
    };

    /// <summary>Sets what customers are shown about the company beside its name.</summary>
    public void Describe(string? website, string? privacyPolicyUrl, string? sealName) =>
        (Website, PrivacyPolicyUrl, SealName) = (website, privacyPolicyUrl, sealName);

    /// <summary>Lets a pending company act.</summary>
    /// <exception cref="DomainException">The company is not pending.</exception>
    public void Approve()
    {
        if (Status != ThirdPartyStatus.Pending)
            throw new DomainException($"A company that is {Status} cannot be approved.");
        Status = ThirdPartyStatus.Approved;
    }

    /// <summary>Stops an approved company.</summary>
    /// <exception cref="DomainException">The company is not approved.</exception>
    public void Suspend()
    {
        if (Status != ThirdPartyStatus.Approved)
            throw new DomainException($"A company that is {Status} cannot be suspended.");
        Status = ThirdPartyStatus.Suspended;
    }
}
