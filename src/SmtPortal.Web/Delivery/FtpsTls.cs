using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SmtPortal.Web.Delivery;

/// <summary>
/// Puts TLS over a connection to the target and takes it off again without losing data. The control and the data connections of a
/// session share name, versions and check, so that the data connections resume the control connection's TLS session.
/// </summary>
internal sealed class FtpsTls(FileDropTarget target, FtpsLimits limits, StepClock clock)
{
    private readonly ServerCertificateCheck _check = new(target);

    public async Task<SslStream> StartAsync(Stream plain, CancellationToken ct)
    {
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await clock.RunAsync(limits.Connect, "agreeing on encryption",
                token => new ValueTask(tls.AuthenticateAsClientAsync(Options(), token)), ct);
            return tls;
        }
        catch (AuthenticationException ex)
        {
            await tls.DisposeAsync();
            throw _check.Refusal ?? new FileDropException(FileDropFailure.EncryptionRefused,
                $"No encrypted connection could be agreed with {target.Host} (offered: {target.Protocols}).", ex);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends our side of TLS and of TCP (ProFTPD waits for the second) and waits for the server's end before closing. A close with
    /// unread bytes (the session tickets of TLS 1.3) would become a TCP reset, and the server would throw away the tail of an upload.
    /// </summary>
    public async Task EndAsync(SslStream tls, Socket socket, CancellationToken ct)
    {
        await tls.FlushAsync(ct);
        await tls.ShutdownAsync();
        socket.Shutdown(SocketShutdown.Send);
        var rest = new byte[1024];
        try
        {
            await clock.RunAsync(limits.Close, "ending the transfer", async token =>
            {
                while (await tls.ReadAsync(rest, token) > 0)
                {
                }
            }, ct);
        }
        catch (Exception ex) when (ex is IOException or FileDropException { Kind: FileDropFailure.TimedOut })
        {
            // Servers differ in how they end; whether the data arrived is decided by the reply on the control connection alone.
        }
    }

    private SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = target.TlsName,
        EnabledSslProtocols = target.Protocols,
        AllowTlsResume = true,
        RemoteCertificateValidationCallback = _check.Accept,
    };
}
