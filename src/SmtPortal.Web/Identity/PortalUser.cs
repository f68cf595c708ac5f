using Microsoft.AspNetCore.Identity;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Identity;

/// <summary>What a sign-in is for: each has exactly one role.</summary>
public enum PortalRole
{
    Customer,
    ThirdParty,
    Operator,
}

/// <summary>What a user may do inside a Third-Party company.</summary>
public enum CompanyRole
{
    Member,
    Administrator,
}

/// <summary>What a user may do in a customer's account (ACC-1). The account of a home has one user, who manages it.</summary>
public enum CustomerRole
{
    /// <summary>Decides: consent, ESIIDs, the account and who works with it.</summary>
    Manage,

    /// <summary>Sees everything of the account and changes nothing of it.</summary>
    View,
}

/// <summary>A sign-in. Belongs to one customer account, one company, or the operators.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public PortalRole Role { get; set; }

    /// <summary>The customer account; null unless <see cref="Role"/> is Customer.</summary>
    public Guid? CustomerId { get; set; }

    /// <summary>The company; null unless <see cref="Role"/> is ThirdParty.</summary>
    public Guid? ThirdPartyId { get; set; }

    /// <summary>The role inside the company; null unless <see cref="Role"/> is ThirdParty.</summary>
    public CompanyRole? CompanyRole { get; set; }

    /// <summary>The role in the customer account; without meaning unless <see cref="Role"/> is Customer.</summary>
    public CustomerRole CustomerRole { get; set; }

    /// <summary>The person's name as typed.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Language of its mails, and of its pages after sign-in.</summary>
    public Language Language { get; set; }

    /// <summary>Whether a customer's sign-in wants the mail about the first access under an agreement (USE-8).</summary>
    public bool TellFirstAccess { get; set; } = true;

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Takes a new password. Whoever is signed in with the old one is not any more.</summary>
    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        EndSignIns();
    }

    /// <summary>Whether signing in with the password asks for a code too. The row changes in any case: of two who change factors at once, one looks again.</summary>
    public void UseSecondFactor(bool use)
    {
        TwoFactorEnabled = use;
        ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    /// <summary>
    /// Makes every cookie of this account worthless at its next request, those between password and second factor too. To be
    /// called in the save of whatever must act at once: another role, a removal.
    /// </summary>
    public void EndSignIns() => SecurityStamp = Guid.NewGuid().ToString("N");
}
