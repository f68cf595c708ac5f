using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class ShowingAnError : IClassFixture<ShowingAnError.FailingHost>
{
    private readonly FailingHost host;

    public ShowingAnError(FailingHost host)
    {
        this.host = host;
        host.Logs.ExpectedErrors.Add(FailingController.Secret);
        host.Logs.ExpectedErrors.Add("failed");
    }

    [Fact]
    public async Task A_failure_shows_a_number_that_stands_in_the_log_and_no_detail()
    {
        var page = (await host.Browser().GetPage("/test/failing")).Expect(HttpStatusCode.InternalServerError);
        Assert.Equal("Something went wrong on our side", page.Heading);
        Assert.DoesNotContain(FailingController.Secret, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Html, StringComparison.Ordinal);
        var reference = page.Document.QuerySelector("code")!.TextContent;
        Assert.Contains(host.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_without_its_token_says_that_the_page_was_too_old()
    {
        var page = await Page.ReadAsync(await host.Browser().Http.PostAsync("/sign-in", new FormUrlEncodedContent([new("Email", "x")])));
        Assert.Equal("That could not be read", page.Expect(HttpStatusCode.BadRequest).Heading);
    }

    [Fact]
    public async Task A_page_of_another_role_says_that_it_may_not_be_opened()
    {
        var page = await (await host.SignedIn(await host.Given.Company())).GetPage("/ops");
        Assert.Equal("You may not open this page", page.Expect(HttpStatusCode.Forbidden).Heading);
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/error")]
    [InlineData("/error/500")]
    [InlineData("/error/403")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        var page = await host.Browser().GetPage(address);
        Assert.Equal("Page not found", page.Expect(HttpStatusCode.NotFound).Heading);
    }

    [Fact]
    public async Task It_speaks_Spanish()
    {
        var browser = host.Browser();
        await browser.PostForm(await browser.GetPage("/sign-in"), button: "Español");
        Assert.Equal("Página no encontrada", (await browser.GetPage("/no-such-page")).Heading);
        Assert.Equal("Algo falló de nuestro lado", (await browser.GetPage("/test/failing")).Heading);
    }

    [Fact]
    public async Task What_is_refused_leaves_a_line_with_who_and_where_and_no_name()
    {
        var customer = await host.Given.Customer();
        (await (await host.SignedIn(customer)).GetPage("/ops/mail?find=canary")).Expect(HttpStatusCode.Forbidden);
        var line = Assert.Single(host.Logs.Lines, line => line.Contains("SmtPortal.Web.Refusals", StringComparison.Ordinal) && line.Contains(customer.Id.ToString(), StringComparison.Ordinal));
        Assert.EndsWith($"Refused with 403: GET ops/mail by {customer.Id}", line.TrimEnd(), StringComparison.Ordinal);
    }

    public sealed class FailingHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override void ConfigureServices(IServiceCollection services) => TestControllers.Add(services);
    }
}

public sealed class AskingTooOften(AskingTooOften.SmallHost host) : IClassFixture<AskingTooOften.SmallHost>
{
    [Fact]
    public async Task Too_many_requests_get_a_page_that_says_when_to_come_back()
    {
        var browser = host.Browser();
        Page page;
        var asked = 0;
        do
        {
            page = await browser.GetOnly("/");
            asked++;
        }
        while (page.Status == HttpStatusCode.OK && asked < 50);

        Assert.Equal("Too many requests", page.Expect(HttpStatusCode.TooManyRequests).Heading);
        Assert.InRange(page.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.True(asked > 10, $"Refused at request {asked}.");
    }

    public sealed class SmallHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:RequestsPerMinute"] = "20" };
    }
}

public sealed class SigningInTooOften(SigningInTooOften.SmallHost host) : IClassFixture<SigningInTooOften.SmallHost>
{
    [Fact]
    public async Task Too_many_sign_ins_are_refused_before_the_password_is_looked_at()
    {
        var browser = host.Browser();
        var page = await browser.GetPage("/sign-in");
        var answers = new List<Page>();
        for (var i = 0; i < 3; i++)
            answers.Add(await browser.PostOnly(page, new { Email = "nobody@canary.test", Password = "wrong" }, "Sign in"));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.Status));
        Assert.Equal("Too many requests", answers[^1].Heading);
    }

    public sealed class SmallHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:SignInsPerMinute"] = "2" };
    }
}
