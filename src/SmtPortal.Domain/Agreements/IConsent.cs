using SmtPortal.Domain.Han;

namespace SmtPortal.Domain.Agreements;

/// <summary>What a company knows an invitation or an agreement by.</summary>
public interface IConsent
{
    /// <summary>Its number.</summary>
    long Number { get; }

    /// <summary>The address that the company used, in upper case; empty when it used a code.</summary>
    string NormalizedEmail { get; }

    /// <summary>End of the authorization code that the company used; null when it used an address.</summary>
    string? CodeEnding { get; }

    /// <summary>Address of the device; null for Energy Data.</summary>
    MacAddress? Mac { get; }

    /// <summary>The company's own reference in upper case; null when it gave none.</summary>
    string? NormalizedReference { get; }
}
