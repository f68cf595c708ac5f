namespace SmtPortal.Domain.Shared;

/// <summary>The rules of a web address that a company gives and customers follow.</summary>
public static class WebAddress
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxLength = 300;

    /// <summary>
    /// Whether this is a public https address: a host name with a dot (no number of a machine), on the usual port, without user
    /// name, white space or control characters.
    /// </summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: <= MaxLength }
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && uri.UserInfo.Length == 0
        && uri.HostNameType == UriHostNameType.Dns && uri.Host.Trim('.').Contains('.', StringComparison.Ordinal);
}
