using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>ACC-2: operators and administrators of companies must use a second factor; others may.</summary>
public sealed class RequiringASecondFactor(RequiringASecondFactor.StrictHost host) : IClassFixture<RequiringASecondFactor.StrictHost>
{
    [Theory]
    [InlineData("/ops")]
    [InlineData("/ops/jobs")]
    [InlineData("/company")]
    [InlineData("/company/invitations/new")]
    [InlineData("/security")]
    [InlineData("/security/password")]
    [InlineData("/security/address")]
    public async Task Without_one_every_page_leads_to_setting_it_up_and_with_it_on(string address)
    {
        var user = address.StartsWith("/ops", StringComparison.Ordinal) || address == "/security" ? await host.Given.Operator() : await host.Given.Company();
        var browser = await host.SignedIn(user);
        var led = await browser.GetPage(address);
        Assert.Equal("You need a second factor", led.Heading);
        var set = await host.SetUpAuthenticator(browser, led);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(address)).StatusCode);
        var elsewhere = await host.SignInWithCode(user, set.App);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Without_one_signing_out_is_still_possible()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        await browser.PostForm(await browser.GetPage("/ops"), button: "Sign out");
        Assert.StartsWith("/sign-in", (await browser.GetOnly("/security/second-factor")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_will_do_and_is_asked_for_from_then_on()
    {
        var user = await host.Given.Operator();
        var browser = await host.SignedIn(user);
        var device = await browser.AddPasskey();
        // The session in which it was added goes on.
        (await browser.GetOnly("/ops")).Expect(HttpStatusCode.OK);
        var elsewhere = host.Browser();
        var page = await elsewhere.PostForm(await elsewhere.GetPage("/ops"), new { user.Email, Given.Password }, "Sign in");
        Assert.Equal("Use your passkey", page.Heading);
        Assert.False(await elsewhere.IsSignedIn());
        Assert.Equal("/ops", (await elsewhere.TryPasskey(device, page)).Location);
        (await elsewhere.GetOnly("/ops")).Expect(HttpStatusCode.OK);
        // No code takes its place.
        var other = host.Browser();
        page = await other.PostForm(await other.GetPage("/sign-in"), new { user.Email, Given.Password }, "Sign in");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            ["Code"] = "000000",
        });
        Assert.Equal(HttpStatusCode.BadRequest, (await other.Http.PostAsync("/sign-in/code", form)).StatusCode);
    }

    [Fact]
    public async Task The_only_passkey_cannot_be_removed_but_beside_an_app_it_can()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var device = await browser.AddPasskey();
        var page = await browser.PostForm(await browser.GetPage($"/security/passkeys/{device.Id}/remove"), button: "Remove it");
        Assert.Contains("Your account must have a second factor.", page.Text, StringComparison.Ordinal);
        await host.SetUpAuthenticator(browser);
        page = await browser.PostForm(await browser.GetPage($"/security/passkeys/{device.Id}/remove"), button: "Remove it");
        Assert.Contains("The passkey is removed.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_knows_only_the_password_puts_no_second_factor_beside_the_owners()
    {
        // A member's passkey is for ease; made an administrator, they must show it, in a session that was open before.
        var company = await host.Given.Company();
        var member = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var device = await (await host.SignedIn(member)).AddPasskey();
        var guesser = await host.SignedIn(member);
        var token = (await guesser.GetPage("/security")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await host.Db(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == member.Id)).CompanyRole = CompanyRole.Administrator;
            await db.SaveChangesAsync();
        });
        foreach (var address in new[] { "/company", "/security", "/security/authenticator", "/security/passkeys/new" })
            Assert.Equal("Show your second factor", (await guesser.GetPage(address)).Heading);
        foreach (var address in new[] { "/security/authenticator/start", "/security/passkeys/question", "/security/passkeys" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
            Assert.Equal(HttpStatusCode.Forbidden, (await guesser.Http.PostAsync(address, form)).StatusCode);
        }

        (await guesser.TryPasskey(device, await guesser.GetPage("/company"))).Expect(HttpStatusCode.Redirect);
        (await guesser.GetOnly("/company")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_from_before_the_app_was_set_up_does_not_replace_it()
    {
        var customer = await host.Given.Customer();
        var before = await host.SignedIn(customer);
        await host.SetUpAuthenticator(await host.SignedIn(customer));
        Assert.Equal("Show your second factor", (await before.GetPage("/security/authenticator/remove")).Heading);
        Assert.Equal("Show your second factor", (await before.GetPage("/security/passkeys/new")).Heading);
    }

    [Fact]
    public async Task Without_one_no_form_is_taken()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await browser.GetPage("/security/second-factor")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Http.PostAsync($"/ops/mail/{Guid.NewGuid()}/resend", form)).StatusCode);
    }

    [Fact]
    public async Task Customers_and_members_may_do_without()
    {
        (await (await host.SignedIn(await host.Given.Customer())).GetOnly("/customer")).Expect(HttpStatusCode.OK);
        var member = await host.Given.CompanyUser((await host.Given.Company()).OwnerId, CompanyRole.Member);
        (await (await host.SignedIn(member)).GetOnly("/company")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_member_who_becomes_an_administrator_must_at_the_next_click()
    {
        var member = await host.Given.CompanyUser((await host.Given.Company()).OwnerId, CompanyRole.Member);
        var browser = await host.SignedIn(member);
        (await browser.GetOnly("/company")).Expect(HttpStatusCode.OK);
        await host.Db(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == member.Id)).CompanyRole = CompanyRole.Administrator;
            await db.SaveChangesAsync();
        });
        Assert.Equal("You need a second factor", (await browser.GetPage("/company")).Heading);
    }

    [Fact]
    public async Task The_only_one_cannot_be_removed()
    {
        var user = await host.Given.Operator();
        var browser = await host.SignedIn(user);
        await host.SetUpAuthenticator(browser);
        var page = await browser.PostForm(await browser.GetPage("/security/authenticator/remove"), button: "Remove the app");
        Assert.Contains("Your account must have a second factor.", page.Text, StringComparison.Ordinal);
        Assert.True(await host.Db(db => db.Users.Where(u => u.Id == user.Id).Select(u => u.TwoFactorEnabled).SingleAsync()));
    }

    [Fact]
    public async Task A_changed_password_keeps_the_second_factor_of_this_session()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        await host.SetUpAuthenticator(browser);
        await browser.PostForm(await browser.GetPage("/security/password"), new { CurrentPassword = Given.Password, Password = "four words of another kind" }, "Change the password");
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/ops")).StatusCode);
    }

    /// <summary>As in production, where nothing is set.</summary>
    public sealed class StrictHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:SecondFactorRequired"] = "" };
    }
}
