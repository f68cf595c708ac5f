using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Invitations;

/// <summary>
/// Whom a company invites: an address, as it typed it, or the account whose authorization code it was given (ACC-3). By a code the
/// company never learns the address.
/// </summary>
public sealed record InvitationReceiver
{
    /// <summary>Longest ending of a code that is kept, in characters.</summary>
    public const int EndingMaxLength = 3;

    private InvitationReceiver(string email, string? codeEnding, Guid? customerId) => (Email, CodeEnding, CustomerId) = (email, codeEnding, customerId);

    /// <summary>The address as the company typed it; empty when it goes by a code.</summary>
    public string Email { get; }

    /// <summary>The address in upper case, for search; empty when it goes by a code.</summary>
    public string NormalizedEmail => EmailAddress.Normalize(Email);

    /// <summary>What the company is shown of the code, such as <c>…X7</c>; null when it goes to an address.</summary>
    public string? CodeEnding { get; }

    /// <summary>The account of the code, to which the invitation is bound at once (INV-11); null when it goes to an address.</summary>
    public Guid? CustomerId { get; }

    /// <summary>Whoever reads the mail at an address.</summary>
    public static InvitationReceiver ByAddress(string email) => new(email, null, null);

    /// <summary>The customer of a code.</summary>
    public static InvitationReceiver ByCode(AuthorizationCode code, Guid customerId) => new("", code.Ending, customerId);

    /// <summary>What the company sees of whom it invited, everywhere: its own words, or the end of the code.</summary>
    public static string Shown(string email, string? codeEnding) => codeEnding is null ? email : $"by code, ending {codeEnding}";
}
