using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace SmtPortal.Simulator.Ftps;

/// <summary>The commands that move bytes over a data connection.</summary>
internal sealed class FtpTransferCommands(FtpConnection connection, FtpFileCommands files, FtpAccount account, FtpsServerContext server) : IDisposable
{
    private FtpDataPort? _port;

    public static bool Knows(string command) => command is "EPSV" or "PASV" or "STOR" or "RETR" or "MLSD" or "LIST" or "NLST";

    /// <summary>The last reply; replies before it are sent here. Null when the connection was dropped on purpose.</summary>
    public async Task<string?> AnswerAsync(string command, string argument, CancellationToken ct) => command switch
    {
        "EPSV" => argument.Equals("ALL", StringComparison.OrdinalIgnoreCase) ? "200 Nothing else is offered."
            : Open() ? $"229 Entering extended passive mode (|||{_port!.Port}|)" : "425 No data port is free.",
        "PASV" => Passive(),
        "STOR" when !account.MayWrite => FtpFileCommands.ReadOnly,
        "STOR" => await StoreAsync(argument, ct),
        "RETR" => await RetrieveAsync(argument, ct),
        _ => await ListAsync(command, argument, ct),
    };

    public void Dispose() => _port?.Dispose();

    private bool Open()
    {
        _port?.Dispose();
        _port = FtpDataPort.Open(connection, server);
        return _port is not null;
    }

    private string Passive()
    {
        var here = connection.Here.GetAddressBytes();
        if (here.Length != 4)
            return "522 Use EPSV.";
        return Open()
            ? string.Create(CultureInfo.InvariantCulture, $"227 Entering passive mode ({string.Join(',', here)},{_port!.Port / 256},{_port.Port % 256})")
            : "425 No data port is free.";
    }

    private async Task<string?> StoreAsync(string argument, CancellationToken ct)
    {
        if (files.OnDisk(argument) is not { } path || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
            return "553 Not a place for a file.";

        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, 1, useAsync: true);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return "553 The file system refused.";
        }

        await using (file)
            return await TransferAsync(false, (socket, data, token) => ReceiveAsync(data, file, socket, token), ct);
    }

    private async Task<bool> ReceiveAsync(SslStream data, FileStream file, Socket socket, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        while (await ReadAsync(data, buffer, ct) is > 0 and var read)
        {
            if (server.Faults.DropUploadAtByte is { } at && total + read >= at)
            {
                await file.WriteAsync(buffer.AsMemory(0, (int)(at - total)), ct);
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
                connection.Reset();
                return false;
            }

            total += read;
            if (total > server.Options.MaxFileBytes)
                throw new IOException("The file passes the limit.");
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return true;
    }

    private async Task<string?> RetrieveAsync(string argument, CancellationToken ct)
    {
        if (files.OnDisk(argument) is not { } path || !File.Exists(path))
            return "550 Not there, or not allowed.";

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
        return await TransferAsync(true, (_, data, token) => SendAsync(data, file, token), ct);
    }

    private async Task<string?> ListAsync(string command, string argument, CancellationToken ct)
    {
        var folder = command == "MLSD" ? argument : WithoutOptions(argument);
        if (files.OnDisk(folder) is not { } path || !Directory.Exists(path))
            return "550 Not there, or not allowed.";

        var text = new StringBuilder();
        var entries = new DirectoryInfo(path).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null);
        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            text.Append(Line(command, entry)).Append("\r\n");
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        return await TransferAsync(true, (_, data, token) => SendAsync(data, content, token), ct);
    }

    /// <summary>Old clients send options of ls before the folder.</summary>
    private static string WithoutOptions(string argument)
    {
        if (!argument.StartsWith('-'))
            return argument;
        var space = argument.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? "" : argument[(space + 1)..];
    }

    private static string Line(string command, FileSystemInfo entry) => command switch
    {
        "MLSD" => $"{FtpFileCommands.FactsOf(entry)} {entry.Name}",
        "NLST" => entry.Name,
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{(entry is FileInfo ? "-rw-r--r--" : "drwxr-xr-x")} 1 ftp ftp {(entry as FileInfo)?.Length ?? 0,12} "
            + $"{entry.LastWriteTimeUtc:MMM dd  yyyy} {entry.Name}"),
    };

    private async Task<bool> SendAsync(SslStream data, Stream content, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (!account.IsStillIn)
                throw new IOException("The user was taken out while a file was on its way.");
            using var idle = Idle(ct, out var either);
            using (either)
                await data.WriteAsync(buffer.AsMemory(0, read), either.Token);
        }

        return true;
    }

    private async Task<string?> TransferAsync(bool isSending, Func<Socket, SslStream, CancellationToken, Task<bool>> move, CancellationToken ct)
    {
        using var port = _port;
        _port = null;
        if (port is null)
            return "425 EPSV or PASV first.";

        await connection.ReplyAsync("150 Here it goes.", ct);
        try
        {
            var (socket, data) = await port.AcceptAsync(ct);
            await using (data)
            {
                if (!await move(socket, data, ct))
                    return null;
                if (isSending)
                    await EndSendingAsync(socket, data, ct);
                else
                    await EndReceivingAsync(data);
            }

            return "226 Done.";
        }
        catch (Exception ex) when (!ct.IsCancellationRequested
            && ex is IOException or SocketException or ObjectDisposedException or OperationCanceledException or UnauthorizedAccessException)
        {
            return "426 The transfer broke off.";
        }
    }

    private static async Task EndReceivingAsync(SslStream data)
    {
        try
        {
            await data.ShutdownAsync();
        }
        catch (IOException)
        {
            // The client has closed already (lftp does); the file is whole.
        }
    }

    /// <summary>Ends our side and reads to the client's end: closing earlier would reset what is still on the way to it.</summary>
    private async Task EndSendingAsync(Socket socket, SslStream data, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3), server.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var rest = new byte[1024];
        try
        {
            await data.ShutdownAsync();
            socket.Shutdown(SocketShutdown.Send);
            while (await data.ReadAsync(rest, either.Token) > 0)
            {
            }
        }
        catch (Exception ex) when (ex is IOException or SocketException or OperationCanceledException)
        {
            // Clients differ in how they end; all that was to be sent has been sent.
        }
    }

    private async Task<int> ReadAsync(SslStream data, byte[] buffer, CancellationToken ct)
    {
        using var idle = Idle(ct, out var either);
        using (either)
            return await data.ReadAsync(buffer, either.Token);
    }

    private CancellationTokenSource Idle(CancellationToken ct, out CancellationTokenSource either)
    {
        var idle = new CancellationTokenSource(server.Options.IdleTimeout, server.Time);
        either = CancellationTokenSource.CreateLinkedTokenSource(ct, idle.Token);
        return idle;
    }
}
