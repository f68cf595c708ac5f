using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>ACC-4.</summary>
public sealed class RegisteringACompany(CompanyHost host) : IClassFixture<CompanyHost>
{
    [Fact]
    public async Task It_registers_confirms_by_mail_and_waits_for_an_operator()
    {
        var (email, browser, duns) = (CompanySteps.NewAddress(), host.Browser(), CompanySteps.NewDuns());
        var page = await browser.RegisterCompany(
            email, "  Lone   Star Roofs ", $"{duns[..2]}-{duns[2..5]}-{duns[5..]}", website: "https://roofs.example/", privacy: "https://roofs.example/privacy",
            seal: "TrustMark", attested: true, phone: "+1 (512) 555-0100");
        Assert.Equal("Check your mail", page.Expect(HttpStatusCode.OK).Heading);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email)));

        var confirm = (await host.OpenLink(browser, email)).Expect(HttpStatusCode.OK);
        Assert.Contains("Lone Star Roofs", confirm.Text, StringComparison.Ordinal);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email))); // Looking at the page made nothing.
        var signIn = await browser.PostForm(confirm, new { Given.Password }, "Confirm the registration");
        Assert.Contains("waits for our operators", signIn.Text, StringComparison.Ordinal);

        var company = await host.CompanyOf(email);
        Assert.Equal(
            ("Lone Star Roofs", duns, ThirdPartyStatus.Pending, "Canary Contact", "+1 (512) 555-0100", "https://roofs.example/", "https://roofs.example/privacy", "TrustMark", CompanyRules.Version),
            (company.Name, company.Duns, company.Status, company.ContactName, company.ContactPhone, company.Website, company.PrivacyPolicyUrl, company.SealName, company.RulesVersion));
        var user = await host.Db(db => db.Users.SingleAsync(u => u.Email == email));
        Assert.Equal((PortalRole.ThirdParty, CompanyRole.Administrator, true), (user.Role, user.CompanyRole!.Value, user.EmailConfirmed));

        await browser.SignIn(email);
        var waiting = await browser.GetPage("/");
        Assert.Equal("Your registration waits", waiting.Heading);
        (await browser.GetPage("/company")).Expect(HttpStatusCode.Forbidden);
        (await browser.GetPage("/company/invitations/new")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_problem_is_named_at_its_field_and_nothing_typed_is_lost_but_the_password()
    {
        var page = await host.Browser().RegisterCompany(
            "nobody", name: " ", duns: "12345", password: "short", notification: "nowhere", website: "http://roofs.example/", privacy: "roofs.example", seal: "TrustMark",
            rules: false, phone: "call me", contact: "");
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["#CompanyName", "#ContactName", "#ContactPhone", "#Duns", "#Email", "#NotificationEmail", "#Password", "#PrivacyPolicyUrl", "#RulesAccepted", "#SealAttested", "#Website"],
            page.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
        Assert.Equal("http://roofs.example/", page.Document.QuerySelector("#Website")!.GetAttribute("value"));
        Assert.DoesNotContain("\"short\"", page.Html, StringComparison.Ordinal);
        Assert.Equal("true", page.Document.QuerySelector("#RulesAccepted")!.GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("CompanyName", 121)]
    [InlineData("ContactName", 121)]
    [InlineData("SealName", 121)]
    [InlineData("Name", 121)]
    [InlineData("Website", 301)]
    [InlineData("PrivacyPolicyUrl", 301)]
    [InlineData("NotificationEmail", 255)]
    [InlineData("Email", 255)]
    [InlineData("ContactPhone", 31)]
    [InlineData("Duns", 14)]
    [InlineData("Password", 129)]
    public async Task Each_field_has_a_longest_length(string field, int length)
    {
        var text = field switch
        {
            "Website" or "PrivacyPolicyUrl" => "https://roofs.example/".PadRight(length, 'x'),
            "NotificationEmail" or "Email" => "@canary.test".PadLeft(length, 'x'),
            "ContactPhone" or "Duns" => new string('1', length),
            _ => string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))),
        };
        var browser = host.Browser();
        var form = await browser.GetPage("/register/company");
        form.Document.QuerySelector($"#{field}")!.SetAttribute("value", text);
        var page = await browser.PostForm(form, button: "Register the company");
        Assert.Contains(page.Expect(HttpStatusCode.BadRequest).Document.QuerySelectorAll(".error-summary a"), a => a.GetAttribute("href") == "#" + field);
    }

    [Fact]
    public async Task An_address_with_an_account_sees_the_same_page_and_its_owner_is_told_by_mail()
    {
        var owner = await host.Given.Customer(Domain.Shared.Language.Spanish);
        var page = await host.Browser().RegisterCompany(owner.Email.ToUpperInvariant());
        Assert.Equal("Check your mail", page.Heading);
        await host.SendMail();
        var mail = host.Mail.OnlyTo(owner.Email);
        Assert.Equal("Esta dirección ya tiene una cuenta", mail.Subject);
        Assert.DoesNotContain("/l/", mail.TextBody, StringComparison.Ordinal);
        await host.SignedIn(owner);
    }

    [Fact]
    public async Task What_a_stranger_typed_is_not_confirmed_with_another_password()
    {
        var (email, stranger, owner) = (CompanySteps.NewAddress(), host.Browser(), host.Browser());
        await stranger.RegisterCompany(email, password: "a stranger's passphrase");
        var page = await owner.PostForm(await host.OpenLink(owner, email), new { Given.Password }, "Confirm the registration");
        Assert.Equal(["This is not the password that was chosen at the registration."], page.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task Nobody_confirms_without_the_link()
    {
        var email = CompanySteps.NewAddress();
        await host.Browser().RegisterCompany(email);
        var id = await host.Db(db => db.CompanyRegistrations.Where(r => r.Email == email).Select(r => r.Id).SingleAsync());
        (await host.Browser().GetPage($"/register/company/{id}")).Expect(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Confirming_twice_makes_one_company()
    {
        var (email, browser) = (CompanySteps.NewAddress(), host.Browser());
        await browser.RegisterCompany(email);
        var confirm = await host.OpenLink(browser, email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => browser.PostOnly(confirm, new { Given.Password }, "Confirm the registration"))));
        Assert.All(answers, a => a.Expect(HttpStatusCode.Redirect));
        Assert.Equal(1, await host.Db(db => db.Users.CountAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task Of_two_registrations_with_one_address_the_first_confirmed_counts()
    {
        var (email, first, second) = (CompanySteps.NewAddress(), host.Browser(), host.Browser());
        await first.RegisterCompany(email, "The First");
        var one = await host.OpenLink(first, email);
        await second.RegisterCompany(email, "The Second");
        var two = await host.OpenLink(second, email);
        await second.PostForm(two, new { Given.Password }, "Confirm the registration");
        var late = await first.PostForm(one, new { Given.Password }, "Confirm the registration");
        Assert.Equal(["This address has got another account meanwhile. Register the company with another address."], late.Problems);
        Assert.Equal("The Second", (await host.CompanyOf(email)).Name);
    }

    [Fact]
    public async Task Nobody_keeps_an_address_from_its_owner_by_registering_a_company_with_it()
    {
        var (email, premise) = (CompanySteps.NewAddress(), await host.Given.Premise());
        await host.Browser().RegisterCompany(email);
        await host.SendMail();
        var customer = host.Browser();
        await customer.PostForm(
            await customer.GetPage("/register"),
            new { Name = "Canary Person", Email = email, Given.Password, premise.Esiid, premise.MeterNumber, Rep = Given.Rep }, "Register");
        await customer.PostForm(await host.OpenLink(customer, email), new { Given.Password }, "Confirm this address");
        await customer.SignIn(email);
    }

    [Fact]
    public async Task A_mailbox_is_not_filled_from_here()
    {
        var email = CompanySteps.NewAddress();
        for (var i = 0; i < 3; i++)
            Assert.Equal("Check your mail", (await host.Browser().RegisterCompany(email)).Heading);
        var refused = (await host.Browser().RegisterCompany(email)).Expect(HttpStatusCode.TooManyRequests);
        Assert.Equal("Too many mails", refused.Heading);
        Assert.DoesNotContain("password", refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        await host.SendMail();
        Assert.Equal(3, host.Mail.To(email).Count);
    }

    [Fact]
    public async Task A_taken_name_or_number_is_not_told()
    {
        var taken = await host.PendingCompany();
        var operators = await host.SignedIn(await host.Given.Operator());
        await operators.Decide(taken.Company.Id, "approve");
        var email = CompanySteps.NewAddress();
        Assert.Equal("Check your mail", (await host.Browser().RegisterCompany(email, taken.Company.Name, taken.Company.Duns)).Heading);
    }

    [Fact]
    public async Task Rules_that_have_changed_meanwhile_must_be_read_again()
    {
        var browser = host.Browser();
        var form = await browser.GetPage("/register/company");
        form.Document.QuerySelector("#RulesVersion")!.SetAttribute("value", "companies-2020-01");
        var page = await browser.PostForm(form, new { RulesAccepted = true }, "Register the company");
        Assert.Contains("The rules have changed while this page was open. Read them again.", page.Problems);
        Assert.Equal(CompanyRules.Version, page.Document.QuerySelector("#RulesVersion")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_rules_have_a_page_and_other_words_another_version()
    {
        var page = (await host.Browser().GetPage("/register/company/rules")).Expect(HttpStatusCode.OK);
        Assert.All(CompanyRules.All, rule => Assert.Contains(rule.Text, page.Text, StringComparison.Ordinal));
        var words = string.Join('\n', CompanyRules.All.Select(r => $"{r.Title}: {r.Text}"));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(words)));
        Assert.Equal(("companies-2026-11", "328d4c10d468d4a81483bdb7f48017e8419a51ff176c2cf63deb8b8dcc1d1c88"), (CompanyRules.Version, hash));
    }
}

/// <summary>Registrations that nobody confirms.</summary>
public sealed class ForgettingARegistration(CompanyHost host) : IClassFixture<CompanyHost>
{
    [Fact]
    public async Task After_seven_days_link_and_row_are_gone()
    {
        var (email, browser) = (CompanySteps.NewAddress(), host.Browser());
        await browser.RegisterCompany(email);
        var confirm = await host.OpenLink(browser, email);
        host.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await host.Run<RemoveOldRegistrations>();
        Assert.True(await host.Db(db => db.CompanyRegistrations.AnyAsync(r => r.Email == email)));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.PostForm(confirm, new { Given.Password }, "Confirm the registration")).Expect(HttpStatusCode.Gone);
        await host.Run<RemoveOldRegistrations>();
        Assert.False(await host.Db(db => db.CompanyRegistrations.AnyAsync(r => r.Email == email)));
    }
}

/// <summary>A small limit by network address.</summary>
public sealed class RegisteringTooOften(RegisteringTooOften.SmallHost host) : IClassFixture<RegisteringTooOften.SmallHost>
{
    [Fact]
    public async Task It_is_told_to_wait()
    {
        var browser = host.Browser();
        for (var i = 0; i < 2; i++)
            (await browser.RegisterCompany(CompanySteps.NewAddress())).Expect(HttpStatusCode.OK);
        var refused = (await browser.RegisterCompany(CompanySteps.NewAddress())).Expect(HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Response.Headers.RetryAfter);
    }

    public sealed class SmallHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:CompanyRegistrationsPerHour"] = "2" };
    }
}
