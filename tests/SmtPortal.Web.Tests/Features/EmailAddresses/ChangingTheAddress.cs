using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.EmailAddresses;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.EmailAddresses;

/// <summary>ACC-2, section 10: a change of address takes effect when the new one is confirmed; the old one is told.</summary>
public sealed class ChangingTheAddress(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    private const string CheckYourMail = "Check your mail";

    [Fact]
    public async Task It_takes_effect_when_its_owner_confirms_it_signed_in()
    {
        var customer = await host.Given.Customer();
        var (browser, other) = (await host.SignedIn(customer), await host.SignedIn(customer));
        var email = await Ask(browser);
        Assert.Equal(customer.Email, await AddressOf(customer));

        var page = await browser.GetPage(await Link(email));
        Assert.Contains($"From now on you sign in with {email}", page.Text, StringComparison.Ordinal);
        Assert.Equal(customer.Email, await AddressOf(customer)); // looking changes nothing
        var done = await browser.PostForm(page, button: "Use this address");
        Assert.Contains("Your account has its new address.", done.Text, StringComparison.Ordinal);

        Assert.Equal(email, await AddressOf(customer));
        Assert.Equal("Sign in", (await other.GetPage("/customer")).Heading); // every other device is signed out
        await host.Browser().SignIn(email);
        (await host.Browser().PostOnly(await host.Browser().GetPage("/sign-in"), new { customer.Email, Given.Password }, "Sign in")).Expect(HttpStatusCode.BadRequest);
        await host.SendMail();
        Assert.Equal(["A new e-mail address was entered for your account", "The e-mail address of your account was changed"], Subjects(customer.Email));
        Assert.Equal(["Confirm your new e-mail address", "The e-mail address of your account was changed"], Subjects(email));
    }

    /// <summary>Without those about sign-ins with browsers that are new.</summary>
    private IEnumerable<string?> Subjects(string address) => host.Mail.To(address).Select(m => m.Subject).Where(subject => subject != "A new device signed in to your account").Order();

    [Fact]
    public async Task The_link_alone_does_not_confirm_it_nor_does_another_account()
    {
        var customer = await host.Given.Customer();
        var link = await Link(await Ask(await host.SignedIn(customer)));
        Assert.Equal("Sign in", (await host.Browser().GetPage(link)).Heading);
        (await (await host.SignedIn(await host.Given.Customer())).GetPage(link)).Expect(HttpStatusCode.NotFound);
        Assert.Equal(customer.Email, await AddressOf(customer));
    }

    [Fact]
    public async Task Signing_in_without_the_link_does_not_confirm_it_either()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        await Ask(browser);
        var id = await host.Db(db => db.AddressChanges.Where(c => c.UserId == customer.Id).Select(c => c.Id).SingleAsync());
        (await browser.GetPage($"/security/address/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact] // the answer never tells whether an address has an account
    public async Task An_address_with_an_account_gets_the_same_answer_and_its_owner_a_mail()
    {
        var (customer, owner) = (await host.Given.Customer(), await host.Given.Customer());
        var browser = await host.SignedIn(customer);
        await Ask(browser, owner.Email);
        await host.SendMail();
        Assert.Equal("This address has an account already", host.Mail.OnlyTo(owner.Email).Subject);
        Assert.DoesNotContain("/l/", host.Mail.OnlyTo(owner.Email).TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_got_an_account_meanwhile_stays_its_owners()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var email = await Ask(browser);
        var page = await browser.GetPage(await Link(email));
        var registering = host.Browser();
        await registering.Register(await host.Given.Premise(), email);
        await registering.PostForm(await host.OpenConfirmation(registering, email), new { Given.Password }, "Confirm this address");
        Assert.Contains("has come to another account meanwhile", (await browser.PostForm(page, button: "Use this address")).Text, StringComparison.Ordinal);
        Assert.Equal(customer.Email, await AddressOf(customer));
    }

    [Fact] // as in registration, an account that nobody confirmed makes room
    public async Task An_account_that_nobody_confirmed_does_not_keep_the_address()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var email = RegistrationSteps.NewAddress();
        await host.Browser().Register(await host.Given.Premise(), email);
        await Ask(browser, email);
        await browser.PostForm(await browser.GetPage(await Link(email)), button: "Use this address");
        Assert.Equal(email, await AddressOf(customer));
    }

    [Fact]
    public async Task A_later_one_replaces_an_earlier_one()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var first = await Link(await Ask(browser));
        var second = await Link(await Ask(browser));
        (await browser.PostForm(await browser.GetPage(first), button: "Use this address")).Expect(HttpStatusCode.Gone);
        await browser.PostForm(await browser.GetPage(second), button: "Use this address");
        Assert.NotEqual(customer.Email, await AddressOf(customer));
    }

    [Fact]
    public async Task One_account_may_ask_five_times_a_day()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        for (var i = 0; i < RequestAddressChange.PerAccount; i++)
            await Ask(browser);
        var refused = await browser.PostForm(await browser.GetPage("/security/address"), new { Email = RegistrationSteps.NewAddress() }, "Send the link");
        Assert.NotNull(refused.Expect(HttpStatusCode.TooManyRequests).Response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("", "Enter your e-mail address.")]
    [InlineData("nobody", "This does not look like an e-mail address, such as name@example.com.")]
    public async Task What_is_no_address_is_asked_again(string typed, string problem)
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        Assert.Equal([problem], (await browser.PostForm(await browser.GetPage("/security/address"), new { Email = typed }, "Send the link")).Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task The_own_address_is_no_change()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var page = await browser.PostForm(await browser.GetPage("/security/address"), new { Email = customer.Email.ToUpperInvariant() }, "Send the link");
        Assert.Equal(["This is the address that your account has already."], page.Problems);
    }

    [Fact] // companies' users too
    public async Task A_companys_user_changes_the_address_the_same_way()
    {
        var company = await host.Given.Company();
        var browser = await host.SignedIn(company);
        var email = await Ask(browser);
        await browser.PostForm(await browser.GetPage(await Link(email)), button: "Use this address");
        Assert.Equal(email, await AddressOf(company));
    }

    [Fact] // the whole text of the mails, in both languages
    public async Task The_mails_in_English()
    {
        var (customer, email, owner) = await Changed(Language.English);
        Assert.Equal(
            "Confirm your new e-mail address =============================== Hello, This address was entered as the new address of an account at SmtPortal. Open the link within 7 days, sign in with the address you have used so far, and confirm it."
            + " Confirm this address: LINK If you did not ask for this, do nothing: only who can sign in to that account can confirm it.", Words(email, "Confirm your new e-mail address"));
        Assert.Equal(
            "The e-mail address of your account was changed ============================================== Hello, From now on, sign in to SmtPortal with this address. Mails about your account come here. Every other device has been signed out."
            + " Look at your security page: https://localhost/security", Words(email, "The e-mail address of your account was changed"));
        Assert.Equal(
            "A new e-mail address was entered for your account ================================================= Hello, On Nov 23, 2026, 12:00 PM CT another e-mail address was entered for your account at SmtPortal. It takes effect when it is confirmed; until then everything stays as it is."
            + " Look at your security page: https://localhost/security If it was not you, change your password at once: whoever did it knows it.", Words(customer, "A new e-mail address was entered for your account"));
        Assert.Equal(
            "The e-mail address of your account was changed ============================================== Hello, On Nov 23, 2026, 12:00 PM CT your account at SmtPortal got another e-mail address. Mails about it no longer come here, and nobody can sign in with this address any more."
            + " If it was not you, somebody else has your password. Register with this address and the details from your bill to claim your homes back.", Words(customer, "The e-mail address of your account was changed"));
        Assert.Equal(
            "This address has an account already =================================== Hello, Somebody who is signed in to another account at SmtPortal wanted to use this address for it. An address can belong to one account only, and nothing was changed."
            + " Sign in: https://localhost/sign-in If it was not you, you need not do anything.", Words(owner, "This address has an account already"));
    }

    [Fact]
    public async Task The_mails_in_Spanish()
    {
        var (customer, email, owner) = await Changed(Language.Spanish);
        Assert.Equal(
            "Confirme su nuevo correo electrónico ==================================== Hola: Esta dirección se indicó como la nueva dirección de una cuenta de SmtPortal. Abra el enlace en los próximos 7 días, inicie sesión con la dirección que ha usado hasta ahora y confírmela."
            + " Confirmar esta dirección: LINK Si usted no lo pidió, no haga nada: solo quien puede iniciar sesión en esa cuenta puede confirmarla.", Words(email, "Confirme su nuevo correo electrónico"));
        Assert.Equal(
            "Se cambió el correo electrónico de su cuenta ============================================ Hola: De ahora en adelante, inicie sesión en SmtPortal con esta dirección. Los correos sobre su cuenta llegan aquí. Se cerró la sesión en todos los demás dispositivos."
            + " Ver su página de seguridad: https://localhost/security", Words(email, "Se cambió el correo electrónico de su cuenta"));
        Assert.Equal(
            "Se indicó un nuevo correo electrónico para su cuenta ==================================================== Hola: El 23 nov 2026, 12:00 CT se indicó otro correo electrónico para su cuenta de SmtPortal. Entra en vigor cuando se confirme; hasta entonces todo queda como está."
            + " Ver su página de seguridad: https://localhost/security Si no fue usted, cambie su contraseña de inmediato: quien lo hizo la conoce.", Words(customer, "Se indicó un nuevo correo electrónico para su cuenta"));
        Assert.Equal(
            "Se cambió el correo electrónico de su cuenta ============================================ Hola: El 23 nov 2026, 12:00 CT su cuenta de SmtPortal recibió otro correo electrónico. Los correos sobre ella ya no llegan aquí, y ya nadie puede iniciar sesión con esta dirección."
            + " Si no fue usted, otra persona tiene su contraseña. Regístrese con esta dirección y los datos de su factura para reclamar sus hogares.", Words(customer, "Se cambió el correo electrónico de su cuenta"));
        Assert.Equal(
            "Esta dirección ya tiene una cuenta ================================== Hola: Alguien que inició sesión en otra cuenta de SmtPortal quiso usar esta dirección para ella. Una dirección solo puede pertenecer a una cuenta, y no se cambió nada."
            + " Iniciar sesión: https://localhost/sign-in Si no fue usted, no tiene que hacer nada.", Words(owner, "Esta dirección ya tiene una cuenta"));
    }

    /// <summary>A change that took effect, and one to an address that has an account.</summary>
    private async Task<(string Old, string New, string Owner)> Changed(Language language)
    {
        var (customer, owner) = (await host.Given.Customer(language), await host.Given.Customer(language));
        await host.Use<RequestAddressChange, TimeSpan?>(r => r.ExecuteAsync(customer.Id, owner.Email, default));
        await host.SendMail();
        var email = RegistrationSteps.NewAddress();
        await host.Use<RequestAddressChange, TimeSpan?>(r => r.ExecuteAsync(customer.Id, email, default));
        var id = await host.Db(db => db.AddressChanges.Where(c => c.Email == email).Select(c => c.Id).SingleAsync());
        await host.Use<ConfirmAddressChange, ConfirmAddressChangeOutcome>(c => c.ExecuteAsync(id, customer.Id, null, default));
        await host.SendMail();
        return (customer.Email, email, owner.Email);
    }

    /// <summary>The mail to an address that begins with a heading, without its token.</summary>
    private string Words(string address, string heading) => Regex.Replace(
        RecordedMail.WordsOf(host.Mail.To(address).First(m => m.Subject == heading)), @"https://localhost/l/\S+", "LINK");

    private static async Task<string> Ask(PortalClient browser, string? email = null)
    {
        email ??= RegistrationSteps.NewAddress();
        Assert.Equal(CheckYourMail, (await browser.PostForm(await browser.GetPage("/security/address"), new { Email = email }, "Send the link")).Heading);
        return email;
    }

    private async Task<string> Link(string email)
    {
        await host.SendMail();
        return RecordedMail.LinkOf(host.Mail.To(email).Last(m => m.Subject == "Confirm your new e-mail address"), "confirm");
    }

    private Task<string> AddressOf(TestUser user) => host.Db(db => db.Users.Where(u => u.Id == user.Id).Select(u => u.Email!).SingleAsync());
}
