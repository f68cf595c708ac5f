namespace SmtPortal.Simulator.Ftps;

internal sealed record FtpUser(string Name, string Hash, string Home);

/// <summary>The users of a ProFTPD AuthUserFile, read anew when the file's time or length changes.</summary>
internal sealed class FtpUsers(string path)
{
    /// <summary>Of a text nobody knows: a name that does not exist takes as long to refuse as a wrong password.</summary>
    private readonly Lazy<string> _nobodysHash = new(() => BCrypt.Net.BCrypt.HashPassword(Guid.NewGuid().ToString(), 11));

    private readonly Lock _lock = new();
    private IReadOnlyDictionary<string, FtpUser> _users = new Dictionary<string, FtpUser>();
    private (DateTime, long) _read;

    /// <summary>The user, when name and password are right; null otherwise.</summary>
    public FtpUser? Check(string name, string password)
    {
        var known = Current().GetValueOrDefault(name);
        var right = BCrypt.Net.BCrypt.Verify(password, known?.Hash ?? _nobodysHash.Value);
        return right ? known : null;
    }

    /// <summary>Whether a user is in the file still as at sign-in, with the same password.</summary>
    public bool Has(FtpUser user) => Current().GetValueOrDefault(user.Name) == user;

    private IReadOnlyDictionary<string, FtpUser> Current()
    {
        lock (_lock)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new Dictionary<string, FtpUser>();

            var state = (file.LastWriteTimeUtc, file.Length);
            if (state != _read)
            {
                _users = File.ReadAllLines(path).Select(Parse).OfType<FtpUser>().DistinctBy(user => user.Name).ToDictionary(user => user.Name);
                _read = state;
            }

            return _users;
        }
    }

    private static FtpUser? Parse(string line)
    {
        var fields = line.Split(':');
        return fields.Length == 7 && fields[0].Length > 0 && fields[1].StartsWith("$2", StringComparison.Ordinal) && Path.IsPathRooted(fields[5])
            ? new FtpUser(fields[0], fields[1], fields[5])
            : null;
    }
}
