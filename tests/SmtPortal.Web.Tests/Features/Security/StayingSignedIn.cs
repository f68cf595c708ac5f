using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;
using SmtPortal.Web.Tests.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>Sessions end 12 hours after sign-in or 30 minutes after the last click; their owner sees them and ends them.</summary>
public sealed class StayingSignedIn(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task Half_an_hour_without_a_click_ends_it_and_the_sign_in_page_says_so()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        host.Clock.Advance(UserSession.Idle - TimeSpan.FromSeconds(1));
        Assert.True(await browser.IsSignedIn());
        host.Clock.Advance(UserSession.Idle - TimeSpan.FromSeconds(1));
        Assert.True(await browser.IsSignedIn());
        host.Clock.Advance(UserSession.Idle);
        var page = await browser.GetPage("/customer/agreements");
        Assert.Equal("Sign in", page.Heading);
        Assert.Contains("You have been signed out: 30 minutes without a click", page.Text, StringComparison.Ordinal);
        Assert.Contains("%2Fcustomer%2Fagreements", page.Response.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twelve_hours_end_it_whatever_is_clicked()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        for (var passed = TimeSpan.FromMinutes(20); passed < UserSession.Longest; passed += TimeSpan.FromMinutes(20))
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await browser.IsSignedIn(), $"{passed} after signing in");
        }

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.False(await browser.IsSignedIn());
    }

    [Fact]
    public async Task What_a_script_asks_for_is_no_click()
    {
        var browser = (await host.SignedIn(await host.Given.Customer())).With("Sec-Fetch-Dest", "empty");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(600, await Left(browser));
        (await browser.GetOnly("/customer")).Expect(HttpStatusCode.OK);
        Assert.Equal(600, await Left(browser));
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await browser.IsSignedIn());
    }

    [Fact]
    public async Task Who_says_so_stays()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var token = (await browser.GetPage("/customer")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        browser.With("Sec-Fetch-Dest", "empty");
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        using var stay = new HttpRequestMessage(HttpMethod.Post, "/session") { Headers = { { "RequestVerificationToken", token } } };
        using var answer = await browser.Http.SendAsync(stay);
        Assert.Equal(1800, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("endsIn").GetInt32());
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await browser.IsSignedIn());
    }

    [Fact]
    public async Task A_form_that_comes_too_late_leads_over_the_sign_in_page_to_a_page_and_not_to_nothing()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var (own, none) = (await browser.GetPage("/security/password"), await browser.GetPage("/security"));
        host.Clock.Advance(UserSession.Idle);
        Assert.Contains("returnUrl=%2Fsecurity%2Fpassword&", (await browser.PostOnly(own, button: "Change the password")).Location, StringComparison.Ordinal);
        Assert.Contains("returnUrl=%2F&", (await browser.PostOnly(none, button: "Sign out everywhere")).Location + "&", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_somebody_copied_is_worth_nothing_after_signing_out()
    {
        var browser = host.Browser();
        var signedIn = await browser.TrySignIn((await host.Given.Customer()).Email, Given.Password);
        var cookie = signedIn.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-smtportal-session=", StringComparison.Ordinal)).Split(';')[0];
        var thief = host.Browser().With("Cookie", cookie);
        Assert.True(await thief.IsSignedIn());
        await browser.PostForm(await browser.GetPage("/security"), button: "Sign out");
        Assert.False(await thief.IsSignedIn());
    }

    [Fact]
    public async Task Signing_in_anew_in_the_same_browser_leaves_no_session_behind()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        await browser.SignIn(customer.Email);
        Assert.Equal(1, await host.Db(db => db.UserSessions.CountAsync(s => s.UserId == customer.Id)));
    }

    [Fact]
    public async Task The_page_lists_them_in_words_and_signs_one_out()
    {
        foreach (var user in new[] { await host.Given.Customer(), await host.Given.Company(), await host.Given.Operator() })
        {
            var (desk, phone) = (host.Browser().With("User-Agent", Firefox), host.Browser().With("User-Agent", Phone));
            await desk.SignIn(user.Email);
            await phone.SignIn(user.Email);
            var page = await desk.GetPage("/security");
            Assert.Equal(["Firefox, Windows This device", "Safari, iPhone"], page.Document.QuerySelectorAll("li.card h3").Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Order());
            Assert.Contains(Show.Day(CentralTime.DayOf(host.Now)), page.Text, StringComparison.Ordinal);
            page = await desk.PostForm(page, button: "Sign out Safari, iPhone");
            Assert.Contains("That device is signed out.", page.Text, StringComparison.Ordinal);
            Assert.False(await phone.IsSignedIn());
            Assert.True(await desk.IsSignedIn());
        }
    }

    [Fact]
    public async Task Signing_out_everywhere_acts_at_the_next_click_of_each()
    {
        var customer = await host.Given.Customer();
        var (browser, elsewhere, other) = (await host.SignedIn(customer), await host.SignedIn(customer), await host.SignedIn(await host.Given.Customer()));
        var page = await browser.PostForm(await browser.GetPage("/security"), button: "Sign out everywhere");
        Assert.Contains("Your account is signed out everywhere.", page.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedIn());
        Assert.False(await elsewhere.IsSignedIn());
        Assert.True(await other.IsSignedIn());
        Assert.True(await (await host.SignedIn(customer)).IsSignedIn());
    }

    [Fact]
    public async Task The_history_tells_successes_and_failures()
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser().With("User-Agent", Firefox);
        await browser.TrySignIn(customer.Email, "not the password at all");
        await browser.SignIn(customer.Email);
        var set = await host.SetUpAuthenticator(browser);
        await host.SignInWithCode(customer, set.App);
        var guesser = host.Browser();
        await guesser.PostOnly(await guesser.GivePassword(customer), new { Code = "000000" }, "Sign in");
        var page = await browser.GetPage("/security/sign-ins");
        Assert.Equal(
            ["Wrong code", "Signed in with password and code", "Signed in with the password", "Wrong password"],
            page.Document.QuerySelectorAll("tbody tr").Select(row => row.Children[1].TextContent));
        Assert.Equal("Firefox, Windows", page.Document.QuerySelectorAll("tbody tr")[3].Children[2].TextContent);
    }

    [Fact]
    public async Task The_history_has_pages()
    {
        var customer = await host.Given.Customer();
        await host.Db(async db =>
        {
            db.SignInRecords.AddRange(Enumerable.Range(0, 30).Select(_ => new SignInRecord { UserId = customer.Id, At = host.Now, Outcome = SignInOutcome.Password, Device = "" }));
            await db.SaveChangesAsync();
        });
        var browser = await host.SignedIn(customer);
        var page = await browser.GetPage("/security/sign-ins");
        Assert.Equal(25, page.Document.QuerySelectorAll("tbody tr").Length);
        page = await browser.GetPage(page.Document.QuerySelector("nav.paging a")!.GetAttribute("href")!);
        Assert.Equal(6, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Null(page.Document.QuerySelector("nav.paging a"));
    }

    [Fact]
    public async Task History_and_known_devices_are_kept_for_13_months_and_sessions_until_they_are_over()
    {
        var (before, after) = (await host.Given.Customer(), await host.Given.Customer());
        await host.SignedIn(before);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SignedIn(after);
        host.Clock.SetUtcNow(host.Now.AddMonths(SignInRecord.KeptMonths));
        await host.Run<ForgetSignIns>();
        Assert.Equal((0, 0), await Kept(before));
        Assert.Equal((1, 1), await Kept(after));
        Assert.Equal(0, await host.Db(db => db.UserSessions.CountAsync(s => s.UserId == before.Id || s.UserId == after.Id)));

        async Task<(int, int)> Kept(TestUser user) => (
            await host.Db(db => db.SignInRecords.CountAsync(r => r.UserId == user.Id)),
            await host.Db(db => db.KnownDevices.CountAsync(d => d.UserId == user.Id)));
    }

    [Fact]
    public async Task A_new_device_is_told_to_the_owner_and_a_known_one_is_not()
    {
        var customer = await host.Given.Customer();
        var known = host.Browser().With("User-Agent", Firefox);
        await known.SignIn(customer.Email);
        await known.SignIn(customer.Email);
        await host.SendMail();
        Assert.Empty(host.Mail.To(customer.Email));
        await host.Browser().With("User-Agent", Phone).SignIn(customer.Email);
        await host.SendMail();
        var mail = host.Mail.OnlyTo(customer.Email);
        Assert.Equal("A new device signed in to your account", mail.Subject);
        Assert.Contains("Device: Safari, iPhone", mail.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Firefox, "Firefox, Windows")]
    [InlineData(Phone, "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15", "Safari, Mac")]
    [InlineData("curl/8.0", "")]
    [InlineData("<script>alert(1)</script> Firefox/1", "Firefox")]
    public void A_device_is_named_in_words_that_its_owner_knows(string agent, string words)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.UserAgent = agent;
        Assert.Equal(words, DeviceWords.Of(context.Request));
    }

    private static async Task<int> Left(PortalClient browser) =>
        JsonDocument.Parse(await browser.Http.GetStringAsync("/session")).RootElement.GetProperty("endsIn").GetInt32();
}
