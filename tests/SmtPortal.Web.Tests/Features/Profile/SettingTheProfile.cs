using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Profile;

/// <summary>Issue 3: name, language, authorization code and choice of mails of a customer.</summary>
public sealed class SettingTheProfile(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Name_language_and_mails_are_saved_and_the_page_speaks_the_new_language()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var page = await browser.PostForm(await browser.GetPage("/customer/profile"), new { Name = "  Ana   Canary ", Language = "Spanish", TellFirstAccess = false }, "Save");
        Assert.Equal("Su perfil", page.Heading);
        Assert.Contains("Guardado.", page.Text, StringComparison.Ordinal);
        Assert.Equal("Ana Canary", page.Document.QuerySelector(".who")!.TextContent);
        var user = await host.Db(db => db.Users.SingleAsync(u => u.Id == customer.Id));
        Assert.Equal(("Ana Canary", Language.Spanish, false), (user.DisplayName, user.Language, user.TellFirstAccess));
        Assert.Equal(("Ana Canary", false), await Account(customer));
    }

    [Fact]
    public async Task Saved_twice_at_the_same_moment_both_are_answered_and_one_stands()
    {
        var customer = await host.Given.Customer();
        var browsers = new[] { await host.SignedIn(customer), await host.SignedIn(customer) };
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var forms = new[] { await browsers[0].GetPage("/customer/profile"), await browsers[1].GetPage("/customer/profile") };
            var names = new[] { $"Ana {round}", $"Eva {round}" };
            var pages = await Task.WhenAll(forms.Select((form, n) => Task.Run(() => browsers[n].PostForm(form, new { Name = names[n], TellFirstAccess = n == 0 }, "Save"))));
            Assert.All(pages, page => Assert.Contains("Saved.", page.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal));
            var user = await host.Db(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == customer.Id));
            var (name, told) = (user.DisplayName, user.TellFirstAccess);
            Assert.Contains((name, told), new[] { (names[0], true), (names[1], false) });
            Assert.Equal((name, false), await Account(customer));
        }
    }

    [Fact] // ACC-1: a business account
    public async Task With_the_name_of_a_business_the_account_is_the_businesss()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        await browser.PostForm(await browser.GetPage("/customer/profile"), new { Name = "Ana Canary", Business = "Canary Goods" }, "Save");
        Assert.Equal(("Canary Goods", true), await Account(customer));
        Assert.Equal("Canary Goods", (await browser.GetPage("/customer/profile")).Document.QuerySelector("#Business")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_missing_or_too_long_is_said_at_its_field_and_nothing_is_saved()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var page = await browser.PostForm(await browser.GetPage("/customer/profile"), new { Name = " ", Business = new string('x', 121) }, "Save");
        Assert.Equal(["Enter your name.", "Use at most 120 characters."], page.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Contains("Your account authorization code", page.Text, StringComparison.Ordinal);
    }

    [Fact] // ACC-3
    public async Task The_code_is_shown_and_can_be_replaced_after_saying_what_that_does()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var page = await browser.GetPage("/customer/profile");
        var before = await Code(customer);
        Assert.Equal(before.ToString(), page.Document.QuerySelector(".code-value")!.TextContent);

        var ask = await browser.GetPage("/customer/profile/code");
        Assert.Contains($"Nobody can invite you with {before} any more.", ask.Text, StringComparison.Ordinal);
        var after = await browser.PostForm(ask, button: "Replace the code");
        Assert.NotEqual(before, await Code(customer));
        Assert.Equal((await Code(customer)).ToString(), after.Document.QuerySelector(".code-value")!.TextContent);
    }

    [Fact] // what invites by code looks accounts up by it
    public async Task An_account_is_found_by_its_code()
    {
        var customer = await host.Given.Customer();
        var code = AuthorizationCode.TryParse((await Code(customer)).ToString().ToLowerInvariant());
        Assert.Equal(customer.OwnerId, await host.Db(db => db.Customers.Where(c => c.AuthorizationCode == code).Select(c => c.Id).SingleAsync()));
    }

    private Task<AuthorizationCode> Code(TestUser customer) => host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.AuthorizationCode!).SingleAsync());

    private async Task<(string Name, bool IsBusiness)> Account(TestUser customer)
    {
        var account = await host.Db(db => db.Customers.SingleAsync(c => c.Id == customer.OwnerId));
        return (account.Name, account.IsBusiness);
    }
}
