using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

[Trait("Once", "true")]
public sealed class ExplainingTheCode
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Namespaces => ["SmtPortal.Domain", "SmtPortal.Web.Formats", "SmtPortal.Web.Delivery", "SmtPortal.Web.Gateway"];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Public_types_and_methods_carry_doc_comments(string root)
    {
        var assembly = root == "SmtPortal.Domain" ? typeof(CentralTime).Assembly : typeof(Program).Assembly;
        var documented = Documented(assembly);
        var types = assembly.GetTypes().Where(type => type.IsVisible && (type.Namespace == root || type.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true)).ToList();
        Faults.None(types.SelectMany(type => Undocumented(type, documented)), "Say what the name cannot: units, shapes, what is thrown, the source of a rule.");
    }

    [Fact]
    public void The_documentation_of_the_domain_is_read() => Assert.Contains("T:SmtPortal.Domain.Shared.CentralTime", Documented(typeof(CentralTime).Assembly));

    private static IEnumerable<string> Undocumented(Type type, IReadOnlyCollection<string> documented)
    {
        var id = type.FullName!.Replace('+', '.');
        if (!documented.Contains("T:" + id))
            yield return id;
        if (type.IsEnum || type.IsAssignableTo(typeof(Delegate)))
            yield break;
        var methods = type.GetMethods(Declared).Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsOverride(method) && !Implements(type, method, documented));
        foreach (var overloads in methods.GroupBy(method => method.Name, StringComparer.Ordinal))
        {
            var comments = documented.Count(name => name == $"M:{id}.{overloads.Key}"
                || name.StartsWith($"M:{id}.{overloads.Key}(", StringComparison.Ordinal) || name.StartsWith($"M:{id}.{overloads.Key}``", StringComparison.Ordinal));
            if (comments < overloads.Count())
                yield return $"{id}.{overloads.Key}";
        }
    }

    /// <summary>What it overrides says what it does.</summary>
    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    /// <summary>The interface says what it does.</summary>
    private static bool Implements(Type type, MethodInfo method, IReadOnlyCollection<string> documented) =>
        !type.IsInterface && type.GetInterfaces().Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method)
            && (face.Assembly != type.Assembly || documented.Any(name => name.StartsWith($"M:{face.FullName}.{method.Name}", StringComparison.Ordinal))));

    private static HashSet<string> Documented(Assembly assembly) =>
        [.. XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Value) || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value)];
}
