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

    /// <summary>The person's name as typed.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Language of pages after sign-in.</summary>
    public Language Language { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
