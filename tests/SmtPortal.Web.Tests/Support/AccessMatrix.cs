using System.Globalization;
using System.Text.RegularExpressions;
using SmtPortal.Web.Features.Security;

namespace SmtPortal.Web.Tests.Support;

/// <summary>Those who come to an endpoint; each kind is a column of the matrix.</summary>
public enum Visitor
{
    /// <summary>Not signed in, and without a mail's link.</summary>
    Guest,

    /// <summary>Manages the account of a business, whose things a customer's addresses name.</summary>
    Customer,

    /// <summary>May only look at that account.</summary>
    Viewer,

    /// <summary>Another customer.</summary>
    OtherCustomer,

    /// <summary>Of the company whose things a company's addresses name.</summary>
    Member,

    /// <summary>Of that company too.</summary>
    Administrator,

    /// <summary>The administrator of another company.</summary>
    OtherCompany,

    /// <summary>The administrator of a company that waits for approval.</summary>
    Pending,

    /// <summary>Signed in when an operator suspended the company.</summary>
    Suspended,

    Operator,
}

/// <summary>
/// Asks every endpoint as everybody, and compares the answers with a table that a person can read. In the table a line
/// <c>= name : answers</c> begins a family, and the endpoints that answer so follow it, one a line. Answers, in the order of
/// <see cref="Visitor"/>: <c>ok</c> (the page, or a form that was taken or refused for what is in it), <c>in</c> (sent to sign in),
/// <c>no</c> (forbidden), <c>none</c> (not found), <c>gone</c> (no valid link). The last column says <c>confirm</c> where
/// whoever may must show again that it is them when they signed in a while ago, and <c>-</c> where not.
/// </summary>
public sealed partial class AccessMatrix(PortalHost host, string table, Func<AccessCast, PortalEndpoint, Task<IReadOnlyDictionary<string, string>>> valuesOf)
{
    private static readonly Visitor[] Everybody = Enum.GetValues<Visitor>();

    /// <param name="isLooked">Which endpoints are meant; null: all.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(Func<PortalEndpoint, bool>? isLooked = null)
    {
        var (faults, rows) = (new List<string>(), Rows());
        var endpoints = Endpoints.Of(host).Where(e => isLooked?.Invoke(e) ?? true).ToList();
        var usual = new AccessCast(host);
        foreach (var endpoint in endpoints)
        {
            if (rows.TryGetValue(endpoint.Name, out var row))
                faults.AddRange(await CompareAsync(usual, endpoint, row));
            else
                faults.Add($"{endpoint.Name}: stands in no family. Put it under the one that says who may; today it answers: {await TodayAsync(endpoint)}");
        }

        faults.AddRange(rows.Keys.Except(endpoints.Select(e => e.Name)).Select(name => $"{name}: has a row, and there is no such endpoint. Take the row away."));
        faults.AddRange(await LaterAsync([.. endpoints.Where(e => rows.ContainsKey(e.Name))], rows));
        return faults;
    }

    private Dictionary<string, (string[] Answers, bool Confirms)> Rows()
    {
        var rows = new Dictionary<string, (string[] Answers, bool Confirms)>(StringComparer.Ordinal);
        (string[] Answers, bool Confirms) family = ([], false);
        foreach (var line in table.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] != '=')
            {
                if (!rows.TryAdd(line, family))
                    throw new InvalidOperationException($"The matrix has '{line}' twice.");
                continue;
            }

            var answers = Blanks().Split(line[(line.LastIndexOf(':') + 1)..].Trim());
            if (answers.Length != Everybody.Length + 1)
                throw new InvalidOperationException($"The family '{line}' has {answers.Length} answers.");
            family = (answers[..^1], answers[^1] == "confirm");
        }

        return rows;
    }

    /// <summary>Who may post gets something new to change, or a session to end, so that nobody finds what another has left.</summary>
    private async Task<List<string>> CompareAsync(AccessCast usual, PortalEndpoint endpoint, (string[] Answers, bool Confirms) row)
    {
        var faults = new List<string>();
        AccessCast? fresh = null;
        foreach (var visitor in Everybody)
        {
            var expected = row.Answers[(int)visitor];
            var changes = endpoint.Method != "GET" && (expected == "ok" || (expected == "in" && visitor is not (Visitor.Guest or Visitor.Suspended)));
            var cast = changes ? fresh ??= new AccessCast(host) : usual;
            var answer = await AnswerAsync(cast, visitor, endpoint);
            if (answer != expected)
                faults.Add($"{endpoint.Name}: {visitor} should get '{expected}', and got '{answer}'");
        }

        if (row.Confirms != IsGuarded(endpoint))
            faults.Add($"{endpoint.Name}: should {(row.Confirms ? "" : "not ")}ask who signed in a while ago to confirm, and does {(row.Confirms ? "not" : "so")}");
        return faults;
    }

    /// <summary>Who may, and signed in a while ago, is asked to confirm, which changes nothing, so that one cast serves all.</summary>
    private async Task<List<string>> LaterAsync(IReadOnlyList<PortalEndpoint> endpoints, Dictionary<string, (string[] Answers, bool Confirms)> rows)
    {
        var faults = new List<string>();
        var (cast, asking) = (new AccessCast(host), endpoints.Where(e => rows[e.Name].Confirms && IsGuarded(e)).ToList());
        foreach (var endpoint in asking)
            await valuesOf(cast, endpoint);
        foreach (var visitor in Everybody)
            await cast.BrowserOf(visitor);
        host.Clock.Advance(RecentSignInAttribute.ForForms + TimeSpan.FromMinutes(1));
        foreach (var endpoint in asking)
        {
            foreach (var visitor in Everybody.Where(v => rows[endpoint.Name].Answers[(int)v] == "ok"))
            {
                if (await AnswerAsync(cast, visitor, endpoint) is var answer and not "confirm")
                    faults.Add($"{endpoint.Name}: {visitor}, who signed in a while ago, should be asked to confirm, and got '{answer}'");
            }
        }

        return faults;
    }

    private async Task<string> TodayAsync(PortalEndpoint endpoint)
    {
        var answers = new List<string>();
        var cast = new AccessCast(host);
        foreach (var visitor in Everybody)
        {
            answers.Add(await AnswerAsync(cast, visitor, endpoint));
            if (endpoint.Method != "GET" && answers[^1] == "ok")
                cast = new AccessCast(host);
        }

        return string.Join(' ', answers.Append(IsGuarded(endpoint) ? "confirm" : "-"));
    }

    private async Task<string> AnswerAsync(AccessCast cast, Visitor visitor, PortalEndpoint endpoint)
    {
        var values = await valuesOf(cast, endpoint);
        var address = endpoint.SampleAddress(parameter => Uri.EscapeDataString(values.TryGetValue(parameter.Name, out var value) ? value : parameter.Default?.ToString() ?? "x"));
        using var answer = await (await cast.BrowserOf(visitor)).Ask(endpoint, address);
        var to = answer.Headers.Location is { } location ? (location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString.Split('?')[0]) : "";
        return (int)answer.StatusCode switch
        {
            401 => "in",
            403 => "no",
            404 => "none",
            410 => "gone",
            >= 300 and < 400 when to == "/sign-in" => "in",
            >= 300 and < 400 when to == "/security/confirm" => "confirm",
            >= 200 and < 400 or 400 => "ok",
            var status => status.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static bool IsGuarded(PortalEndpoint endpoint) => endpoint.Endpoint.Metadata.GetMetadata<RecentSignInAttribute>() is not null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
