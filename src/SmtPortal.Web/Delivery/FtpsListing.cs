using System.Globalization;

namespace SmtPortal.Web.Delivery;

/// <summary>Reads folders: MLSD (RFC 3659, section 7), or NLST with SIZE and MDTM for each name.</summary>
internal sealed class FtpsListing(FtpsControlConnection control, FtpsTransfers transfers, FtpsLimits limits)
{
    private static readonly string[] TimeFormats = ["yyyyMMddHHmmss", "yyyyMMddHHmmss.FFFFFFF"];

    public async Task<IReadOnlyList<FileDropEntry>> ListAsync(string folder, CancellationToken ct)
    {
        try
        {
            var lines = await LinesAsync("MLSD", folder, ct);
            return [.. lines.Select(Entry).OfType<FileDropEntry>()];
        }
        catch (FileDropException ex) when (ex.ReplyCode is 500 or 501 or 502 or 504)
        {
            return await ByNamesAsync(folder, ct);
        }
    }

    /// <summary>One line of MLSD; null for the folder itself, its parent and lines without a name.</summary>
    internal static FileDropEntry? Entry(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || space == line.Length - 1)
            return null;

        var facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var fact in line[..space].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = fact.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                facts[fact[..equals]] = fact[(equals + 1)..];
        }

        var type = facts.GetValueOrDefault("type", "file").ToLowerInvariant();
        if (type is "cdir" or "pdir")
            return null;
        var isFolder = type == "dir";
        return new FileDropEntry(line[(space + 1)..], isFolder ? null : Number(facts.GetValueOrDefault("size")),
            Time(facts.GetValueOrDefault("modify")), isFolder);
    }

    private async Task<IReadOnlyList<FileDropEntry>> ByNamesAsync(string folder, CancellationToken ct)
    {
        var entries = new List<FileDropEntry>();
        foreach (var line in await LinesAsync("NLST", folder, ct))
        {
            var name = line[(line.LastIndexOf('/') + 1)..];
            if (name is "" or "." or "..")
                continue;

            var path = folder.Length == 0 ? name : $"{folder.TrimEnd('/')}/{name}";
            var size = await control.AskAsync("SIZE", path, ct);
            var time = await control.AskAsync("MDTM", path, ct);
            entries.Add(new FileDropEntry(name, size.IsSuccess ? Number(size.Text) : null, time.IsSuccess ? Time(time.Text) : null,
                IsFolder: !size.IsSuccess));
        }

        return entries;
    }

    private async Task<IReadOnlyList<string>> LinesAsync(string command, string folder, CancellationToken ct)
    {
        var bytes = new MemoryStream();
        var most = (long)limits.ListEntries * 300;
        await transfers.FetchAsync(command, folder.Length == 0 ? null : folder, block =>
        {
            if (bytes.Length + block.Length > most)
                throw TooLong();
            bytes.Write(block.Span);
            return ValueTask.CompletedTask;
        }, ct);

        bytes.Position = 0;
        var reader = new FtpLineReader(bytes, limits.LineBytes);
        var lines = new List<string>();
        while (await reader.ReadAsync(ct) is { } line)
        {
            if (lines.Count == limits.ListEntries)
                throw TooLong();
            lines.Add(line);
        }

        return lines;
    }

    private FileDropException TooLong() => new(FileDropFailure.TooLarge, $"The folder has more than {limits.ListEntries} entries.");

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
