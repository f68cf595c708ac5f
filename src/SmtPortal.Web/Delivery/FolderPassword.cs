using System.Security.Cryptography;

namespace SmtPortal.Web.Delivery;

/// <summary>
/// Passwords of the folders on the portal's own FTPS server. Kept only as a crypt(3) hash of the bcrypt family (<c>$2b$</c>), which
/// ProFTPD on Debian checks with the system's crypt and the embedded server with the same package.
/// </summary>
public static class FolderPassword
{
    /// <summary>bcrypt looks at no more than 72 bytes of UTF-8; longer passwords are refused rather than cut.</summary>
    public const int MaxBytes = 72;

    /// <summary>2^11 rounds: about a tenth of a second. Every FTPS sign-in pays it, and passwords made here have 160 random bits.</summary>
    private const int WorkFactor = 11;

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A new password: 32 letters and digits without look-alikes, 160 random bits, in groups of eight.</summary>
    public static string Create() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 8)));

    /// <summary>Whether a hash is of a password; false for a text that is no hash.</summary>
    public static bool Verify(string password, string hash) =>
        hash.StartsWith("$2", StringComparison.Ordinal) && BCrypt.Net.BCrypt.Verify(password, hash);

    /// <exception cref="ArgumentException">Empty, longer than <see cref="MaxBytes"/>, or with control characters.</exception>
    public static string Hash(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        if (System.Text.Encoding.UTF8.GetByteCount(password) > MaxBytes)
            throw new ArgumentException($"A folder password has at most {MaxBytes} bytes of UTF-8.", nameof(password));
        if (password.Any(char.IsControl))
            throw new ArgumentException("A folder password has no control characters.", nameof(password));
        return BCrypt.Net.BCrypt.HashPassword(password, BCrypt.Net.BCrypt.GenerateSalt(WorkFactor, 'b'));
    }
}
