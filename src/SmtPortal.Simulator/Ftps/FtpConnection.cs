using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmtPortal.Simulator.Ftps;

/// <summary>One client's control connection: lines in, replies out, TLS when it begins.</summary>
internal sealed class FtpConnection(Socket socket, FtpsServerContext server) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[server.Options.MaxLineBytes];
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private int _start;
    private int _end;

    public bool IsEncrypted { get; private set; }

    public IPAddress Client { get; } = ((IPEndPoint)socket.RemoteEndPoint!).Address;

    public IPAddress Here { get; } = ((IPEndPoint)socket.LocalEndPoint!).Address;

    public async Task EncryptAsync(CancellationToken ct)
    {
        // Whatever came in the clear behind AUTH TLS is dropped: it must not run as if the client had sent it encrypted.
        _start = _end = 0;
        _stream = await server.EncryptAsync(_stream, ct);
        IsEncrypted = true;
    }

    public async Task ReplyAsync(string text, CancellationToken ct)
    {
        if (server.Faults.ReplyDelay > TimeSpan.Zero)
            await Task.Delay(server.Faults.ReplyDelay, server.Time, ct);
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), ct);
    }

    /// <summary>The next command line; null when the client has gone, was idle too long, or sent a line without end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        using var idle = new CancellationTokenSource(server.Options.IdleTimeout, server.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, idle.Token);
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            if (!await FillAsync(either.Token, ct))
                return null;
        }
    }

    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception ex) when (ex is ObjectDisposedException or SocketException)
        {
            return; // The connection has ended by itself.
        }

        socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        socket.Dispose();
    }

    private async Task<bool> FillAsync(CancellationToken idleOrStop, CancellationToken stop)
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            await ReplyAsync("500 Line too long.", stop);
            return false;
        }

        try
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), idleOrStop);
            _end += read;
            return read > 0;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
