using System.Net;
using SmtPortal.Web.Tests.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>ACC-2.</summary>
public sealed class ChangingThePassword(PortalHost host) : IClassFixture<PortalHost>
{
    private const string New = "four words of another kind";

    [Fact]
    public async Task The_new_one_counts_from_now_and_only_this_browser_stays_signed_in()
    {
        foreach (var user in new[] { await host.Given.Customer(), await host.Given.Company(), await host.Given.Operator() })
        {
            var (browser, elsewhere) = (await host.SignedIn(user), await host.SignedIn(user));
            var page = await Change(browser, Given.Password, New);
            Assert.Contains("Your password is changed.", page.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
            Assert.True(await browser.IsSignedIn());
            Assert.False(await elsewhere.IsSignedIn());
            (await host.Browser().TrySignIn(user.Email, Given.Password)).Expect(HttpStatusCode.BadRequest);
            (await host.Browser().TrySignIn(user.Email, New)).Expect(HttpStatusCode.Redirect);
            await host.SendMail();
            Assert.Equal("Your password was changed", host.Mail.To(user.Email).Single(m => m.Subject == "Your password was changed").Subject);
        }
    }

    [Theory]
    [InlineData("not the password", New, "The password is not right.")]
    [InlineData("", New, "Enter your password.")]
    [InlineData(Given.Password, "short", "Choose a password of at least 12 characters.")]
    [InlineData(Given.Password, "qwertyuiop12", "This password is easy to guess. Choose another, for example four words that do not belong together.")]
    public async Task What_is_wrong_is_said_and_nothing_changes(string current, string chosen, string problem)
    {
        var customer = await host.Given.Customer();
        var page = await Change(await host.SignedIn(customer), current, chosen);
        Assert.Equal([problem], page.Expect(HttpStatusCode.BadRequest).Problems);
        (await host.Browser().TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_address_is_no_password()
    {
        var customer = await host.Given.Customer();
        (await Change(await host.SignedIn(customer), Given.Password, customer.Email.ToUpperInvariant())).Expect(HttpStatusCode.BadRequest);
    }

    private static async Task<Page> Change(PortalClient browser, string current, string chosen) =>
        await browser.PostForm(await browser.GetPage("/security/password"), new { CurrentPassword = current, Password = chosen }, "Change the password");
}
