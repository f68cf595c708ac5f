namespace SmtPortal.Web.Delivery;

/// <summary>How long each step of an FTPS session may take, and how much a server may say.</summary>
public sealed record FtpsLimits
{
    /// <summary>Name resolution and TCP connection, each; TLS handshake.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From a command to its reply. Also covers 226 after the last byte, which a slow disk may delay.</summary>
    public TimeSpan Reply { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One read or write on the data connection: a transfer may take hours, but may not stand still.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Waiting for the server's end of a TLS connection that we have ended.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Bytes in one line of a reply or a listing.</summary>
    public int LineBytes { get; init; } = 4096;

    /// <summary>Lines in one reply.</summary>
    public int ReplyLines { get; init; } = 200;

    /// <summary>Entries in one listing.</summary>
    public int ListEntries { get; init; } = 10_000;
}
