using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.SignIn;

/// <summary>ACC-2: a mail replaces a forgotten password, and no answer tells whether an address has an account.</summary>
public sealed class ForgettingThePassword(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    private const string New = "four words of another kind";

    [Fact]
    public async Task The_link_sets_a_new_password_and_ends_every_session()
    {
        var customer = await host.Given.Customer();
        var elsewhere = await host.SignedIn(customer);
        var browser = host.Browser();
        var page = await host.OpenPasswordReset(browser, customer.Email);
        Assert.Equal("Choose a new password", page.Heading);
        Assert.Contains(customer.Email, page.Text, StringComparison.Ordinal);
        var done = await browser.PostForm(page, new { Password = New }, "Set this password");
        Assert.Equal("Sign in", done.Expect(HttpStatusCode.OK).Heading);
        Assert.Contains("Your new password is set.", done.Text, StringComparison.Ordinal);

        Assert.False(await elsewhere.IsSignedIn());
        (await browser.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.BadRequest);
        (await browser.TrySignIn(customer.Email, New)).Expect(HttpStatusCode.Redirect);
        await host.SendMail();
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "Your password was changed");
    }

    [Fact]
    public async Task The_link_works_once()
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser();
        var page = await host.OpenPasswordReset(browser, customer.Email);
        var second = await host.OpenPasswordReset(browser, customer.Email);
        await browser.PostForm(page, new { Password = New }, "Set this password");
        (await browser.PostForm(page, new { Password = "yet another long password" }, "Set this password")).Expect(HttpStatusCode.Gone);
        // Nor does another that was asked for before.
        (await browser.PostForm(second, new { Password = "yet another long password" }, "Set this password")).Expect(HttpStatusCode.Gone);
        (await browser.TrySignIn(customer.Email, New)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_link_works_for_an_hour()
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser();
        await host.OpenPasswordReset(browser, customer.Email);
        var link = RecordedMail.LinkOf(host.Mail.To(customer.Email)[^1], "password");
        host.Clock.Advance(PasswordReset.Open - TimeSpan.FromSeconds(1));
        var page = (await browser.GetPage(link)).Expect(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.GetPage(link)).Expect(HttpStatusCode.Gone);
        (await browser.PostForm(page, new { Password = New }, "Set this password")).Expect(HttpStatusCode.Gone);
        (await browser.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Without_the_link_its_page_is_not_there()
    {
        var customer = await host.Given.Customer();
        await host.OpenPasswordReset(host.Browser(), customer.Email);
        var id = await host.Db(db => db.PasswordResets.Where(r => r.UserId == customer.Id).Select(r => r.Id).SingleAsync());
        (await host.Browser().GetPage($"/password/reset/{id}")).Expect(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_address_without_an_account_gets_the_same_page_and_no_mail()
    {
        var (known, unknown) = ((await host.Given.Customer()).Email, RegistrationSteps.NewAddress());
        var (first, second) = (await Ask(known), await Ask(unknown));
        Assert.Equal("Check your mail", first.Heading);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Response.RequestMessage!.RequestUri, second.Response.RequestMessage!.RequestUri);
        await host.SendMail();
        Assert.Single(host.Mail.To(known));
        Assert.Empty(host.Mail.To(unknown));
    }

    [Fact]
    public async Task An_address_that_nobody_has_confirmed_gets_no_link_into_an_account_of_a_strangers_making()
    {
        var address = RegistrationSteps.NewAddress();
        await host.Browser().Register(await host.Given.Premise(), address);
        await Ask(address);
        await host.SendMail();
        Assert.Equal("Confirm your e-mail address", host.Mail.OnlyTo(address).Subject);
    }

    [Fact]
    public async Task One_address_is_mailed_so_often_in_an_hour_with_or_without_an_account()
    {
        foreach (var address in new[] { (await host.Given.Customer()).Email, RegistrationSteps.NewAddress() })
        {
            for (var i = 0; i < RequestPasswordReset.PerAddress; i++)
                (await Ask(address)).Expect(HttpStatusCode.OK);
            var refused = (await Ask(address)).Expect(HttpStatusCode.TooManyRequests);
            Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        }

        host.Clock.Advance(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("short", "Choose a password of at least 12 characters.")]
    [InlineData("password1234", "This password is easy to guess. Choose another, for example four words that do not belong together.")]
    public async Task A_bad_password_is_refused_and_the_link_goes_on_working(string bad, string problem)
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser();
        var page = await browser.PostForm(await host.OpenPasswordReset(browser, customer.Email), new { Password = bad }, "Set this password");
        Assert.Equal([problem], page.Expect(HttpStatusCode.BadRequest).Problems);
        (await browser.PostForm(page, new { Password = New }, "Set this password")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_asked_for_is_forgotten_after_a_day()
    {
        var customer = await host.Given.Customer();
        await host.OpenPasswordReset(host.Browser(), customer.Email);
        host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await host.Run<ForgetSignIns>();
        Assert.False(await host.Db(db => db.PasswordResets.AnyAsync(r => r.UserId == customer.Id)));
        Assert.Equal(0, await host.Db(db => db.Attempts.CountAsync()));
    }

    private async Task<Page> Ask(string email)
    {
        var browser = host.Browser();
        return await browser.PostForm(await browser.GetPage("/password/forgot"), new { Email = email }, "Send the mail");
    }
}
