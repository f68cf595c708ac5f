using System.Net.Security;
using System.Security.Authentication;

namespace SmtPortal.Simulator.Ftps;

/// <summary>What all connections of one server share.</summary>
internal sealed class FtpsServerContext(FtpsServerOptions options, FtpsFaults faults, TimeProvider time)
{
    private readonly SslServerAuthenticationOptions _tls = new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(options.Certificate.Certificate, null, offline: true),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
    };

    public FtpsServerOptions Options { get; } = options;

    public FtpsFaults Faults { get; } = faults;

    public TimeProvider Time { get; } = time;

    public FtpUsers Users { get; } = new(options.AuthUserFile);

    /// <summary>The server's side of the handshake, which has fifteen seconds.</summary>
    public async Task<SslStream> EncryptAsync(Stream plain, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsServerAsync(_tls, either.Token);
            return tls;
        }
        catch (Exception ex)
        {
            await tls.DisposeAsync();
            if (ex is AuthenticationException || (ex is OperationCanceledException && !ct.IsCancellationRequested))
                throw new IOException("The client did not finish the TLS handshake.", ex);
            throw;
        }
    }
}
