using System.Security.Authentication;

namespace SmtPortal.Web.Delivery;

/// <summary>When TLS starts on the control connection.</summary>
public enum FtpsMode
{
    /// <summary>After the command AUTH TLS (RFC 4217), usually port 21.</summary>
    Explicit,

    /// <summary>With the first byte, usually port 990.</summary>
    Implicit,
}

/// <summary>Where and as whom files are put, and how the server's certificate is checked. Printing it never shows the password.</summary>
public sealed record FileDropTarget
{
    /// <summary>DNS name or IP address to connect to.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public FtpsMode Mode { get; init; } = FtpsMode.Explicit;

    /// <summary>
    /// DNS name that the certificate must bear and under which TLS sessions are resumed; null takes <see cref="Host"/>.
    /// Never an IP address where the server demands session reuse: .NET does not resume sessions for addresses.
    /// </summary>
    public string? CertificateName { get; init; }

    /// <summary>
    /// TLS 1.2, TLS 1.3 or both. TLS 1.2 by default: over 1.3, sessions of .NET on Linux do not satisfy every server that demands reuse
    /// (vsftpd yes, ProFTPD no).
    /// </summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.Tls12;

    /// <summary>
    /// SHA-256 of the server's certificate (DER) as 64 hex digits, colons allowed. Then exactly this certificate is accepted, and its
    /// name, dates and authority are not asked. Null: check by authority and name.
    /// </summary>
    public string? PinnedSha256 { get; init; }

    /// <summary>A further root certificate (PEM) that is trusted for this target only. Null: the machine's authorities alone.</summary>
    public string? ExtraRootPem { get; init; }

    /// <summary>Loopback, private and link-local addresses are refused unless this is set (the portal's own server, the demo).</summary>
    public bool AllowPrivateAddress { get; init; }

    /// <summary>The name for TLS: <see cref="CertificateName"/>, else <see cref="Host"/>.</summary>
    public string TlsName => string.IsNullOrEmpty(CertificateName) ? Host : CertificateName;

    public override string ToString() => $"{(Mode == FtpsMode.Implicit ? "ftps" : "ftpes")}://{User}@{Host}:{Port}";
}
