using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Languages;

/// <summary>Issue 3: a customer's language is kept in the account, for pages on every device and for mails.</summary>
public sealed class ChoosingALanguage(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task It_is_kept_in_the_account_and_goes_along_to_other_devices()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        Assert.Equal("Sus datos de electricidad", (await browser.PostForm(await browser.GetPage("/customer"), button: "Español")).Heading);
        Assert.Equal(Language.Spanish, await LanguageOf(customer));
        Assert.Equal("Sus datos de electricidad", (await (await host.SignedIn(customer)).GetPage("/customer")).Heading);
    }

    [Fact]
    public async Task The_accounts_language_wins_over_what_a_guest_chose_on_the_device()
    {
        var customer = await host.Given.Customer(Language.Spanish);
        var browser = host.Browser();
        Assert.Equal("en", (await browser.GetPage("/sign-in")).Document.DocumentElement.GetAttribute("lang"));
        await browser.SignIn(customer.Email);
        Assert.Equal("es", (await browser.GetPage("/customer")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Confirming_who_one_is_keeps_what_was_chosen_since_signing_in()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        await browser.PostForm(await browser.GetPage("/customer"), button: "Español");
        var page = await browser.PostForm(await browser.GetPage("/security/confirm?returnUrl=%2Fcustomer"), new { Given.Password });
        Assert.Equal("Sus datos de electricidad", page.Heading);
    }

    [Fact]
    public async Task A_guest_chooses_for_the_device_only()
    {
        var browser = host.Browser();
        var page = await browser.PostForm(await browser.GetPage("/sign-in"), button: "Español");
        Assert.Equal("Iniciar sesión", page.Heading);
        Assert.Equal("en", (await host.Browser().GetPage("/sign-in")).Document.DocumentElement.GetAttribute("lang"));
    }

    private Task<Language> LanguageOf(TestUser user) => host.Db(db => db.Users.Where(u => u.Id == user.Id).Select(u => u.Language).SingleAsync());
}
