using System.Net.Sockets;

namespace SmtPortal.Web.Delivery;

/// <summary>Sends and fetches over data connections. Only 226 or 250 after the last byte counts as success.</summary>
internal sealed class FtpsTransfers(FtpsControlConnection control, FtpsConnector connector, FtpsTls tls, FtpsLimits limits, StepClock clock)
{
    public async Task<long> SendAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        await using var data = await BeginAsync("STOR", path, ct);
        var upload = new UploadStream(data.Stream, limits, clock);
        try
        {
            await write(upload, ct);
        }
        catch (Exception ex)
        {
            if (upload.ConnectionFailure is not null)
                throw await ExplainAsync("STOR", data, upload.ConnectionFailure, ct);
            await AbandonAsync("STOR", data, ex, ct);
            throw;
        }

        try
        {
            await upload.SendBufferAsync(ct);
            await data.EndAsync(ct);
        }
        catch (Exception ex) when (ex is IOException or SocketException or FileDropException)
        {
            throw await ExplainAsync("STOR", data, ex, ct);
        }

        await ConfirmAsync("STOR", ct);
        return upload.BytesTaken;
    }

    /// <summary>Hands each block read to <paramref name="take"/>, which may throw to stop.</summary>
    public async Task FetchAsync(string command, string? argument, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken ct)
    {
        await using var data = await BeginAsync(command, argument, ct);
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(command, data, buffer, ct) is > 0 and var read)
        {
            try
            {
                await take(buffer.AsMemory(0, read));
            }
            catch (Exception ex)
            {
                await AbandonAsync(command, data, ex, ct);
                throw;
            }
        }

        try
        {
            await data.EndAsync(ct);
        }
        catch (Exception ex) when (ex is IOException or SocketException)
        {
            // All that the server sent has been read; whether that is all there is, its reply says.
        }

        await ConfirmAsync(command, ct);
    }

    private async Task<int> ReadAsync(string command, FtpsDataConnection data, byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await clock.RunAsync(limits.Stall, "sending data", token => data.Stream.ReadAsync(buffer, token), ct);
        }
        catch (IOException ex)
        {
            throw await ExplainAsync(command, data, ex, ct);
        }
    }

    private async Task<FtpsDataConnection> BeginAsync(string command, string? argument, CancellationToken ct)
    {
        var data = await FtpsDataConnection.OpenAsync(control, connector, tls, ct);
        try
        {
            var opening = await control.AskAsync(command, argument, ct);
            if (!opening.IsPreliminary)
                throw FtpsControlConnection.Refused(command, opening);
            try
            {
                await data.HandshakeAsync(ct);
            }
            catch (Exception ex) when (ex is IOException or FileDropException { Kind: FileDropFailure.EncryptionRefused })
            {
                throw await ExplainAsync(command, data, ex, ct);
            }

            return data;
        }
        catch
        {
            await data.DisposeAsync();
            throw;
        }
    }

    private async Task ConfirmAsync(string command, CancellationToken ct)
    {
        var closing = await control.ReplyAsync(command, ct);
        if (closing.Code is not (226 or 250))
            throw FtpsControlConnection.Refused(command, closing);
    }

    /// <summary>A data connection that broke is mostly explained by the server's reply (no space, session reuse): that is the better error.</summary>
    private async Task<FileDropException> ExplainAsync(string command, FtpsDataConnection data, Exception cause, CancellationToken ct)
    {
        data.Abort();
        try
        {
            var reply = await clock.RunAsync(limits.Close, $"answering {command}", async token => await control.ReplyAsync(command, token), ct);
            if (!reply.IsSuccess)
                return FtpsControlConnection.Refused(command, reply);
        }
        catch (FileDropException ex) when (ex.EndsSession)
        {
            // The server says no more: the cause itself has to do.
        }

        return cause as FileDropException
            ?? new FileDropException(FileDropFailure.ConnectionLost, $"The data connection of {command} broke off.", cause);
    }

    /// <summary>The writer or taker failed, not the server: break off, and hear the server out so that the session can go on.</summary>
    private async Task AbandonAsync(string command, FtpsDataConnection data, Exception cause, CancellationToken ct)
    {
        data.Abort();
        if (cause is OperationCanceledException)
            return;

        try
        {
            await control.ReplyAsync(command, ct);
        }
        catch (FileDropException)
        {
            // The cause is thrown by the caller; the control connection has noted that it is spent.
        }
    }
}
