using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace SmtPortal.Simulator.Ftps;

/// <summary>A passive port for one transfer. Only the client of the control connection may connect to it.</summary>
internal sealed class FtpDataPort : IDisposable
{
    private readonly Socket _listener;
    private readonly FtpConnection _control;
    private readonly FtpsServerContext _server;

    private FtpDataPort(Socket listener, FtpConnection control, FtpsServerContext server)
    {
        _listener = listener;
        _control = control;
        _server = server;
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Null when every port of the range is taken.</summary>
    public static FtpDataPort? Open(FtpConnection control, FtpsServerContext server)
    {
        var (first, last) = server.Options.PassivePorts ?? (0, 0);
        var count = last - first + 1;
        var offset = Random.Shared.Next(count);
        for (var i = 0; i < count; i++)
        {
            var listener = new Socket(control.Here.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                listener.Bind(new IPEndPoint(control.Here, first + ((offset + i) % count)));
                listener.Listen(1);
                return new FtpDataPort(listener, control, server);
            }
            catch (SocketException)
            {
                listener.Dispose();
            }
        }

        return null;
    }

    public async Task<(Socket Socket, SslStream Stream)> AcceptAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15), _server.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(either.Token);
                if (((IPEndPoint)socket.RemoteEndPoint!).Address.Equals(_control.Client))
                    return (socket, await _server.EncryptAsync(new NetworkStream(socket, ownsSocket: true), ct));
                socket.Dispose();
            }
        }
        catch (OperationCanceledException ex) when (!ct.IsCancellationRequested)
        {
            throw new IOException("No data connection came.", ex);
        }
    }

    public void Dispose() => _listener.Dispose();
}
