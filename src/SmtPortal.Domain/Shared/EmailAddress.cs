using System.Net.Mail;

namespace SmtPortal.Domain.Shared;

/// <summary>The rules of an e-mail address. Kept as the string that was typed, compared by its normalised form.</summary>
public static class EmailAddress
{
    /// <summary>Longest address the mail protocols carry, in characters.</summary>
    public const int MaxLength = 254;

    /// <summary>Whether a mail could be sent to this text: one address, no display name, no white space, a domain with a dot (or localhost).</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: > 2 and <= MaxLength }
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')
        && MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text
        && (parsed.Host.Contains('.', StringComparison.Ordinal) || parsed.Host == "localhost");

    /// <summary>The form in which addresses are searched and compared, the same as the framework's identity uses.</summary>
    public static string Normalize(string address) => address.Trim().ToUpperInvariant();
}
