using System.Net;

namespace SmtPortal.Simulator.Ftps;

/// <summary>Where the embedded FTPS server listens, who may come in, and how much.</summary>
public sealed record FtpsServerOptions
{
    /// <summary>ProFTPD AuthUserFile with bcrypt hashes; each user's home is that user's whole world. Read anew when it changes.</summary>
    public required string AuthUserFile { get; init; }

    /// <summary>The only user who may write; all others list, fetch and delete. Null: everybody may write.</summary>
    public string? Writer { get; init; }

    public required ServerCertificate Certificate { get; init; }

    /// <summary>Loopback unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port for AUTH TLS; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Port for implicit TLS; 0 takes a free one, null opens none.</summary>
    public int? ImplicitPort { get; init; }

    /// <summary>First and last port for data connections; null takes free ones.</summary>
    public (int First, int Last)? PassivePorts { get; init; }

    public int MaxConnections { get; init; } = 100;

    public int MaxLineBytes { get; init; } = 2048;

    /// <summary>Wrong passwords before the connection is ended.</summary>
    public int MaxSignInAttempts { get; init; } = 3;

    /// <summary>Pause after a wrong password.</summary>
    public TimeSpan SignInDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A control connection without a command, or a data connection without a byte, is ended after this.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public long MaxFileBytes { get; init; } = 4L * 1024 * 1024 * 1024;
}
