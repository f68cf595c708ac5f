using System.Text.RegularExpressions;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>Where no Docker engine runs, what can be checked of the container files is that they name what exists.</summary>
[Trait("Once", "true")]
public sealed partial class ComposingContainers
{
    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("Dockerfile")]
    public void Every_setting_is_one_that_the_portal_reads(string file)
    {
        var settings = Setting().Matches(Repository.Read(file)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();
        Assert.NotEmpty(settings);
        var source = string.Concat(Repository.Files("src/SmtPortal.Web", ".cs").Select(Repository.Read));
        Faults.None(settings.Where(setting => !IsProperty(setting) && !source.Contains($"\"{ListEntry().Replace(setting, "")}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_image_has_a_tag_of_its_own() =>
        Faults.None(Image().Matches(Repository.Read("docker-compose.yml") + Repository.Read("Dockerfile")).Select(match => match.Groups[1].Value)
            .Where(image => !image.Contains(':', StringComparison.Ordinal) || image.EndsWith(":latest", StringComparison.Ordinal)));

    [Fact]
    public void Every_secret_stands_in_the_example_and_has_no_value_there()
    {
        var asked = Secret().Matches(Repository.Read("docker-compose.yml")).Select(match => match.Groups[1].Value).ToHashSet();
        var example = Repository.Read(".env.example").Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#')).ToList();
        Assert.Equal(asked.Order(), example.Select(line => line.Split('=')[0]).Order());
        Assert.All(example, line => Assert.EndsWith("=", line, StringComparison.Ordinal));
    }

    private static bool IsProperty(string setting)
    {
        var parts = setting.Split(':');
        return typeof(PortalOptions).Assembly.GetTypes()
            .Where(type => type.GetField("Section")?.GetRawConstantValue() as string == parts[0])
            .Any(type => type.GetProperty(parts[1]) is not null);
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(?:__[A-Za-z0-9]+)+")]
    private static partial Regex Setting();

    [GeneratedRegex(@":\d+$")]
    private static partial Regex ListEntry();

    [GeneratedRegex(@"^(?:\s+image: |FROM )(\S+)", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@"\$\{([A-Z_]+)")]
    private static partial Regex Secret();
}
