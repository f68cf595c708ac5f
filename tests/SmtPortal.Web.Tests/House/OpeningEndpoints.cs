using System.Net;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class OpeningEndpoints(PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>Everything a guest may ask for. What is new stands here by intention, with the reason if its name does not say it.</summary>
    private static readonly string[] Anonymous =
    [
        "* /error",
        "* /error/{status:int}",
        "* /health/live",
        "* /health/ready",
        "* /{**path}", // answers 404
        "GET /",
        "GET /claim/{id:guid}/object", // for whoever holds a mail's link
        "GET /colleague/{id:guid}", // for whoever holds a mail's link
        "GET /confirm-address/{id:guid}", // for whoever holds a mail's link
        "GET /demo/mail", // 404 outside the demo, which answers on this machine only
        "GET /demo/mail/{number:long}",
        "GET /demo/mail/{number:long}/html",
        "GET /extension/{id:guid}/decline", // for whoever holds a mail's link
        "GET /invited/{id:guid}/accept", // sends a guest to sign in, after telling that it is closed
        "GET /invited/{id:guid}/block",
        "GET /invited/{id:guid}/blocked",
        "GET /invited/{id:guid}/not-for-me", // for whoever holds a mail's link
        "GET /invited/{id:guid}/register",
        "GET /invited/{id:guid}/reject",
        "GET /invited/{id:guid}/rejected",
        "GET /l/{token}/{word?}",
        "GET /password/forgot",
        "GET /password/forgot/asked",
        "GET /password/reset/{id:guid}", // for whoever holds a mail's link
        "GET /notification-address/{id:guid}", // for whoever holds a mail's link
        "GET /register",
        "GET /register/check-mail",
        "GET /register/company",
        "GET /register/company/rules",
        "GET /register/company/{id:guid}", // for whoever holds a mail's link
        "GET /sign-in",
        "GET /sign-in/code", // for whoever has given the right password
        "GET /sign-in/recovery-code",
        "POST /claim/{id:guid}/object",
        "POST /colleague/{id:guid}",
        "POST /confirm-address/{id:guid}",
        "POST /extension/{id:guid}/decline",
        "POST /invited/{id:guid}/block",
        "POST /invited/{id:guid}/not-for-me",
        "POST /invited/{id:guid}/reject",
        "POST /invited/{id:guid}/rejected",
        "POST /language",
        "POST /password/forgot",
        "POST /password/reset/{id:guid}",
        "POST /notification-address/{id:guid}",
        "POST /register",
        "POST /register/company",
        "POST /register/company/{id:guid}",
        "POST /sign-in",
        "POST /sign-in/code",
        "POST /sign-in/passkey",
        "POST /sign-in/passkey/question", // asks the same of everybody
    ];

    [Fact]
    public void Each_one_that_a_guest_may_use_is_listed()
    {
        Faults.None(Unlisted(host), "Open to guests: list it here if that is meant, else remove [AllowAnonymous].");
        Faults.None(Anonymous.Except(OpenOf(host)), "Listed, and not there or not open any more.");
    }

    /// <summary>What a guest may use and is not listed.</summary>
    public static IReadOnlyList<string> Unlisted(PortalHost host) => [.. OpenOf(host).Except(Anonymous)];

    [Fact]
    public async Task Every_other_one_turns_a_guest_away()
    {
        var faults = new List<string>();
        foreach (var endpoint in Endpoints.Of(host).Where(e => !e.IsAnonymous))
        {
            var method = endpoint.Method == "*" ? HttpMethod.Get : new HttpMethod(endpoint.Method);
            using var request = new HttpRequestMessage(method, endpoint.SampleAddress());
            using var answer = await host.Browser().Http.SendAsync(request);
            var toSignIn = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.AbsolutePath() == "/sign-in";
            if (!toSignIn && answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
                faults.Add($"{endpoint.Name}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        Faults.None(faults);
    }

    [Fact]
    public void Each_action_names_its_method() =>
        Faults.None(Endpoints.Of(host).Where(e => e is { Method: "*", Action: not null } && !e.Route.StartsWith("/error", StringComparison.Ordinal)).Select(e => e.Name));

    private static IEnumerable<string> OpenOf(PortalHost host) => Endpoints.Of(host).Where(e => e.IsAnonymous).Select(e => e.Name);
}

file static class Addresses
{
    public static string AbsolutePath(this Uri address) => address.IsAbsoluteUri ? address.AbsolutePath : address.OriginalString.Split('?')[0];
}
