using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmtPortal.Web.Email;

/// <summary>The unguessable part of a link: 32 random bytes as 43 characters, of which only the SHA-256 is kept.</summary>
public static class LinkToken
{
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int Bytes = 32;
    private const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of a token; null for text that cannot be one.</summary>
    public static byte[]? HashOf(string? token) =>
        token is { Length: Length } && Base64Url.IsValid(token) ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;
}
