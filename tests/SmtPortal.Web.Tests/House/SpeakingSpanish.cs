using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>The key of a text is its English; <c>Texts.es.resx</c> has the Spanish of everything that a customer can see.</summary>
[Trait("Once", "true")]
public sealed partial class SpeakingSpanish
{
    private static readonly string[] Folders = ["src/SmtPortal.Web/Features", "src/SmtPortal.Web/Email", "src/SmtPortal.Web/Forms", "src/SmtPortal.Web/Localization"];

    private static readonly IReadOnlyList<(string File, string Text)> Sources =
        [.. Folders.Where(folder => Directory.Exists(Repository.PathOf(folder))).SelectMany(folder => Repository.Files(folder, ".cs", ".cshtml")).Select(file => (file, Repository.Read(file)))];

    private static readonly IReadOnlyList<(string Key, string Spanish)> Lines =
        [.. XDocument.Load(Repository.PathOf("src/SmtPortal.Web/Localization/Texts.es.resx")).Descendants("data").Select(data => (data.Attribute("name")!.Value, data.Element("value")!.Value))];

    [Fact]
    public void Every_text_that_a_customer_sees_has_a_line()
    {
        var keys = Lines.Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        var used = Sources.Where(source => !IsForCompaniesOrOperators(source.File))
            .SelectMany(source => Use().Matches(source.Text).Select(match => (source.File, Key: Literal(match.Groups["text"].Value)))).ToList();
        Assert.NotEmpty(used);
        Faults.None(used.Where(use => !keys.Contains(use.Key)).Select(use => $"{use.File}: {use.Key}").Distinct(), "Add the Spanish to Localization/Texts.es.resx.");
    }

    [Fact]
    public void No_line_is_left_over()
    {
        var written = Sources.SelectMany(source => AnyLiteral().Matches(source.Text).Concat(Use().Matches(source.Text)).Select(match => Literal(match.Groups["text"].Value))).ToHashSet(StringComparer.Ordinal);
        Faults.None(Lines.Where(line => !written.Contains(line.Key) && !written.Contains(Family(line.Key))).Select(line => line.Key), "No source holds these any more.");
    }

    [Fact]
    public void No_line_stands_twice_nor_with_another_capital_letter_which_the_build_would_leave_out() => Faults.None(Lines.GroupBy(line => line.Key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Both_languages_have_the_same_places_to_fill_in() =>
        Faults.None(Lines.Where(line => !Places(line.Key).SetEquals(Places(line.Spanish))).Select(line => $"{line.Key} | {line.Spanish}"));

    [Fact]
    public void No_line_is_empty() => Faults.None(Lines.Where(line => string.IsNullOrWhiteSpace(line.Spanish)).Select(line => line.Key));

    /// <summary>Pages that only companies or operators see may be English only; their file names say so.</summary>
    private static bool IsForCompaniesOrOperators(string file)
    {
        var name = Path.GetFileName(file).TrimStart('_');
        return name.StartsWith("Company", StringComparison.Ordinal) || name.StartsWith("Operator", StringComparison.Ordinal);
    }

    /// <summary>Texts of a kind, such as statuses, are named <c>Mail: Sent</c>; the page puts the end to <c>"Mail: "</c>.</summary>
    private static string Family(string key) => key[..(key.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon ? colon + 2 : 0)];

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    private static string Literal(string source) =>
        Escape().Replace(source, match => match.Value[1] switch
        {
            'n' => "\n",
            't' => "\t",
            'u' => ((char)int.Parse(match.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
            var other => other.ToString(),
        });

    [GeneratedRegex(@"\b_?(?:T|[tT]exts)\[\s*""(?<text>(?:[^""\\]|\\.)*)""")]
    private static partial Regex Use();

    [GeneratedRegex(@"""(?<text>(?:[^""\\\r\n]|\\.)*)""")]
    private static partial Regex AnyLiteral();

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\\(?:u[0-9A-Fa-f]{4}|.)")]
    private static partial Regex Escape();
}
