using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace SmtPortal.Web.Tests.Support;

/// <summary>What the portal puts together by itself while it runs.</summary>
public static class Parts
{
    public static IEnumerable<ControllerActionDescriptor> Actions(IServiceProvider services) =>
        services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<ControllerActionDescriptor>();

    /// <summary>Services that actions take as parameters.</summary>
    public static IReadOnlyList<(string Name, Type Type)> AskedByActions(IServiceProvider services) =>
        [.. Actions(services).SelectMany(action => action.Parameters.OfType<ControllerParameterDescriptor>()
            .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Services || parameter.ParameterInfo.IsDefined(typeof(FromServicesAttribute), inherit: true))
            .Select(parameter => ($"{action.ControllerName}.{action.ActionName} {parameter.Name}", parameter.ParameterType)))];

    /// <summary>Those that the container cannot give, with what it says about them.</summary>
    public static IReadOnlyList<string> Missing(IServiceProvider services, IEnumerable<(string Name, Type Type)> parts) =>
        [.. parts.Select(part => Fault(part.Name, () => services.GetRequiredService(part.Type))).OfType<string>()];

    public static string? Fault(string name, Func<object> make)
    {
        try
        {
            make();
            return null;
        }
        catch (InvalidOperationException missing)
        {
            return $"{name}: {missing.Message}";
        }
    }
}
