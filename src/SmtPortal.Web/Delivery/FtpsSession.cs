using System.Globalization;

namespace SmtPortal.Web.Delivery;

/// <summary>A signed-in FTPS session: each method is the few commands that RFC 959, 3659 and 4217 have for it.</summary>
internal sealed class FtpsSession(FtpsControlConnection control, FtpsTransfers transfers, FtpsListing listing) : IFileDropSession
{
    private bool _spent;

    public Task MakeFolderAsync(string path, CancellationToken ct) => RunAsync(async () =>
    {
        FtpPath.Check(path);
        if (await IsFolderAsync(path, ct))
            return true;

        FtpReply? refusal = null;
        foreach (var folder in FtpPath.WithParents(path))
        {
            // Servers refuse a folder that exists with various codes, so the question afterwards decides.
            var made = await control.AskAsync("MKD", folder, ct);
            refusal = made.IsSuccess ? null : made;
        }

        if (refusal is not null && !await IsFolderAsync(path, ct))
            throw FtpsControlConnection.Refused("MKD", refusal);
        return true;
    });

    public Task<long> UploadAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct) => RunAsync(async () =>
    {
        FtpPath.Check(path);
        var started = false;
        Task Write(Stream stream, CancellationToken token)
        {
            started = true;
            return write(stream, token);
        }

        try
        {
            return await transfers.SendAsync(path, Write, ct);
        }
        catch (FileDropException ex) when (!started && ex.ReplyCode is 550 or 553)
        {
            // Some servers do not overwrite. What a broken delivery left behind under this name has to go first.
            if (await AskSizeAsync(path, ct) is null)
                throw;
        }

        await control.DemandAsync("DELE", path, ct);
        return await transfers.SendAsync(path, Write, ct);
    });

    public Task RenameAsync(string from, string to, CancellationToken ct) => RunAsync(async () =>
    {
        FtpPath.Check(from);
        FtpPath.Check(to);
        var renamed = await AskRenameAsync(from, to, ct);
        if (renamed.Code is 550 or 553 && await AskSizeAsync(to, ct) is not null)
        {
            await control.DemandAsync("DELE", to, ct);
            renamed = await AskRenameAsync(from, to, ct);
        }

        FtpsControlConnection.Demand("RNTO", renamed);
        return true;
    });

    public Task<long?> SizeAsync(string path, CancellationToken ct) => RunAsync(() => AskSizeAsync(FtpPath.Check(path), ct));

    public Task<long> DownloadAsync(string path, Stream destination, long maxBytes, CancellationToken ct) => RunAsync(async () =>
    {
        FtpPath.Check(path);
        var total = 0L;
        await transfers.FetchAsync("RETR", path, async block =>
        {
            total += block.Length;
            if (total > maxBytes)
                throw new FileDropException(FileDropFailure.TooLarge, $"The file has more than {maxBytes} bytes.");
            await destination.WriteAsync(block, ct);
        }, ct);
        return total;
    });

    public Task DeleteAsync(string path, CancellationToken ct) => RunAsync(async () =>
    {
        FtpPath.Check(path);
        var deleted = await control.AskAsync("DELE", path, ct);
        if (!deleted.IsSuccess && (deleted.Code != 550 || await AskSizeAsync(path, ct) is not null))
            throw FtpsControlConnection.Refused("DELE", deleted);
        return true;
    });

    public Task RemoveFolderAsync(string path, CancellationToken ct) => RunAsync(async () =>
    {
        FtpPath.Check(path);
        var removed = await control.AskAsync("RMD", path, ct);
        // 550 is both: not there, and not empty.
        return removed.IsSuccess || removed.Code == 550 ? true : throw FtpsControlConnection.Refused("RMD", removed);
    });

    public Task<IReadOnlyList<FileDropEntry>> ListAsync(string folder, CancellationToken ct) => RunAsync(() =>
    {
        if (folder.Length > 0)
            FtpPath.Check(folder);
        return listing.ListAsync(folder, ct);
    });

    public async ValueTask DisposeAsync()
    {
        if (!_spent && !control.IsSpent)
            await control.QuitAsync();
        await control.DisposeAsync();
    }

    private async Task<long?> AskSizeAsync(string path, CancellationToken ct)
    {
        var reply = await control.AskAsync("SIZE", path, ct);
        if (reply.Code == 550)
            return null;
        FtpsControlConnection.Demand("SIZE", reply);
        return long.TryParse(reply.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw new FileDropException(FileDropFailure.BadReply, "The server's reply to SIZE is not a number.");
    }

    private async Task<FtpReply> AskRenameAsync(string from, string to, CancellationToken ct)
    {
        var ready = await control.AskAsync("RNFR", from, ct);
        if (ready.Code != 350)
            throw FtpsControlConnection.Refused("RNFR", ready);
        return await control.AskAsync("RNTO", to, ct);
    }

    /// <summary>Goes there and back again: CWD is the only question about folders that every server answers.</summary>
    private async Task<bool> IsFolderAsync(string path, CancellationToken ct)
    {
        var here = await control.DemandAsync("PWD", null, ct);
        var text = here.Lines[^1];
        var first = text.IndexOf('"', StringComparison.Ordinal);
        var last = text.LastIndexOf('"');
        if (first < 0 || last <= first + 1)
            throw new FileDropException(FileDropFailure.BadReply, "The server's reply to PWD names no folder.");

        var there = await control.AskAsync("CWD", path, ct);
        if (!there.IsSuccess)
            return false;
        await control.DemandAsync("CWD", text[(first + 1)..last].Replace("\"\"", "\"", StringComparison.Ordinal), ct);
        return true;
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        if (_spent || control.IsSpent)
            throw new FileDropException(FileDropFailure.ConnectionLost, "The connection failed before; a new one is needed.");

        try
        {
            return await work();
        }
        catch (Exception ex) when (ex is OperationCanceledException or FileDropException { EndsSession: true })
        {
            _spent = true;
            throw;
        }
    }
}
