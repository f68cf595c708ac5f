using System.Globalization;
using System.Text.RegularExpressions;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>Every rule about invitations and agreements of the product's description is cited by a test: in its name, or in a comment at it or its class.</summary>
[Trait("Once", "true")]
public sealed partial class CitingTheRules
{
    [Theory]
    [InlineData("INV", 11)]
    [InlineData("AGR", 10)]
    public void Each_is_cited_by_a_test(string area, int rules)
    {
        var cited = Citations().Where(c => c.Area == area).Select(c => c.Rule).ToHashSet();
        Faults.None(Enumerable.Range(1, rules).Where(rule => !cited.Contains(rule)).Select(rule => $"{area}-{rule}"), "Name the rule at the test that would fail without it.");
        Faults.None(cited.Where(rule => rule < 1 || rule > rules).Select(rule => $"{area}-{rule}"), "There are no such rules.");
    }

    private static IEnumerable<(string Area, int Rule)> Citations() =>
        from file in Repository.Files("tests", ".cs")
        let source = Repository.Read(file)
        // Help for tests cites rules too, and tests none.
        where source.Contains("[Fact]", StringComparison.Ordinal) || source.Contains("[Theory]", StringComparison.Ordinal) || source.Contains("[Property", StringComparison.Ordinal)
        where !file.EndsWith($"/{nameof(CitingTheRules)}.cs", StringComparison.Ordinal)
        from Match match in Citation().Matches(source)
        select (match.Groups["area"].Value, int.Parse(match.Groups["rule"].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<![A-Z])(?<area>INV|AGR)[-_](?<rule>\d+)(?!\d)")]
    private static partial Regex Citation();
}
