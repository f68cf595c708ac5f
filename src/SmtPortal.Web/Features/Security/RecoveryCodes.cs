using System.Security.Cryptography;
using System.Text;

namespace SmtPortal.Web.Features.Security;

/// <summary>How recovery codes look: six groups of four characters, none of which is taken for another.</summary>
public static class RecoveryCodes
{
    /// <summary>So many are made at a time.</summary>
    public const int Count = 10;

    private const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
    private const int Groups = 6;
    private const int GroupLength = 4;

    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Groups * GroupLength).Chunk(GroupLength).Select(g => new string(g))))];

    /// <summary>What is kept of a code, however it was typed; null for text that cannot be one.</summary>
    public static byte[]? HashOf(string? typed)
    {
        var code = string.Concat((typed ?? "").ToUpperInvariant().Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }).Where(char.IsAsciiLetterOrDigit));
        return code.Length == Groups * GroupLength ? SHA256.HashData(Encoding.ASCII.GetBytes(code)) : null;
    }
}
