using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

/// <summary>INV-6: without an account, register, and the invitation is waiting.</summary>
public sealed class RegisteringForAnInvitation(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Theory]
    [InlineData("register")]
    [InlineData("accept")]
    public async Task Who_came_by_the_link_of_a_mail_to_their_address_is_signed_in_and_goes_on_to_accept(string word)
    {
        var (premise, email, link) = await Invited(word);
        var browser = host.Browser();
        var form = await browser.GetPage(link);
        if (word == "accept")
            form = await browser.GetPage(form.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Register").GetAttribute("href")!);
        var accept = await browser.PostForm(form, Details(premise, email), "Register");
        Assert.EndsWith("/accept", accept.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        await browser.PostForm(accept, button: "Accept");
        Assert.Equal(AgreementStatus.Active, await host.Db(db => db.Agreements.Where(a => a.Esiids.Any(e => e.Esiid == premise.Esiid)).Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task Who_registers_with_another_address_than_the_mails_confirms_it_first()
    {
        var (premise, _, link) = await Invited("register");
        var (browser, other) = (host.Browser(), RegistrationSteps.NewAddress());
        var page = await browser.PostForm(await browser.GetPage(link), Details(premise, other), "Register");
        Assert.Equal("Check your mail", page.Heading);
        var signIn = await browser.PostForm(await host.OpenConfirmation(browser, other), new { Given.Password }, "Confirm this address");
        var accept = await browser.PostForm(signIn, new { Email = other, Password = Given.Password }, "Sign in");
        Assert.EndsWith("/accept", accept.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_invitation_waits_also_where_the_address_is_confirmed_in_another_browser()
    {
        var (premise, _, link) = await Invited("register");
        var (browser, other) = (host.Browser(), RegistrationSteps.NewAddress());
        await browser.PostForm(await browser.GetPage(link), Details(premise, other), "Register");
        var elsewhere = host.Browser();
        var signIn = await elsewhere.PostForm(await host.OpenConfirmation(elsewhere, other), new { Given.Password }, "Confirm this address");
        var home = await elsewhere.PostForm(signIn, new { Email = other, Password = Given.Password }, "Sign in");
        var accept = await elsewhere.GetPage(home.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(a => a.EndsWith("/accept", StringComparison.Ordinal)));
        await elsewhere.PostForm(accept, button: "Accept");
        Assert.Equal(AgreementStatus.Active, await host.Db(db => db.Agreements.Where(a => a.Esiids.Any(e => e.Esiid == premise.Esiid)).Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task An_account_that_nobody_confirms_keeps_no_invitation_from_whoever_opens_it_next()
    {
        var (premise, email, link) = await Invited("register");
        var (browser, wrong, right) = (host.Browser(), RegistrationSteps.NewAddress(), RegistrationSteps.NewAddress());
        await browser.PostForm(await browser.GetPage(link), Details(premise, wrong), "Register");
        Assert.Equal(await CustomerOf(wrong), await BoundTo(premise));
        await browser.PostForm(await browser.GetPage(link), Details(premise, right), "Register");
        Assert.Equal(await CustomerOf(right), await BoundTo(premise));

        host.Clock.Advance(TimeSpan.FromDays(7));
        await host.Run<RemoveUnconfirmedAccounts>();
        Assert.Null(await BoundTo(premise));
        var accept = await browser.PostForm(await browser.GetPage(link), Details(premise, email), "Register");
        await browser.PostForm(accept, button: "Accept");
        Assert.Equal(AgreementStatus.Active, await host.Db(db => db.Agreements.Where(a => a.Esiids.Any(e => e.Esiid == premise.Esiid)).Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task The_address_of_the_page_alone_proves_nothing()
    {
        var (premise, email, link) = await Invited("register");
        var page = await host.Browser().GetPage(link);
        var returnUrl = page.Document.QuerySelector("#ReturnUrl")!.GetAttribute("value")!;
        Assert.Equal("Check your mail", (await host.Browser().Register(premise, email, returnUrl: returnUrl)).Heading);
        Assert.Null(await BoundTo(premise));
    }

    [Fact]
    public async Task Who_lacks_an_ESIID_of_it_adds_that_and_comes_back()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer();
        var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]);
        var browser = await host.SignedIn(customer);
        var accept = await browser.GetPage($"/invited/{invitation.PublicId}/accept");
        var add = await browser.GetPage(accept.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Add an ESIID").GetAttribute("href")!);
        var back = await browser.PostForm(add, new { premise.Esiid, premise.MeterNumber, Rep = premise.RepCertificate }, "Add an ESIID");
        Assert.Equal($"/invited/{invitation.PublicId}/accept", back.Response.RequestMessage!.RequestUri!.AbsolutePath);
        await browser.PostForm(back, button: "Accept");
        Assert.Equal(1, await host.Db(db => db.AgreementsOfCustomer(customer.OwnerId).CountAsync()));
    }

    private Task<Guid?> CustomerOf(string email) => host.Db(db => db.Users.Where(u => u.Email == email).Select(u => u.CustomerId).SingleAsync());

    private Task<Guid?> BoundTo(Premise premise) => host.Db(db => db.Invitations.Where(i => i.Esiids.Any(e => e.Esiid == premise.Esiid)).Select(i => i.CustomerId).SingleAsync());

    private static object Details(Premise premise, string email) =>
        new { Name = "Canary Person", Email = email, Password = Given.Password, premise.Esiid, premise.MeterNumber, Rep = Given.Rep };

    private async Task<(Premise Premise, string Email, string Link)> Invited(string word)
    {
        var (premise, email) = (await host.Given.Premise(), RegistrationSteps.NewAddress());
        await host.Given.Invitation(await host.Given.Company(), email, [premise]);
        await host.SendMail();
        return (premise, email, RecordedMail.LinkOf(host.Mail.OnlyTo(email), word));
    }
}
