using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.SignIn;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>ACC-2: passkeys. The journey of a real browser is <c>Journeys/SigningInWithAPasskey</c>.</summary>
public sealed class UsingPasskeys(PortalHost host) : IClassFixture<PortalHost>
{
    private const string NotAdded = "The passkey could not be added. Try again; you have 5 minutes to unlock your device.";

    [Fact]
    public async Task Added_it_signs_in_alone_and_the_history_and_a_mail_say_so()
    {
        foreach (var user in new[] { await host.Given.Customer(), await host.Given.Company(), await host.Given.Operator() })
        {
            var device = await (await host.SignedIn(user)).AddPasskey();
            var browser = host.Browser();
            (await browser.TryPasskey(device, await browser.GetPage("/security/sign-ins"))).Expect(HttpStatusCode.Redirect);
            Assert.Contains("Signed in with a passkey", (await browser.GetPage("/security/sign-ins")).Text, StringComparison.Ordinal);
            await host.SendMail();
            Assert.Single(host.Mail.To(user.Email), m => m.Subject == "A passkey was added");
            // Its password goes on working alone: the passkey is there for ease.
            Assert.True(await (await host.SignedIn(user)).IsSignedIn());
        }
    }

    [Fact]
    public async Task The_way_goes_on_to_the_page_that_was_asked_for_and_to_no_other_site()
    {
        var device = await (await host.SignedIn(await host.Given.Customer())).AddPasskey();
        var browser = host.Browser();
        Assert.Equal("/customer/agreements", (await browser.TryPasskey(device, await browser.GetPage("/customer/agreements"))).Location);
        Assert.Equal("/", (await browser.TryPasskey(device, await browser.GetPage("/sign-in?returnUrl=https%3A%2F%2Fevil.test%2F"))).Location);
    }

