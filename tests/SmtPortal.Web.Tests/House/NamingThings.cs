using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

[Trait("Once", "true")]
public sealed partial class NamingThings
{
    private static readonly string[] NamesOfNothing = ["Helpers", "Helper", "Utils", "Utilities", "Common", "Managers", "Misc"];

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Faults.None(Repository.Files("src").Concat(Repository.Files("tests")).Where(file => Path.GetDirectoryName(file)!.Split('/', '\\').Intersect(NamesOfNothing, StringComparer.OrdinalIgnoreCase).Any()));

    [Fact]
    public void The_domain_has_no_package_and_no_project_under_it()
    {
        var project = Project("src/SmtPortal.Domain/SmtPortal.Domain.csproj");
        Faults.None(project.Descendants().Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference").Select(element => element.ToString()));
        Faults.None(typeof(CentralTime).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_simulator_knows_nothing_of_the_portal() =>
        Faults.None(Project("src/SmtPortal.Simulator/SmtPortal.Simulator.csproj").Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value)
            .Where(path => path.Contains("SmtPortal.Web", StringComparison.Ordinal)));

    [Fact]
    public void The_portal_knows_the_simulator_only_where_it_sets_up_the_demo() =>
        Faults.None(Repository.Files("src/SmtPortal.Web", ".cs", ".cshtml").Where(file => !file.Contains("Demo", StringComparison.Ordinal))
            .Where(file => Repository.Read(file).Contains("SmtPortal.Simulator", StringComparison.Ordinal)), "Only files or folders named Demo may.");

    [Fact]
    public void Nothing_is_built_differently_for_debugging() =>
        Faults.None(Repository.Files("src", ".cs", ".cshtml").Where(file => ConditionalBuild().IsMatch(Repository.Read(file))));

    [Fact]
    public void Central_time_is_looked_up_in_one_place() =>
        Faults.None(Repository.Files("src", ".cs", ".cshtml").Where(file => !file.EndsWith("/CentralTime.cs", StringComparison.Ordinal))
            .Where(file => ZoneLookup().IsMatch(Repository.Read(file))));

    private static XDocument Project(string file) => XDocument.Load(Repository.PathOf(file));

    [GeneratedRegex(@"^\s*#if\b|\[Conditional\(", RegexOptions.Multiline)]
    private static partial Regex ConditionalBuild();

    [GeneratedRegex(@"FindSystemTimeZoneById|""America/Chicago""|""Central Standard Time""|TimeZoneInfo\.Local")]
    private static partial Regex ZoneLookup();
}
