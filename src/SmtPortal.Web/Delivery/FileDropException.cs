namespace SmtPortal.Web.Delivery;

/// <summary>What went wrong at a file drop, as far as it decides what to do next.</summary>
public enum FileDropFailure
{
    /// <summary>No such host, or nobody listens there.</summary>
    Unreachable,

    /// <summary>The host is a private address, which this target may not use.</summary>
    AddressRefused,

    /// <summary>TLS could not be agreed: not offered, other versions, broken handshake.</summary>
    EncryptionRefused,

    /// <summary>The certificate is not the pinned one, or not trusted, or for another name.</summary>
    CertificateRefused,

    /// <summary>User or password refused.</summary>
    SignInRefused,

    /// <summary>A step took longer than its limit.</summary>
    TimedOut,

    /// <summary>The server answered with an error; <see cref="FileDropException.ReplyCode"/> has it.</summary>
    ServerRefused,

    /// <summary>The connection broke off.</summary>
    ConnectionLost,

    /// <summary>The server does not speak FTP as agreed (over-long or senseless replies).</summary>
    BadReply,

    /// <summary>The path has parts that <see cref="FtpPath"/> does not allow. Nothing was sent.</summary>
    BadPath,

    /// <summary>The file or the listing passes the limit given.</summary>
    TooLarge,
}

/// <summary>
/// A file drop failed. The message is written for the administrator who reads why a delivery failed; it holds no password and
/// no file content, and quotes the server only with control characters removed and cut to 200 characters.
/// </summary>
public sealed class FileDropException(FileDropFailure kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public FileDropFailure Kind { get; } = kind;

    /// <summary>The server's FTP reply code; null when the failure is not a reply.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>SHA-256 (hex) of the certificate that was refused, so that a person can compare and pin it; null otherwise.</summary>
    public string? PresentedSha256 { get; init; }

    /// <summary>
    /// True when the same try may succeed later without anybody changing a setting: server away, time out, lost connection,
    /// replies 4xx, and 522 (TLS session not reused, which a fresh connection can mend).
    /// </summary>
    public bool IsTransient => Kind switch
    {
        FileDropFailure.Unreachable or FileDropFailure.TimedOut or FileDropFailure.ConnectionLost => true,
        FileDropFailure.ServerRefused or FileDropFailure.SignInRefused => ReplyCode is (>= 400 and < 500) or 522,
        _ => false,
    };

    /// <summary>The session cannot be used after this failure.</summary>
    internal bool EndsSession => Kind is FileDropFailure.TimedOut or FileDropFailure.ConnectionLost or FileDropFailure.BadReply
        or FileDropFailure.CertificateRefused or FileDropFailure.EncryptionRefused || ReplyCode == 421;
}
