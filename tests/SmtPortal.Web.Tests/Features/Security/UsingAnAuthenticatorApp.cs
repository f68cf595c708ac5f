using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>ACC-2: an authenticator app as second factor, with recovery codes.</summary>
public sealed class UsingAnAuthenticatorApp(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_session_from_before_it_changes_neither_password_nor_address()
    {
        var customer = await host.Given.Customer();
        var (before, browser) = (await host.SignedIn(customer), await host.SignedIn(customer));
        await host.SetUpAuthenticator(browser);
        foreach (var address in new[] { "/security/password", "/security/address" })
        {
            Assert.StartsWith("/security/second-factor", (await before.GetOnly(address)).Expect(HttpStatusCode.Redirect).Location!, StringComparison.Ordinal);
            (await browser.GetOnly(address)).Expect(HttpStatusCode.OK);
        }
    }

    private const string NotRight = "The code is not right, or was used already.";

    /// <summary>RFC 6238, appendix B, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var key = Encoding.ASCII.GetBytes("12345678901234567890");
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.Code(key, Totp.StepAt(moment)));
        Assert.Equal(code, new AuthenticatorApp(Totp.Base32(key)).CodeAt(moment));
        Assert.Equal(Totp.StepAt(moment), Totp.StepOf(key, code, moment + TimeSpan.FromSeconds(30)));
        Assert.Null(Totp.StepOf(key, code, moment + TimeSpan.FromSeconds(61)));
    }

    [Fact]
    public async Task Once_set_up_the_password_alone_does_not_sign_in()
    {
        foreach (var user in new[] { await host.Given.Customer(), await host.Given.Company(), await host.Given.Operator() })
        {
            var set = await host.SetUpAuthenticator(await host.SignedIn(user));
            var browser = host.Browser();
            var page = await browser.GivePassword(user);
            Assert.False(await browser.IsSignedIn());
            (await browser.PostOnly(page, new { Code = set.App.CodeAt(host.Now) }, "Sign in")).Expect(HttpStatusCode.Redirect);
            Assert.True(await browser.IsSignedIn());
            await host.SendMail();
            Assert.Single(host.Mail.To(user.Email), m => m.Subject == "An authenticator app was set up");
        }
    }

    [Fact]
    public async Task The_way_goes_on_to_the_page_that_was_asked_for()
    {
        var customer = await host.Given.Customer();
        var set = await host.SetUpAuthenticator(await host.SignedIn(customer));
        var browser = host.Browser();
        var asked = await browser.PostForm(await browser.GetPage("/customer/agreements"), new { customer.Email, Given.Password }, "Sign in");
        Assert.EndsWith("/customer/agreements", (await browser.PostOnly(asked, new { Code = set.App.CodeAt(host.Now) }, "Sign in")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_first_code_sets_nothing_up()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var page = await browser.PostForm(await browser.GetPage("/security"), button: "Set up an authenticator app");
        var refused = (await browser.PostForm(page, new { Code = "000000" }, "Use this app")).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("The code is not right.", Assert.Single(refused.Problems), StringComparison.Ordinal);
        // The page still shows the same key.
        Assert.Equal(page.Document.QuerySelector("code.key")!.TextContent, refused.Document.QuerySelector("code.key")!.TextContent);
        Assert.True(await (await host.SignedIn(customer)).IsSignedIn());
    }

    [Fact]
    public async Task The_picture_is_an_image_that_nobody_keeps()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/security/authenticator/qr")).StatusCode);
        await browser.PostForm(await browser.GetPage("/security"), button: "Set up an authenticator app");
        using var picture = await browser.Http.GetAsync("/security/authenticator/qr");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.True(picture.Headers.CacheControl!.NoStore);
        Assert.StartsWith("<svg", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var customer = await host.Given.Customer();
        var set = await host.SetUpAuthenticator(await host.SignedIn(customer));
        var code = new { Code = set.App.CodeAt(host.Now) };
        var (first, second) = (host.Browser(), host.Browser());
        (await first.PostOnly(await first.GivePassword(customer), code, "Sign in")).Expect(HttpStatusCode.Redirect);
        Assert.Equal([NotRight], (await second.PostOnly(await second.GivePassword(customer), code, "Sign in")).Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task Of_one_code_given_twice_at_the_same_moment_one_is_taken()
    {
        var customer = await host.Given.Customer();
        var set = await host.SetUpAuthenticator(await host.SignedIn(customer));
        var pages = new List<(PortalClient Browser, Page Page)>();
        for (var i = 0; i < 4; i++)
        {
            var browser = host.Browser();
            pages.Add((browser, await browser.GivePassword(customer)));
        }

        var answers = await Task.WhenAll(pages.Select(p => p.Browser.PostOnly(p.Page, new { Code = set.App.CodeAt(host.Now) }, "Sign in")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_however_it_is_typed()
    {
        var customer = await host.Given.Customer();
        var set = await host.SetUpAuthenticator(await host.SignedIn(customer));
        Assert.Equal(RecoveryCodes.Count, set.RecoveryCodes.Distinct().Count());
        var typed = set.RecoveryCodes[3].ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l');
        for (var i = 0; i < 2; i++)
        {
            var browser = host.Browser();
            var page = await browser.PostOnly(await browser.GetPage(LinkOf(await browser.GivePassword(customer), "recovery-code")), new { Code = typed }, "Sign in");
            page.Expect(i == 0 ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest);
        }

        await host.SendMail();
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "A recovery code was used");
        Assert.Contains("9 recovery codes are left.", (await (await host.SignInWithCode(customer, set.App)).GetPage("/security")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_former()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var set = await host.SetUpAuthenticator(browser);
        var page = (await browser.PostOnly(await browser.GetPage("/security"), button: "Make new recovery codes")).Expect(HttpStatusCode.OK);
        var codes = page.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(RecoveryCodes.Count, codes.Except(set.RecoveryCodes).Count());
        foreach (var (code, status) in new[] { (set.RecoveryCodes[0], HttpStatusCode.BadRequest), (codes[0], HttpStatusCode.Redirect) })
        {
            var elsewhere = host.Browser();
            (await elsewhere.PostOnly(await elsewhere.GetPage(LinkOf(await elsewhere.GivePassword(customer), "recovery-code")), new { Code = code }, "Sign in")).Expect(status);
        }

        await host.SendMail();
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "Your recovery codes were replaced");
    }

    [Fact]
    public async Task Removed_it_is_not_asked_for_any_more()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        await host.SetUpAuthenticator(browser);
        var page = await browser.PostForm(await browser.GetPage("/security/authenticator/remove"), button: "Remove the app");
        Assert.Contains("No authenticator app is asked for any more.", page.Text, StringComparison.Ordinal);
        Assert.True(await (await host.SignedIn(customer)).IsSignedIn());
        await host.SendMail();
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "Your authenticator app was removed");
        Assert.Equal(0, await host.Db(db => db.RecoveryCodes.CountAsync(c => c.UserId == customer.Id)));
    }

    [Fact]
    public async Task Another_app_replaces_it_when_its_first_code_is_right_and_not_before()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var before = await host.SetUpAuthenticator(browser);
        await browser.PostForm(await browser.GetPage("/security"), button: "Set up another app in its place");
        await host.SignInWithCode(customer, before.App);
        var after = await host.SetUpAuthenticator(browser, button: "Set up another app in its place");
        await host.SignInWithCode(customer, after.App);
        var late = host.Browser();
        (await late.PostOnly(await late.GivePassword(customer), new { Code = before.App.CodeAt(host.Now) }, "Sign in")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Guessing_codes_is_limited_by_account_and_locks_it()
    {
        var customer = await host.Given.Customer();
        await host.SetUpAuthenticator(await host.SignedIn(customer));
        var browser = host.Browser();
        var page = await browser.GivePassword(customer);
        var answers = new List<Page>();
        for (var i = 0; i <= CheckCode.PerAccount; i++)
            answers.Add(await browser.PostOnly(page, new { Code = "000000" }, "Sign in"));
        Assert.All(answers[..CheckCode.PerAccount], answer => answer.Expect(HttpStatusCode.BadRequest));
        Assert.NotNull(answers[^1].Expect(HttpStatusCode.TooManyRequests).Response.Headers.RetryAfter);
        Assert.NotNull(await host.Db(db => db.Users.Where(u => u.Id == customer.Id).Select(u => u.LockoutEnd).SingleAsync()));
    }

    [Fact]
    public async Task The_right_password_is_good_for_ten_minutes_and_not_after_it_was_changed()
    {
        var customer = await host.Given.Customer();
        var set = await host.SetUpAuthenticator(await host.SignedIn(customer));
        var (slow, other) = (host.Browser(), host.Browser());
        var page = await slow.GivePassword(customer);
        host.Clock.Advance(SecondStep.Kept + TimeSpan.FromSeconds(1));
        Assert.StartsWith("/sign-in?", (await slow.PostOnly(page, new { Code = set.App.CodeAt(host.Now) }, "Sign in")).Location, StringComparison.Ordinal);

        page = await slow.GivePassword(customer);
        var reset = await host.OpenPasswordReset(other, customer.Email);
        await other.PostForm(reset, new { Password = "four words of another kind" }, "Set this password");
        Assert.StartsWith("/sign-in?", (await slow.PostOnly(page, new { Code = set.App.CodeAt(host.Now) }, "Sign in")).Location, StringComparison.Ordinal);
        // The new password does not do away with the code.
        Assert.StartsWith("/sign-in/code", (await other.TrySignIn(customer.Email, "four words of another kind")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_confirms_that_it_is_you()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var set = await host.SetUpAuthenticator(browser);
        host.Clock.Advance(RecentSignInAttribute.ForPages);
        var asked = await browser.GetPage("/security/authenticator/remove");
        Assert.Equal("Confirm that it is you", asked.Heading);
        var byCode = await browser.GetPage(LinkOf(asked, "byCode"));
        Assert.Equal([NotRight], (await browser.PostOnly(byCode, new { Code = "000000" }, "Go on")).Problems);
        Assert.Equal("/security/authenticator/remove", (await browser.PostOnly(byCode, new { Code = set.App.CodeAt(host.Now) }, "Go on")).Location);
    }

    [Fact]
    public async Task Neither_key_nor_codes_can_be_read_from_the_database()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var page = await browser.PostForm(await browser.GetPage("/security"), button: "Set up an authenticator app");
        var shown = page.Document.QuerySelector("code.key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var kept = await host.Db(db => db.Authenticators.Where(a => a.UserId == customer.Id).Select(a => a.PendingKey).SingleAsync());
        Assert.DoesNotContain(shown, kept, StringComparison.OrdinalIgnoreCase);
        // Only the key ring opens it: what is kept is longer than what is shown, and random.
        Assert.True(kept!.Length > 2 * shown.Length);
        var set = await host.SetUpAuthenticator(browser);
        var hashes = await host.Db(db => db.RecoveryCodes.Where(c => c.UserId == customer.Id).Select(c => c.Hash).ToListAsync());
        Assert.All(hashes, hash => Assert.DoesNotContain(set.RecoveryCodes, code => Encoding.ASCII.GetString(hash).Contains(code[..4], StringComparison.Ordinal)));
        host.Logs.NeverLog(shown);
        host.Logs.Check();
    }

    private static string LinkOf(Page page, string part) =>
        page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(href => href.Contains(part, StringComparison.Ordinal));
}
