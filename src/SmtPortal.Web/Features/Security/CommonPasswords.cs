using System.Text;

namespace SmtPortal.Web.Features.Security;

/// <summary>
/// Knows the passwords that are tried first (ACC-2): the list of the npm package <c>@zxcvbn-ts/language-common</c>, which the
/// build puts into the assembly, and what people make of such words to reach a length: digits behind them, the same word
/// twice, two of them, a number for a letter, rows and sequences.
/// </summary>
public sealed class CommonPasswords
{
    /// <summary>Shorter ones of the list are parts of every word.</summary>
    private const int ShortestWord = 3;

    /// <summary>So many steps of a sequence may be out of step.</summary>
    private const int BrokenSteps = 2;

    private readonly HashSet<string> list = Read();

    public bool Contains(string password)
    {
        var text = string.Concat(password.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return IsSequence(text) || IsMadeOfOne(text) || IsMadeOfOne(Plain(text));
    }

    /// <summary>A word of the list, alone, with digits and signs around it, or two of them.</summary>
    private bool IsMadeOfOne(string text)
    {
        var bare = text.Trim([.. text.Where(c => !char.IsLetter(c)).Distinct()]);
        return bare.Length == 0 || list.Contains(text) || list.Contains(bare) || IsTwo(text) || IsTwo(bare) || IsRepeated(text) || IsRepeated(bare);
    }

    private bool IsTwo(string text) =>
        Enumerable.Range(ShortestWord, Math.Max(0, text.Length - (2 * ShortestWord) + 1)).Any(at => list.Contains(text[..at]) && list.Contains(text[at..]));

    /// <summary><c>houstonhoustonhouston</c>, the last one cut or not.</summary>
    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(period => Enumerable.Range(period, text.Length - period).All(i => text[i] == text[i - period]));

    /// <summary><c>abcdefghijkl</c>, <c>098765432109</c>, <c>111122223333</c>.</summary>
    private static bool IsSequence(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        return new[] { 0, 1, -1 }.Any(step => steps.Count(s => s != step) <= BrokenSteps);
    }

    /// <summary>Signs that stand for letters, as the letters.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text);
        foreach (var (sign, letter) in new[] { ('@', 'a'), ('4', 'a'), ('3', 'e'), ('1', 'i'), ('!', 'i'), ('0', 'o'), ('$', 's'), ('5', 's'), ('7', 't') })
            plain.Replace(sign, letter);
        return plain.ToString();
    }

    private static HashSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The build has not put the list of common passwords into the assembly.");
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } word)
            words.Add(word);
        return words;
    }
}
