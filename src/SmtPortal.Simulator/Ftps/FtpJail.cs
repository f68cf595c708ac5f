namespace SmtPortal.Simulator.Ftps;

/// <summary>
/// Turns the paths that a client sends into paths on disk within one home. <c>..</c> stops at the home; symbolic links are not followed,
/// wherever they lead.
/// </summary>
internal sealed class FtpJail(string home)
{
    private readonly string _home = Path.GetFullPath(home).TrimEnd(Path.DirectorySeparatorChar);

    /// <summary>The path as the client sees it: absolute, without <c>.</c> and <c>..</c>; null when it has control characters.</summary>
    public static string? Virtual(string current, string path)
    {
        if (path.Any(char.IsControl) || path.Contains('\\', StringComparison.Ordinal) || path.Length > 1000)
            return null;

        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : $"{current}/{path}").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not (".." or "."))
                parts.Add(part);
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>The path on disk; null when a part of it is a symbolic link or the name cannot be one on this system.</summary>
    public string? OnDisk(string virtualPath)
    {
        var path = _home;
        foreach (var part in virtualPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
                return null;
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
                return null;
        }

        return path;
    }
}
