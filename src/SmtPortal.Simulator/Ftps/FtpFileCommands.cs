using System.Globalization;

namespace SmtPortal.Simulator.Ftps;

/// <summary>The commands on folders and files that need no data connection.</summary>
internal sealed class FtpFileCommands(FtpJail jail, FtpAccount account, FtpsServerContext server)
{
    /// <summary>The answer to whoever may not write.</summary>
    public const string ReadOnly = "550 This account lists, fetches and deletes only.";

    private const string NotThere = "550 Not there, or not allowed.";
    private string _renameFrom = "";

    /// <summary>The working folder as the client sees it.</summary>
    public string Current { get; private set; } = "/";

    /// <summary>The path on disk for what the client wrote; null when it leads out of the home or over a link.</summary>
    public string? OnDisk(string argument) => FtpJail.Virtual(Current, argument) is { } path ? jail.OnDisk(path) : null;

    public string Answer(string command, string argument)
    {
        try
        {
            return AnswerOrThrow(command, argument);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return "550 The file system refused.";
        }
    }

    private string AnswerOrThrow(string command, string argument) => command switch
    {
        "PWD" or "XPWD" => $"257 \"{Current.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        "CWD" or "XCWD" => ChangeFolder(argument),
        "CDUP" or "XCUP" => ChangeFolder(".."),
        "MKD" or "XMKD" or "RMD" or "XRMD" or "RNFR" or "RNTO" when !account.MayWrite => ReadOnly,
        "MKD" or "XMKD" => MakeFolder(argument),
        "RMD" or "XRMD" => RemoveFolder(argument),
        "DELE" => Delete(argument),
        "SIZE" => FileAt(argument) is { } file ? string.Create(CultureInfo.InvariantCulture, $"213 {file.Length}") : NotThere,
        "MDTM" => FileAt(argument) is { } file ? $"213 {Time(file)}" : NotThere,
        "MLST" => Facts(argument),
        "RNFR" => RenameFrom(argument),
        "RNTO" => RenameTo(argument),
        "ALLO" => "202 Not needed.",
        _ => "502 Not offered.",
    };

    public static string Time(FileSystemInfo entry) => entry.LastWriteTimeUtc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>A line of MLSD and MLST, without its name.</summary>
    public static string FactsOf(FileSystemInfo entry) => entry is FileInfo file
        ? string.Create(CultureInfo.InvariantCulture, $"type=file;size={file.Length};modify={Time(file)};")
        : $"type=dir;modify={Time(entry)};";

    private FileInfo? FileAt(string argument) => OnDisk(argument) is { } path && File.Exists(path) ? new FileInfo(path) : null;

    private string ChangeFolder(string argument)
    {
        if (FtpJail.Virtual(Current, argument) is not { } path || !Directory.Exists(jail.OnDisk(path)))
            return NotThere;
        Current = path;
        return "250 There.";
    }

    private string MakeFolder(string argument)
    {
        if (OnDisk(argument) is not { } path || !Directory.Exists(Path.GetDirectoryName(path)))
            return NotThere;
        if (Path.Exists(path))
            return "550 There is one of this name.";
        Directory.CreateDirectory(path);
        return $"257 \"{FtpJail.Virtual(Current, argument)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\" made.";
    }

    private string RemoveFolder(string argument)
    {
        if (FtpJail.Virtual(Current, argument) is not { } path || path == "/" || jail.OnDisk(path) is not { } folder || !Directory.Exists(folder))
            return NotThere;
        Directory.Delete(folder, recursive: false);
        return "250 Removed.";
    }

    private string Delete(string argument)
    {
        if (FileAt(argument) is not { } file)
            return NotThere;
        file.Delete();
        return "250 Deleted.";
    }

    private string Facts(string argument)
    {
        if (OnDisk(argument) is not { } path || !Path.Exists(path))
            return NotThere;
        FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return $"250-Facts:\r\n {FactsOf(entry)} {FtpJail.Virtual(Current, argument)}\r\n250 End";
    }

    private string RenameFrom(string argument)
    {
        _renameFrom = OnDisk(argument) is { } path && Path.Exists(path) && FtpJail.Virtual(Current, argument) != "/" ? path : "";
        return _renameFrom.Length > 0 ? "350 And to?" : NotThere;
    }

    private string RenameTo(string argument)
    {
        var from = _renameFrom;
        _renameFrom = "";
        if (from.Length == 0)
            return "503 RNFR first.";
        if (server.Faults.RefuseRename)
            return "553 Renaming is refused.";
        if (OnDisk(argument) is not { } to || !Directory.Exists(Path.GetDirectoryName(to)))
            return NotThere;

        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to, overwrite: true);
        return "250 Renamed.";
    }
}