    [Fact]
    public async Task It_signs_in_where_an_app_would_be_asked_for_and_while_others_guess_the_password()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        await host.SetUpAuthenticator(browser);
        var device = await browser.AddPasskey();
        var elsewhere = host.Browser();
        (await elsewhere.TryPasskey(device, await elsewhere.GivePassword(customer), "Use a passkey instead")).Expect(HttpStatusCode.Redirect);
        Assert.True(await elsewhere.IsSignedIn());
        for (var i = 0; i < Lockout.Every; i++)
            await host.Browser().TrySignIn(customer.Email, "not the password at all");
        (await host.Browser().TryPasskey(device)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task It_is_listed_renamed_and_removed_and_then_signs_in_no_more()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var device = await browser.AddPasskey("My telephone");
        await browser.AddPasskey("My laptop");
        var page = await browser.GetPage($"/security/passkeys/{device.Id}/rename");
        Assert.Equal(["Enter a name by which you know the device."], (await browser.PostOnly(page, new { Name = " " }, "Save the name")).Expect(HttpStatusCode.BadRequest).Problems);
        var security = await browser.PostForm(page, new { Name = "My old telephone" }, "Save the name");
        Assert.Contains("Your passkey has its new name.", security.Text, StringComparison.Ordinal);
        Assert.Contains("My old telephone", security.Text, StringComparison.Ordinal);

        var remove = await browser.GetPage($"/security/passkeys/{device.Id}/remove");
        Assert.Contains("My old telephone", remove.Text, StringComparison.Ordinal);
        security = await browser.PostForm(remove, button: "Remove it");
        Assert.Contains("The passkey is removed.", security.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("My old telephone", security.Text, StringComparison.Ordinal);
        Assert.Contains("My laptop", security.Text, StringComparison.Ordinal);
        Assert.Equal([PasskeySteps.Refused], (await host.Browser().TryPasskey(device)).Expect(HttpStatusCode.BadRequest).Problems);
        await host.SendMail();
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "A passkey was removed");
        (await browser.GetPage($"/security/passkeys/{device.Id}/remove")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_that_is_not_unlocked_or_is_for_another_site_is_not_added()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        foreach (var wrong in Wrong())
            Assert.Equal([NotAdded], (await browser.TryAddPasskey(wrong)).Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Contains("You have none yet.", (await browser.GetPage("/security")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_unlocked_or_for_another_site_it_does_not_sign_in()
    {
        var device = await (await host.SignedIn(await host.Given.Customer())).AddPasskey();
        foreach (var wrong in Wrong())
        {
            (device.IsUnlocked, device.Origin, device.Domain) = (wrong.IsUnlocked, wrong.Origin, wrong.Domain);
            Assert.Equal([PasskeySteps.Refused], (await host.Browser().TryPasskey(device)).Expect(HttpStatusCode.BadRequest).Problems);
        }
    }

    [Fact]
    public async Task Answers_to_no_question_or_that_are_none_are_refused()
    {
        var device = await (await host.SignedIn(await host.Given.Customer())).AddPasskey();
        var browser = host.Browser();
        var page = await browser.GetPage("/sign-in");
        var question = await browser.Ask(page, "Sign in with a passkey");
        foreach (var answer in new[] { "", "{", "null", "[]", "{\"id\":\"AA\"}", new string('x', Passkeys.AnswerMaxLength + 1) })
        {
            await browser.Ask(page, "Sign in with a passkey");
            (await browser.PostOnly(page, new { Answer = answer }, "Sign in with a passkey")).Expect(HttpStatusCode.BadRequest);
        }

        // The question of an earlier page was replaced; a guest's browser was asked nothing at all.
        await browser.Ask(page, "Sign in with a passkey");
        (await browser.PostOnly(page, new { Answer = device.Sign(question) }, "Sign in with a passkey")).Expect(HttpStatusCode.BadRequest);
        var guest = host.Browser();
        (await guest.PostOnly(await guest.GetPage("/sign-in"), new { Answer = device.Sign(question) }, "Sign in with a passkey")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_copy_of_question_and_answer_signs_nobody_in()
    {
        var device = await (await host.SignedIn(await host.Given.Customer())).AddPasskey();
        using var http = host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new Uri("https://localhost") });
        var page = await Page.ReadAsync(await http.GetAsync("/sign-in"));
        var token = page.Document.QuerySelector("form[data-passkey] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookies = Cookies(page.Response);
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey/question") { Headers = { { "RequestVerificationToken", token }, { "Cookie", cookies } } };
        using var asked = await http.SendAsync(ask);
        cookies += "; " + Cookies(asked);
        var answer = device.Sign(await asked.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, await Send());
        Assert.Equal(HttpStatusCode.BadRequest, await Send());

        async Task<HttpStatusCode> Send()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey") { Headers = { { "Cookie", cookies } } };
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Answer"] = answer });
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }

        static string Cookies(HttpResponseMessage response) => string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    [Fact]
    public async Task The_answer_of_another_device_or_for_another_account_is_refused()
    {
        var (mine, others) = (await host.Given.Customer(), await host.Given.Customer());
        var device = await (await host.SignedIn(mine)).AddPasskey();
        // Same id and owner, another key: what a thief of the database has.
        var thief = new PasskeyDevice();
        thief.Create(new JsonObject { ["challenge"] = "AA", ["user"] = new JsonObject { ["id"] = "AA" } }.ToJsonString());
        var browser = host.Browser();
        var page = await browser.GetPage("/sign-in");
        var (right, wrong) = (JsonNode.Parse(device.Sign(await browser.Ask(page, "Sign in with a passkey")))!, JsonNode.Parse(thief.Sign("""{"challenge":"AA"}"""))!);
        right["response"]!["signature"] = (string)wrong["response"]!["signature"]!;
        Assert.Equal([PasskeySteps.Refused], (await browser.PostOnly(page, new { Answer = right.ToJsonString() }, "Sign in with a passkey")).Expect(HttpStatusCode.BadRequest).Problems);

        // Asked of one, who then signs out; the other signs in with the same browser.
        var shared = await host.SignedIn(mine);
        var adding = await shared.GetPage("/security/passkeys/new");
        var answer = new PasskeyDevice().Create(await shared.Ask(adding));
        await shared.SignIn(others.Email);
        adding = await shared.GetPage("/security/passkeys/new");
        Assert.Equal([NotAdded], (await shared.PostOnly(adding, new { Name = "Shared", Answer = answer }, "Add the passkey")).Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task An_account_has_ten_at_most()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        for (var i = 0; i < Passkeys.PerAccount; i++)
            await browser.AddPasskey($"Device {i}");
        var refused = (await browser.TryAddPasskey(new PasskeyDevice())).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["Your account has 10 passkeys, which is the most. Remove one that you no longer use."], refused.Problems);
        var security = await browser.GetPage("/security");
        Assert.Null(security.Document.QuerySelector("a[href='/security/passkeys/new']"));
    }

    [Fact]
    public async Task A_name_is_needed_and_has_an_end()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        Assert.Equal(["Enter a name by which you know the device."], (await browser.TryAddPasskey(new PasskeyDevice(), "")).Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Equal(["Use at most 60 characters."], (await browser.TryAddPasskey(new PasskeyDevice(), new string('n', 61))).Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task ACC_8_A_suspended_company_does_not_sign_in_with_one_either()
    {
        var company = await host.Given.Company();
        var device = await (await host.SignedIn(company)).AddPasskey();
        await host.Db(async db =>
        {
            (await db.ThirdParties.FindAsync(company.OwnerId))!.Suspend("A test.", host.Now);
            await db.SaveChangesAsync();
        });
        (await host.Browser().TryPasskey(device)).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Adding_and_removing_ask_who_it_is_and_a_passkey_answers_that()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var device = await browser.AddPasskey();
        host.Clock.Advance(RecentSignInAttribute.ForPages + TimeSpan.FromSeconds(1));
        foreach (var address in new[] { "/security/passkeys/new", $"/security/passkeys/{device.Id}/rename", $"/security/passkeys/{device.Id}/remove" })
            Assert.Equal("Confirm that it is you", (await browser.GetPage(address)).Heading);
        var asked = await browser.GetPage("/security/passkeys/new");
        // Another account's does not.
        var stranger = await (await host.SignedIn(await host.Given.Customer())).AddPasskey();
        (await browser.TryPasskey(stranger, asked, "Use a passkey instead")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("/security/passkeys/new", (await browser.TryPasskey(device, asked, "Use a passkey instead")).Location);
        Assert.Equal("Add a passkey", (await browser.GetPage("/security/passkeys/new")).Heading);
    }

    [Fact]
    public async Task Without_scripts_no_button_shows_and_the_page_says_why()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var page = await browser.GetPage("/security/passkeys/new");
        Assert.True(page.FormOf("Add the passkey").Button!.HasAttribute("hidden"));
        Assert.False(page.Document.QuerySelector("[data-passkey-missing]")!.HasAttribute("hidden"));
        Assert.True((await host.Browser().GetPage("/sign-in")).Document.QuerySelector("form[data-passkey]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task What_is_kept_holds_no_secret()
    {
        var customer = await host.Given.Customer();
        await (await host.SignedIn(customer)).AddPasskey();
        var kept = await host.Db(db => db.UserPasskeys.SingleAsync(p => p.UserId == customer.Id));
        Assert.True(kept.Data.IsUserVerified);
        Assert.Equal(77, kept.Data.PublicKey.Length);
    }

    private static PasskeyDevice[] Wrong() =>
        [new() { IsUnlocked = false }, new() { Origin = "https://evil.test" }, new() { Origin = "http://localhost" }, new() { Domain = "evil.test" }];
}
