using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SmtPortal.Web.Delivery;

/// <param name="Name">Lower-case letters, digits, dot, hyphen and underscore, beginning with a letter, at most 32.</param>
/// <param name="PasswordHash">From <see cref="FolderPassword.Hash"/>.</param>
/// <param name="Home">Absolute folder on the server's disk, in which the user is locked up.</param>
public sealed record FolderUser(string Name, string PasswordHash, string Home);

/// <summary>
/// Writes the users of the portal's FTPS server as a ProFTPD AuthUserFile: <c>name:hash:uid:gid:gecos:home:shell</c>, one line each.
/// The server reads it anew when it changes.
/// </summary>
public static partial class AuthUserFile
{
    /// <summary>
    /// Replaces the file as a whole (temporary name beside it, then rename; readable by its owner alone). All users get the same system
    /// user and group, those of the account that the server writes as: their homes keep them apart.
    /// </summary>
    /// <exception cref="ArgumentException">A field would break the line: the message names the user and the field, never a hash.</exception>
    public static async Task WriteAsync(IEnumerable<FolderUser> users, string path, CancellationToken ct, int uid = 1000, int gid = 1000)
    {
        ArgumentNullException.ThrowIfNull(users);
        var text = new StringBuilder();
        foreach (var user in users)
        {
            Check(user);
            text.Append(CultureInfo.InvariantCulture, $"{user.Name}:{user.PasswordHash}:{uid}:{gid}::{user.Home}:/bin/false\n");
        }

        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(temporary, options))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The users that the file has; none when it is not there. Lines of another shape are passed over.</summary>
    public static async Task<IReadOnlyList<FolderUser>> ReadAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
            return [];
        var lines = await File.ReadAllLinesAsync(path, ct);
        return [.. lines.Select(line => line.Split(':')).Where(fields => fields.Length == 7).Select(fields => new FolderUser(fields[0], fields[1], fields[5]))];
    }

    private static void Check(FolderUser user)
    {
        if (!NamePattern().IsMatch(user.Name))
            throw new ArgumentException(
                "A folder user's name has 1 to 32 lower-case letters, digits, dots, hyphens and underscores, the first a letter.", nameof(user));
        if (!HashPattern().IsMatch(user.PasswordHash))
            throw new ArgumentException($"The password of folder user {user.Name} is not a bcrypt hash.", nameof(user));
        if (!Path.IsPathRooted(user.Home) || user.Home.Any(c => c == ':' || char.IsControl(c)))
            throw new ArgumentException($"The home of folder user {user.Name} is not an absolute path without colons.", nameof(user));
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9._-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A\$2[aby]\$[0-9]{2}\$[./A-Za-z0-9]{53}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HashPattern();
}
