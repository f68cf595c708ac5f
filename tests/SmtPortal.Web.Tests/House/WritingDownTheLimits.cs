using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary><c>docs/limits.md</c> says what the code has.</summary>
[Trait("Once", "true")]
public sealed partial class WritingDownTheLimits
{
    private static readonly IReadOnlyList<(string Of, string Name, int Number)> Written =
    [
        .. Limit().Matches(Repository.Read("docs/limits.md")).Select(m =>
            (m.Groups["of"].Value, m.Groups["name"].Value, int.Parse(m.Groups["number"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))),
    ];

    [Fact]
    public void The_page_has_the_numbers_of_the_code()
    {
        Assert.True(Written.Count > 40, $"Only {Written.Count} numbers were read.");
        Faults.None(Written.Where(w => InCode(w.Of, w.Name) != w.Number).Select(w => $"{w.Of} {w.Name}: the page says {w.Number}, the code {InCode(w.Of, w.Name)?.ToString(CultureInfo.InvariantCulture) ?? "has none"}"));
    }

    [Fact]
    public void Every_setting_that_is_a_number_is_on_the_page() =>
        Faults.None(typeof(RuleOptions).GetProperties().Where(p => p.PropertyType == typeof(int)).Select(p => p.Name)
            .Except(Written.Where(w => w.Of == "Rules").Select(w => w.Name)).Select(name => $"Rules:{name} is not in docs/limits.md"));

    private static int? InCode(string of, string name) => of == RuleOptions.Section
        ? (int?)typeof(RuleOptions).GetProperty(name)?.GetValue(new RuleOptions())
        : new[] { typeof(Esiid).Assembly, typeof(RuleOptions).Assembly }.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name == of)
            .Select(type => type.GetField(name, BindingFlags.Public | BindingFlags.Static)).OfType<FieldInfo>().Select(field => (int?)field.GetRawConstantValue()).SingleOrDefault();

    [GeneratedRegex(@"`(?<of>\w+)[.:](?<name>\w+)` = (?<number>\d[\d,]*)")]
    private static partial Regex Limit();
}
