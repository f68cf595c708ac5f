namespace SmtPortal.Web.Email;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine.</summary>
    None,

    /// <summary>Begins in the clear and must turn to TLS before anything is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The mail server. Settings section <c>Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    /// <summary>Name of the server; null: not set, mail waits. The demo sets it to its own catcher.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Name to sign in with; null: the server asks for none.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    public string FromAddress { get; set; } = "no-reply@smtportal.localhost";

    public string FromName { get; set; } = "SmtPortal";

    /// <summary>SHA-256 of the one certificate to accept beside those of known authorities, 64 hex digits; null: none.</summary>
    public string? PinnedCertificate { get; set; }

    /// <summary>Longest wait for one answer of the server.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}
