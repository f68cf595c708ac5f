using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SmtPortal.Web.Delivery;

/// <summary>
/// One transfer's connection: passive mode, always to the server of the control connection. The TLS handshake comes after the server's
/// 150, as servers expect it.
/// </summary>
internal sealed partial class FtpsDataConnection : IAsyncDisposable
{
    private readonly FtpsTls _tls;
    private readonly Socket _socket;
    private SslStream? _stream;

    private FtpsDataConnection(Socket socket, FtpsTls tls)
    {
        _socket = socket;
        _tls = tls;
    }

    public SslStream Stream => _stream ?? throw new InvalidOperationException("The handshake comes first.");

    public static async Task<FtpsDataConnection> OpenAsync(
        FtpsControlConnection control, FtpsConnector connector, FtpsTls tls, CancellationToken ct)
    {
        var port = await PortAsync(control, ct);
        return new FtpsDataConnection(await connector.ConnectAsync(new IPEndPoint(control.Server.Address, port), ct), tls);
    }

    public async Task HandshakeAsync(CancellationToken ct) =>
        _stream = await _tls.StartAsync(new NetworkStream(_socket, ownsSocket: true), ct);

    /// <summary>The orderly end, which tells the server that the file is whole.</summary>
    public Task EndAsync(CancellationToken ct) => _tls.EndAsync(Stream, _socket, ct);

    /// <summary>The other end: a reset, so that the server cannot take what it has for the whole file.</summary>
    public void Abort()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private static async Task<int> PortAsync(FtpsControlConnection control, CancellationToken ct)
    {
        var extended = await control.AskAsync("EPSV", null, ct);
        if (extended.IsSuccess)
            return Port(ExtendedPattern().Match(extended.Text), "EPSV");
        if (extended.Code < 500)
            throw FtpsControlConnection.Refused("EPSV", extended);

        var passive = await control.DemandAsync("PASV", null, ct);
        return Port(PassivePattern().Match(passive.Text), "PASV");
    }

    private static int Port(Match match, string command)
    {
        var port = 0;
        if (match.Success)
        {
            port = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            if (match.Groups["high"].Success)
                port += 256 * int.Parse(match.Groups["high"].ValueSpan, CultureInfo.InvariantCulture);
        }

        return port is > 0 and <= 65535
            ? port
            : throw new FileDropException(FileDropFailure.BadReply, $"The server's reply to {command} names no port.");
    }

    [GeneratedRegex(@"\(\|\|\|(?<port>[0-9]{1,5})\|\)", RegexOptions.CultureInvariant)]
    private static partial Regex ExtendedPattern();

    [GeneratedRegex(@"[0-9]{1,3},[0-9]{1,3},[0-9]{1,3},[0-9]{1,3},(?<high>[0-9]{1,3}),(?<port>[0-9]{1,3})", RegexOptions.CultureInvariant)]
    private static partial Regex PassivePattern();
}
