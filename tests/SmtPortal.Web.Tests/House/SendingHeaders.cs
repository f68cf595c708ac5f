using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class SendingHeaders : IClassFixture<SendingHeaders.FailingHost>
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    private readonly FailingHost host;

    public SendingHeaders(FailingHost host)
    {
        this.host = host;
        host.Logs.ExpectedErrors.Add(FailingController.Secret);
        host.Logs.ExpectedErrors.Add("failed");
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/customer", HttpStatusCode.Redirect)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/no/such.css", HttpStatusCode.NotFound)]
    [InlineData("/test/failing", HttpStatusCode.InternalServerError)]
    [InlineData("/css/portal.css", HttpStatusCode.OK)]
    [InlineData("/img/mark.svg", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    public async Task Every_answer_carries_them(string address, HttpStatusCode status)
    {
        using var answer = await host.Browser().Http.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
        foreach (var (name, value) in Expected)
            Assert.Equal(value, Header(answer, name));
        var policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task Only_the_job_dashboard_may_style_itself_inline()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        using var dashboard = await browser.Http.GetAsync("/ops/jobs");
        Assert.Equal(HttpStatusCode.OK, dashboard.StatusCode);
        Assert.Contains("style-src 'self' 'unsafe-inline'", Header(dashboard, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", Header(dashboard, "Content-Security-Policy"), StringComparison.Ordinal);
        using var beside = await browser.Http.GetAsync("/ops");
        Assert.DoesNotContain("unsafe", Header(beside, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_is_kept_for_a_year()
    {
        var browser = new PortalClient(host.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://smtportal.test") }));
        Assert.Equal("max-age=31536000; includeSubDomains", Header(await browser.Http.GetAsync("/"), "Strict-Transport-Security"));
    }

    [Fact]
    public async Task Pages_of_somebody_are_not_kept_by_the_browser()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        using var home = await browser.Http.GetAsync("/customer");
        Assert.True(home.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Downloads_of_somebody_are_not_kept_either_and_a_style_sheet_is()
    {
        var premise = await host.Given.Premise();
        var (customer, company) = (await host.Given.Customer(premise), await host.Given.Company());
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        using var receipt = await (await host.SignedIn(customer)).Http.GetAsync($"/customer/agreements/{agreement.Number}/receipt.json");
        using var list = await (await host.SignedIn(company)).Http.GetAsync("/company/agreements/list.csv");
        foreach (var download in new[] { receipt, list })
            Assert.True(download.EnsureSuccessStatusCode().Headers.CacheControl!.NoStore);
        using var style = await host.Browser().Http.GetAsync("/css/portal.css");
        Assert.False(style.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Who_signs_out_leaves_no_page_behind()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var answer = await browser.PostOnly(await browser.GetPage("/customer"), button: "Sign out");
        Assert.Equal("\"cache\"", Header(answer.Response, "Clear-Site-Data"));
        Assert.StartsWith("no ", Header((await browser.GetPage("/")).Response, "Clear-Site-Data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cookie_is_bound_to_host_and_https_and_hidden_from_scripts()
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser();
        var signIn = await browser.GetPage("/sign-in");
        var answers = new[]
        {
            signIn,
            await browser.PostOnly(signIn, button: "Español"),
            await browser.PostOnly(signIn, new { Email = customer.Email, Password = Given.Password }, "Sign in"),
        };
        var cookies = answers.SelectMany(page => page.Response.Headers.TryGetValues("Set-Cookie", out var values) ? values : []).ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-smtportal-session=", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-smtportal-form=", StringComparison.Ordinal));
        foreach (var cookie in cookies)
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            var attributes = cookie.Split(';', StringSplitOptions.TrimEntries).Skip(1).Select(attribute => attribute.ToLowerInvariant()).ToList();
            Assert.Contains("secure", attributes);
            Assert.Contains("httponly", attributes);
            Assert.Contains("path=/", attributes);
            Assert.Contains(attributes, attribute => attribute is "samesite=lax" or "samesite=strict");
            Assert.DoesNotContain(attributes, attribute => attribute.StartsWith("domain=", StringComparison.Ordinal));
        }
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : $"no {name}";

    public sealed class FailingHost(TestDatabase databases) : PortalHost(databases)
    {
        /// <summary>Development has one more endpoint, for static files that are newer than the build.</summary>
        protected override string EnvironmentName => Environments.Staging;

        protected override void ConfigureServices(IServiceCollection services) => TestControllers.Add(services);
    }
}
