using System.Security.Cryptography;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Reports;

/// <summary>A company's folder on the portal's own FTPS server. Its name is also the name of the user who may open it.</summary>
public sealed class DeliveryFolder : IVersioned
{
    /// <summary>Longest user name, in characters.</summary>
    public const int UserNameMaxLength = 32;

    /// <summary>Longest password hash, in characters.</summary>
    public const int PasswordHashMaxLength = 100;

    private const int SlugLength = 24;
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    private DeliveryFolder()
    {
    }

    /// <summary>The company.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>Lower-case letters, digits and hyphens, beginning with a letter; unique.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>crypt(3) hash of the password; null until an administrator has had one made: then nobody can sign in, but files are delivered.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>When the password was made, UTC; null while there is none.</summary>
    public DateTimeOffset? PasswordSetAt { get; private set; }

    /// <summary>When the folder was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Makes the folder of a company, named after it with five random characters.</summary>
    public static DeliveryFolder Of(Guid thirdPartyId, string companyName, DateTimeOffset now) => new()
    {
        ThirdPartyId = thirdPartyId,
        UserName = Slug(companyName) + "-" + RandomNumberGenerator.GetString(Letters, 5),
        CreatedAt = now,
    };

    /// <summary>Replaces the password; the one before stops working.</summary>
    public void SetPassword(string passwordHash, DateTimeOffset now) => (PasswordHash, PasswordSetAt) = (passwordHash, now);

    private static string Slug(string name)
    {
        var words = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '));
        var slug = string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (slug.Length == 0 || !char.IsAsciiLetter(slug[0]))
            slug = slug.Length == 0 ? "company" : "c-" + slug;
        return slug.Length <= SlugLength ? slug : slug[..SlugLength].TrimEnd('-');
    }
}
