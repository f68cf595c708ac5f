using System.Net;
using SmtPortal.Web.Tests.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>What somebody has after setting up an authenticator app.</summary>
public sealed record SetUpApp(AuthenticatorApp App, IReadOnlyList<string> RecoveryCodes);

public static class SecuritySteps
{
    /// <summary>Sets up an authenticator app from the security page, or from another that has the button.</summary>
    public static async Task<SetUpApp> SetUpAuthenticator(this PortalHost host, PortalClient browser, Page? from = null, string button = "Set up an authenticator app")
    {
        var page = (await browser.PostForm(from ?? await browser.GetPage("/security"), button: button)).Expect(HttpStatusCode.OK);
        Assert.Equal("Set up an authenticator app", page.Heading);
        var app = new AuthenticatorApp(page.Document.QuerySelector("code.key")!.TextContent);
        var codes = (await browser.PostOnly(page, new { Code = app.CodeAt(host.Now) }, "Use this app")).Expect(HttpStatusCode.OK);
        Assert.Equal("Your recovery codes", codes.Heading);
        // The code of this half minute is used up.
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return new SetUpApp(app, [.. codes.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent)]);
    }

    /// <summary>Gives the right password; the page that asks for the code.</summary>
    public static async Task<Page> GivePassword(this PortalClient browser, TestUser user)
    {
        var page = await browser.GetPage((await browser.TrySignIn(user.Email, Given.Password)).Expect(HttpStatusCode.Redirect).Location!);
        Assert.Equal("Enter your code", page.Heading);
        return page;
    }

    /// <summary>Signs in with password and code.</summary>
    public static async Task<PortalClient> SignInWithCode(this PortalHost host, TestUser user, AuthenticatorApp app)
    {
        var browser = host.Browser();
        (await browser.PostOnly(await browser.GivePassword(user), new { Code = app.CodeAt(host.Now) }, "Sign in")).Expect(HttpStatusCode.Redirect);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return browser;
    }

    public static PortalClient With(this PortalClient browser, string header, string value)
    {
        browser.Http.DefaultRequestHeaders.Add(header, value);
        return browser;
    }
}
