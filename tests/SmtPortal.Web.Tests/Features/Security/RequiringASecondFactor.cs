using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Identity;
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
    public async Task Without_one_every_page_leads_to_setting_it_up_and_with_it_on(string address)
    {
        var user = address.StartsWith("/ops", StringComparison.Ordinal) ? await host.Given.Operator() : await host.Given.Company();
        var browser = await host.SignedIn(user);
        var led = await browser.GetPage(address);
        Assert.Equal("You need a second factor", led.Heading);
        var set = await host.SetUpAuthenticator(browser, led);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(address)).StatusCode);
        var elsewhere = await host.SignInWithCode(user, set.App);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Without_one_no_form_is_taken()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await browser.GetPage("/security")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
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
