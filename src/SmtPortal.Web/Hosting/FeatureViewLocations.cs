using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace SmtPortal.Web.Hosting;

/// <summary>Finds a view in the folder of its controller's namespace: what belongs to a feature lies together.</summary>
public sealed class FeatureViewLocations : IViewLocationExpander
{
    private const string Folder = "feature-folder";
    private const string Root = "SmtPortal.Web.Features.";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor { ControllerTypeInfo.Namespace: { } name } && name.StartsWith(Root, StringComparison.Ordinal))
            context.Values[Folder] = name[Root.Length..].Replace('.', '/');
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (context.Values.TryGetValue(Folder, out var folder))
            yield return $"/Features/{folder}/{{0}}.cshtml";
        yield return "/Features/Shared/{0}.cshtml";
    }
}
