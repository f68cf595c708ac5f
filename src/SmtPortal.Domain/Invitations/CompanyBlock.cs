namespace SmtPortal.Domain.Invitations;

/// <summary>
/// An address or an account that wants no more invitations of a company (INV-10). What the company sends there nobody
/// gets; to the company it looks like an invitation that nobody answers.
/// </summary>
public sealed class CompanyBlock
{
    private CompanyBlock()
    {
    }

    /// <summary>Id of the row.</summary>
    public Guid Id { get; private set; }

    /// <summary>The company that is blocked.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The address that refuses, in upper case; null where an account does.</summary>
    public string? NormalizedEmail { get; private set; }

    /// <summary>The account that refuses; null where an address does.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>An address refuses: whoever got a mail there asked for it, with or without an account.</summary>
    public static CompanyBlock ByAddress(Guid thirdPartyId, string normalizedEmail, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), ThirdPartyId = thirdPartyId, NormalizedEmail = normalizedEmail, At = now };

    /// <summary>An account refuses, whichever way it is asked.</summary>
    public static CompanyBlock ByCustomer(Guid thirdPartyId, Guid customerId, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), ThirdPartyId = thirdPartyId, CustomerId = customerId, At = now };
}
