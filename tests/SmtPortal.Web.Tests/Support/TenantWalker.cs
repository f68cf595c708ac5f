using System.Net;
using Microsoft.AspNetCore.Routing.Patterns;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Tests.Support;

/// <summary>Somebody's thing that nobody else may reach: its values in the address and how its owner comes to it.</summary>
/// <param name="Owner">Signed in as the owner, to whom the same address must answer: proof that the values are right.</param>
/// <param name="Values">Value of each route parameter by name.</param>
public sealed record OwnedThing(PortalClient Owner, IReadOnlyDictionary<string, string> Values);

/// <summary>Says which thing stands at the routes that begin with <paramref name="Route"/>.</summary>
/// <param name="Route">Such as <c>/customer/agreements/{number:long}</c>; the longest that fits an endpoint counts.</param>
/// <param name="Make">Makes a new thing of a new owner; called anew for each endpoint.</param>
/// <param name="Form">Fields to post where an empty form would be refused before the thing is looked for; null: none.</param>
/// <param name="Visitors">Who else comes; null: another customer, and the administrator of another company.</param>
public sealed record TenantRow(
    string Route,
    Func<PortalHost, Task<OwnedThing>> Make,
    IReadOnlyDictionary<string, string>? Form = null,
    Func<PortalHost, Task<IReadOnlyList<PortalClient>>>? Visitors = null);

/// <summary>
/// Asks every endpoint that has a parameter in its route for another tenant's thing. Who has the right role must get
/// 404, as if there were nothing; who has not, 403. The owner must get through.
/// </summary>
public sealed class TenantWalker(PortalHost host, IReadOnlyList<TenantRow> rows, IReadOnlyDictionary<string, string> exempt)
{
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var faults = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in Endpoints.Of(host).Where(e => e.Parameters.Count > 0))
        {
            if (exempt.ContainsKey(endpoint.Name))
            {
                used.Add(endpoint.Name);
                continue;
            }

            if (endpoint.Requires(Policies.Operator))
            {
                await RefusesTenants(endpoint, faults);
                continue;
            }

            var row = rows.Where(r => endpoint.Route.StartsWith(r.Route, StringComparison.Ordinal)).MaxBy(r => r.Route.Length);
            if (row is null)
            {
                faults.Add($"{endpoint.Name}: no row says whose thing it shows");
                continue;
            }

            used.Add(row.Route);
            await Walk(endpoint, row, faults);
        }

        faults.AddRange(rows.Select(r => r.Route).Concat(exempt.Keys).Where(name => !used.Contains(name)).Select(name => $"{name}: listed, and no endpoint has it"));
        return faults;
    }

    private static string Value(PortalEndpoint endpoint, OwnedThing thing, RoutePatternParameterPart parameter) =>
        thing.Values.TryGetValue(parameter.Name, out var value) ? value
        : parameter.Default?.ToString() ?? throw new InvalidOperationException($"{endpoint.Name}: the row gives no value for '{parameter.Name}'.");

    private static async Task<HttpStatusCode> Ask(PortalClient visitor, PortalEndpoint endpoint, string address, IReadOnlyDictionary<string, string>? form)
    {
        using var answer = await visitor.Ask(endpoint, address, form);
        return answer.StatusCode;
    }

    private async Task Walk(PortalEndpoint endpoint, TenantRow row, List<string> faults)
    {
        var thing = await row.Make(host);
        var address = endpoint.SampleAddress(parameter => Uri.EscapeDataString(Value(endpoint, thing, parameter)));
        var notFound = false;
        foreach (var visitor in await (row.Visitors?.Invoke(host) ?? Strangers()))
        {
            var status = await Ask(visitor, endpoint, address, row.Form);
            notFound |= status == HttpStatusCode.NotFound;
            if (status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                faults.Add($"{endpoint.Name}: a stranger got {(int)status}");
        }

        if (!notFound)
            faults.Add($"{endpoint.Name}: no stranger of the right role got 404");
        var own = await Ask(thing.Owner, endpoint, address, row.Form);
        if (own is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || (int)own >= 500)
            faults.Add($"{endpoint.Name}: its owner got {(int)own}, so that the walk proves nothing");
    }

    private async Task RefusesTenants(PortalEndpoint endpoint, List<string> faults)
    {
        foreach (var visitor in await Strangers())
        {
            var status = await Ask(visitor, endpoint, endpoint.SampleAddress(), null);
            if (status != HttpStatusCode.Forbidden)
                faults.Add($"{endpoint.Name}: is the operators', and a tenant got {(int)status}");
        }
    }

    private async Task<IReadOnlyList<PortalClient>> Strangers() =>
    [
        await host.SignedIn(await host.Given.Customer(await host.Given.Premise())),
        await host.SignedIn(await host.Given.Company()),
    ];
}
