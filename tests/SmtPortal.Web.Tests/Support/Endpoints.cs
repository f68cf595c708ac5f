using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace SmtPortal.Web.Tests.Support;

/// <summary>One way to ask the portal something: a method and a route.</summary>
public sealed record PortalEndpoint(string Method, RouteEndpoint Endpoint)
{
    /// <summary>Such as <c>POST /sign-in</c>; a star where the endpoint answers every method.</summary>
    public string Name => $"{Method} {Route}";

    public string Route => "/" + Endpoint.RoutePattern.RawText?.TrimStart('/');

    public IReadOnlyList<RoutePatternParameterPart> Parameters => Endpoint.RoutePattern.Parameters;

    public bool IsAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public ControllerActionDescriptor? Action => Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>();

    public bool Requires(string policy) => Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == policy);

    /// <summary>An address that reaches the endpoint, with made-up values of the right form for its parameters.</summary>
    public string SampleAddress(Func<RoutePatternParameterPart, string>? value = null) => "/" + string.Join('/', Endpoint.RoutePattern.PathSegments
        .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => value?.Invoke(parameter) ?? Sample(parameter),
            _ => "",
        }))));

    public override string ToString() => Name;

    private static string Sample(RoutePatternParameterPart parameter)
    {
        var constraints = parameter.ParameterPolicies.Select(policy => policy.Content).ToList();
        return constraints.Contains("guid") ? "0198a9b2-0000-7000-8000-000000000001"
            : constraints.Contains("datetime") ? "2026-11-23"
            : constraints.Contains("bool") ? "true"
            : constraints.Any(name => name is "int" or "long") ? "987654321"
            : "1";
    }
}

public static class Endpoints
{
    /// <summary>Asks an endpoint as a browser would that has a page of the portal before it.</summary>
    /// <param name="form">Fields to post; null: none.</param>
    public static async Task<HttpResponseMessage> Ask(this PortalClient visitor, PortalEndpoint endpoint, string address, IReadOnlyDictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(endpoint.Method == "*" ? HttpMethod.Get : new HttpMethod(endpoint.Method), address);
        if (request.Method != HttpMethod.Get)
        {
            var fields = new Dictionary<string, string>(form ?? new Dictionary<string, string>());
            // Every page has a form, the language switch at least.
            if (endpoint.Action is not null)
                fields["__RequestVerificationToken"] = (await visitor.GetPage("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            request.Content = new FormUrlEncodedContent(fields);
        }

        return await visitor.Http.SendAsync(request);
    }

    /// <summary>In Development the framework serves static files that were added since the build through one more endpoint.</summary>
    private const string StaticFilesOfDevelopment = "{**path:file}";

    /// <summary>All endpoints of a host but its static files, one entry for each method.</summary>
    public static IReadOnlyList<PortalEndpoint> Of(PortalHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != StaticFilesOfDevelopment)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"])
                .Select(method => new PortalEndpoint(method, endpoint)))
            .OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal)];
}
