using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace SmtPortal.Web.Delivery;

/// <summary>The connection that commands and replies go over. Nothing but AUTH TLS is ever sent on it in the clear.</summary>
internal sealed class FtpsControlConnection : IAsyncDisposable
{
    private readonly FtpsLimits _limits;
    private readonly StepClock _clock;
    private Stream _stream;
    private FtpReplyReader _replies;

    private FtpsControlConnection(Socket socket, FtpsLimits limits, StepClock clock)
    {
        _limits = limits;
        _clock = clock;
        Server = (IPEndPoint)socket.RemoteEndPoint!;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _replies = new FtpReplyReader(_stream, limits);
    }

    /// <summary>The address that data connections go to, whatever a reply to PASV says.</summary>
    public IPEndPoint Server { get; }

    public static async Task<FtpsControlConnection> OpenAsync(
        FileDropTarget target, FtpsConnector connector, FtpsTls tls, FtpsLimits limits, StepClock clock, CancellationToken ct)
    {
        var control = new FtpsControlConnection(await connector.ConnectAsync(ct), limits, clock);
        try
        {
            if (target.Mode == FtpsMode.Implicit)
                await control.EncryptAsync(tls, ct);
            await control.GreetAsync(ct);
            if (target.Mode == FtpsMode.Explicit)
                await control.AuthTlsAsync(tls, ct);
            return control;
        }
        catch
        {
            await control.DisposeAsync();
            throw;
        }
    }

    /// <summary>True after a send or a reply that failed, and after 421: commands and replies may no longer belong together.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Sends one command and returns its reply, whatever its code; a preliminary reply (1xx) is returned as it comes.</summary>
    public async Task<FtpReply> AskAsync(string command, string? argument, CancellationToken ct)
    {
        await SendAsync(command, argument, ct);
        return await ReplyAsync(command, ct);
    }

    /// <summary>Sends one command and demands success (2xx).</summary>
    public async Task<FtpReply> DemandAsync(string command, string? argument, CancellationToken ct) =>
        Demand(command, await AskAsync(command, argument, ct));

    public static FtpReply Demand(string command, FtpReply reply) => reply.IsSuccess ? reply : throw Refused(command, reply);

    public static FileDropException Refused(string command, FtpReply reply) =>
        new(FileDropFailure.ServerRefused, $"The server refused {command}: {reply.Code} {reply.Text}{Advice(reply)}") { ReplyCode = reply.Code };

    public async Task SendAsync(string command, string? argument, CancellationToken ct)
    {
        if (argument is not null && argument.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
            throw new FileDropException(FileDropFailure.BadPath, $"What was to be sent with {command} has a line break or a zero in it.");

        var line = Encoding.UTF8.GetBytes(argument is null ? $"{command}\r\n" : $"{command} {argument}\r\n");
        await GuardedAsync(() => _clock.RunAsync(_limits.Reply, $"taking the command {command}", async token =>
        {
            await _stream.WriteAsync(line, token);
            return true;
        }, ct));
    }

    public async Task<FtpReply> ReplyAsync(string command, CancellationToken ct)
    {
        var reply = await GuardedAsync(() => _clock.RunAsync(_limits.Reply, $"answering {command}", _replies.ReadAsync, ct));
        IsSpent |= reply.Code == 421;
        return reply;
    }

    /// <summary>Takes leave: QUIT, its reply and the end of TLS, for a few seconds at most.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await _clock.RunAsync(_limits.Close, "QUIT", async token =>
            {
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), token);
                await _replies.ReadAsync(token);
            }, CancellationToken.None);
            if (_stream is SslStream tls)
                await tls.ShutdownAsync();
        }
        catch (Exception ex) when (ex is FileDropException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // All work is done and confirmed by now; a server that does not return a good-bye changes nothing.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task GreetAsync(CancellationToken ct)
    {
        var greeting = await ReplyAsync("the connection", ct);
        while (greeting.IsPreliminary)
            greeting = await ReplyAsync("the connection", ct);
        Demand("the connection", greeting);
    }

    private async Task AuthTlsAsync(FtpsTls tls, CancellationToken ct)
    {
        var reply = await AskAsync("AUTH", "TLS", ct);
        if (!reply.IsSuccess)
            throw new FileDropException(FileDropFailure.EncryptionRefused,
                $"The server does not offer encryption (AUTH TLS): {reply.Code} {reply.Text}")
            {
                ReplyCode = reply.Code,
            };
        if (_replies.HasUnreadBytes)
            throw new FileDropException(FileDropFailure.EncryptionRefused,
                "Unencrypted text came after the reply to AUTH TLS. Somebody on the way may have put it in; the connection was ended.");
        await EncryptAsync(tls, ct);
    }

    private async Task EncryptAsync(FtpsTls tls, CancellationToken ct)
    {
        _stream = await GuardedAsync(async () => await tls.StartAsync(_stream, ct));
        _replies = new FtpReplyReader(_stream, _limits);
    }

    /// <summary>522 is vsftpd's and 425 ProFTPD's way to say that the data connection did not reuse the TLS session.</summary>
    private static string Advice(FtpReply reply) => reply.Code is 522 or 425
        ? ". If it demands that TLS sessions are reused, use TLS 1.2 and a DNS name for this target."
        : "";

    private async Task<T> GuardedAsync<T>(Func<ValueTask<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception ex)
        {
            IsSpent = true;
            if (ex is IOException)
                throw new FileDropException(FileDropFailure.ConnectionLost, "The connection to the server broke off.", ex);
            throw;
        }
    }
}
