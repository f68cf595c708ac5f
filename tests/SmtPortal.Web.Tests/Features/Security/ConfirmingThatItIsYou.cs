using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>Changes that matter are made by somebody who has just shown who they are.</summary>
public sealed class ConfirmingThatItIsYou(ConfirmingThatItIsYou.GuardedHost host) : IClassFixture<ConfirmingThatItIsYou.GuardedHost>
{
    [Fact]
    public async Task Who_has_just_signed_in_is_not_asked()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        (await browser.GetOnly("/test/guarded")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Later_the_password_is_asked_and_the_way_leads_back_to_the_page()
    {
        var browser = await Late(RecentSignInAttribute.ForPages);
        var asked = await browser.GetPage("/test/guarded?of=mine");
        Assert.Equal("Confirm that it is you", asked.Heading);
        var back = await browser.PostOnly(asked, new { Given.Password }, "Go on");
        Assert.Equal("/test/guarded?of=mine", back.Location);
        (await browser.GetOnly(back.Location!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_opens_nothing()
    {
        var browser = await Late(RecentSignInAttribute.ForPages);
        var page = await browser.PostForm(await browser.GetPage("/test/guarded"), new { Password = "not the password" }, "Go on");
        Assert.Equal(["The password is not right."], page.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.StartsWith("/security/confirm", (await browser.GetOnly("/test/guarded")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_shown_in_time_is_taken_a_while_longer()
    {
        var browser = await Late(RecentSignInAttribute.ForPages);
        Assert.Equal(HttpStatusCode.OK, await Post(browser, "/test/guarded"));
        host.Clock.Advance(RecentSignInAttribute.ForForms - RecentSignInAttribute.ForPages);
        Assert.Equal(HttpStatusCode.Redirect, await Post(browser, "/test/guarded"));
    }

    [Theory]
    [InlineData("/test/guarded", "/test/guarded")]
    [InlineData("/test/guarded/elsewhere", "/test/guarded?of=page")]
    public async Task A_form_that_came_too_late_leads_back_to_its_page(string form, string page)
    {
        var browser = await Late(RecentSignInAttribute.ForForms);
        var asked = await browser.PostOnly(await FormTo(browser, form), button: "Send");
        Assert.Equal(page, (await browser.PostOnly(await browser.GetPage(asked.Location!), new { Given.Password }, "Go on")).Location);
    }

    [Fact]
    public async Task A_guest_is_sent_to_sign_in() =>
        Assert.StartsWith("/sign-in", new Uri(new Uri("https://localhost"), (await host.Browser().GetOnly("/test/guarded")).Location).AbsolutePath, StringComparison.Ordinal);

    [Fact]
    public async Task The_way_back_never_leads_to_another_host()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var page = await browser.GetPage("/security/confirm?returnUrl=https%3A%2F%2Fevil.test%2F");
        Assert.Equal("/", (await browser.PostOnly(page, new { Given.Password }, "Go on")).Location);
    }

    private async Task<PortalClient> Late(TimeSpan after)
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        host.Clock.Advance(after + TimeSpan.FromSeconds(1));
        return browser;
    }

    private static async Task<HttpStatusCode> Post(PortalClient browser, string address) =>
        (await browser.PostOnly(await FormTo(browser, address), button: "Send")).Status;

    /// <summary>A form of any page, sent elsewhere: the guarded pages of this test have none.</summary>
    private static async Task<Page> FormTo(PortalClient browser, string address) => await browser.GetPage("/test/form?to=" + Uri.EscapeDataString(address));

    public sealed class GuardedHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override void ConfigureServices(IServiceCollection services) => TestControllers.Add(services);
    }
}
