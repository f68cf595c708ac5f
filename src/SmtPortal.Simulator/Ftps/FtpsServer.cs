using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SmtPortal.Simulator.Ftps;

/// <summary>
/// A small FTPS server for the demo and for tests: AUTH TLS and implicit TLS, protected data connections only, passive mode only, every
/// user locked into the home that the AuthUserFile names. An upload grows under its own name, as on other servers.
/// </summary>
public sealed class FtpsServer : IAsyncDisposable
{
    private readonly FtpsServerContext _context;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<FtpConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _listeners = [];
    private bool _started;

    public FtpsServer(FtpsServerOptions options, TimeProvider time) => _context = new FtpsServerContext(options, Faults, time);

    /// <summary>The port for AUTH TLS; known after <see cref="StartAsync"/>.</summary>
    public int Port { get; private set; }

    /// <summary>The port for implicit TLS; null when none was asked for.</summary>
    public int? ImplicitPort { get; private set; }

    public ServerCertificate Certificate => _context.Options.Certificate;

    public FtpsFaults Faults { get; } = new();

    /// <summary>Listens from here on.</summary>
    /// <exception cref="SocketException">A port that was asked for is taken.</exception>
    public Task StartAsync()
    {
        if (_started)
            throw new InvalidOperationException("The server runs already.");

        _started = true;
        Port = _context.Options.Port;
        ImplicitPort = _context.Options.ImplicitPort;
        Listen();
        return Task.CompletedTask;
    }

    /// <summary>Stops listening and resets every connection, until <see cref="ComeBack"/>.</summary>
    public void GoAway()
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
                listener.Dispose();
            _listeners.Clear();
        }

        foreach (var connection in _connections.Keys)
            connection.Reset();
    }

    /// <summary>Listens again, on the same ports.</summary>
    public void ComeBack() => Listen();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        GoAway();
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private void Listen()
    {
        lock (_lock)
        {
            if (_listeners.Count > 0)
                return;

            Port = Listen(Port, isImplicit: false);
            if (ImplicitPort is { } port)
                ImplicitPort = Listen(port, isImplicit: true);
        }
    }

    private int Listen(int port, bool isImplicit)
    {
        var listener = new Socket(_context.Options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(_context.Options.Address, port));
            listener.Listen(50);
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        _listeners.Add(listener);
        _ = AcceptAsync(listener, isImplicit);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private async Task AcceptAsync(Socket listener, bool isImplicit)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(_stop.Token);
            }
            catch (Exception ex) when (ex is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            if (_connections.Count >= _context.Options.MaxConnections)
            {
                socket.Dispose();
                continue;
            }

            socket.NoDelay = true;
            var connection = new FtpConnection(socket, _context);
            _connections[connection] = Task.CompletedTask;
            var served = ServeAsync(connection, isImplicit);
            if (!served.IsCompleted)
                _connections.TryUpdate(connection, served, Task.CompletedTask);
        }
    }

    private async Task ServeAsync(FtpConnection connection, bool isImplicit)
    {
        await Task.Yield();
        try
        {
            using var session = new FtpServerSession(connection, _context);
            await session.RunAsync(isImplicit, _stop.Token);
        }
        catch (Exception ex) when (ex is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has gone, or the server stops: either way this connection is over.
        }
        finally
        {
            await connection.DisposeAsync();
            _connections.TryRemove(connection, out _);
        }
    }
}
