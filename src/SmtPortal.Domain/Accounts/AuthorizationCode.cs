using System.Security.Cryptography;

namespace SmtPortal.Domain.Accounts;

/// <summary>
/// The account authorization code (ACC-3), which a customer gives to a company instead of the e-mail address: ten characters of
/// an alphabet in which none looks like another, without 0, 1, I, L and O. The last one is a check character: of the 31
/// characters, which are counted from 0, the sum of place (1 to 10) times character is a multiple of 31. Since 31 is a prime and
/// the places differ, one wrong character and two that changed places are both found, wherever they stand.
/// </summary>
public sealed record AuthorizationCode
{
    /// <summary>Characters of a code, the check character included.</summary>
    public const int Length = 10;

    /// <summary>The characters of a code, in the order in which they count.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private AuthorizationCode(string value) => Value = value;

    /// <summary>The ten characters, upper case, without anything between: what is stored and looked up.</summary>
    public string Value { get; }

    /// <summary>What a company is shown of it, such as <c>…X7</c>.</summary>
    public string Ending => "…" + Value[^2..];

    /// <summary>A new one from a cryptographic source: 31⁹ are possible, which nobody guesses within the limits of INV-3.</summary>
    public static AuthorizationCode Generate()
    {
        var data = RandomNumberGenerator.GetItems<char>(Alphabet, Length - 1);
        return new AuthorizationCode(new string(data) + CheckOf(data));
    }

    /// <summary>
    /// Reads a code as people write it: small letters, spaces and hyphens do not matter. Returns null when what is left is no
    /// code, or its check character does not fit.
    /// </summary>
    public static AuthorizationCode? TryParse(string? text)
    {
        if (text is null || text.Length > 4 * Length)
            return null;
        var cleaned = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        return cleaned.Length == Length && cleaned.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && cleaned[^1] == CheckOf(cleaned.AsSpan(0, Length - 1))
            ? new AuthorizationCode(cleaned)
            : null;
    }

    /// <summary>As it is shown to people: <c>ABCDE-FGHJK</c>.</summary>
    public override string ToString() => $"{Value[..5]}-{Value[5..]}";

    private static char CheckOf(ReadOnlySpan<char> data)
    {
        var sum = 0;
        for (var i = 0; i < data.Length; i++)
            sum += (i + 1) * Alphabet.IndexOf(data[i], StringComparison.Ordinal);
        // The character c for which sum + 10 c is a multiple of 31; 28 is the inverse of 10, since 10 × 28 = 9 × 31 + 1.
        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) * 28 % Alphabet.Length];
    }
}
