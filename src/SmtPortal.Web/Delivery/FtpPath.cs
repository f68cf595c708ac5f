using System.Text.RegularExpressions;

namespace SmtPortal.Web.Delivery;

/// <summary>
/// The paths that are sent to a server: parts of <c>[A-Za-z0-9._-]{1,100}</c>, at most 12, none of them <c>.</c> or <c>..</c> and none
/// beginning with a hyphen (listings read that as an option). So no CR, LF, NUL or quote can reach a command.
/// </summary>
public static partial class FtpPath
{
    public const int PartMaxLength = 100;
    public const int PartsMax = 12;

    /// <summary>Returns the path when it is allowed.</summary>
    /// <exception cref="FileDropException"><see cref="FileDropFailure.BadPath"/>, naming the part.</exception>
    public static string Check(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = Parts(path);
        if (parts.Length > PartsMax)
            throw new FileDropException(FileDropFailure.BadPath, $"The path has {parts.Length} parts; {PartsMax} are allowed.");

        for (var i = 0; i < parts.Length; i++)
        {
            if (!IsPart(parts[i]))
                throw new FileDropException(FileDropFailure.BadPath,
                    $"Part {i + 1} of the path is not allowed: use 1 to {PartMaxLength} letters, digits, dots, hyphens and underscores, "
                    + "not beginning with a hyphen, and neither . nor .. alone.");
        }

        return path;
    }

    /// <summary>Whether the text may be one part of a path, for example a folder's or a file's name.</summary>
    public static bool IsPart(string part) => part is not ("." or "..") && PartPattern().IsMatch(part);

    /// <summary>The folders from the outermost to the path itself: <c>a/b</c> gives <c>a</c>, <c>a/b</c>.</summary>
    internal static IEnumerable<string> WithParents(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
        yield return path;
    }

    private static string[] Parts(string path) => (path.StartsWith('/') ? path[1..] : path).Split('/');

    [GeneratedRegex(@"\A[A-Za-z0-9._][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartPattern();
}
