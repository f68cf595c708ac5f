using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

/// <summary>ACC-1, ACC-2, ACC-7.</summary>
public sealed class Registering(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task Right_proof_opens_an_account_that_its_mail_confirms()
    {
        var (premise, email, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), host.Browser());
        var page = (await browser.Register(premise, email)).Expect(HttpStatusCode.OK);
        Assert.Equal("Check your mail", page.Heading);
        await SignInFails(email);

        var confirm = (await host.OpenConfirmation(browser, email)).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("/l/", confirm.Response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        await SignInFails(email); // Looking at the page confirmed nothing.
        var signIn = await browser.PostForm(confirm, new { Given.Password }, "Confirm this address");
        Assert.Equal("/sign-in", signIn.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Your address is confirmed.", signIn.Text, StringComparison.Ordinal);
        await browser.SignIn(email);
        var list = await browser.GetPage("/customer/esiids");
        Assert.Contains(premise.Esiid, list.Text, StringComparison.Ordinal);
        Assert.Contains(premise.MeterNumber, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_twice_is_fine()
    {
        var (email, browser) = (RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(await host.Given.Premise(), email);
        var confirm = await host.OpenConfirmation(browser, email);
        await browser.PostForm(confirm, new { Given.Password }, "Confirm this address");
        (await browser.PostForm(confirm, new { Given.Password }, "Confirm this address")).Expect(HttpStatusCode.OK);
        await browser.SignIn(email);
    }

    [Fact]
    public async Task Nobody_confirms_an_address_without_its_link()
    {
        var email = RegistrationSteps.NewAddress();
        await host.Browser().Register(await host.Given.Premise(), email);
        var id = await host.Db(db => db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync());
        (await host.Browser().GetPage($"/confirm-address/{id}")).Expect(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task After_confirming_and_signing_in_they_come_to_where_they_wanted_to_go()
    {
        var (email, browser) = (RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(await host.Given.Premise(), email, returnUrl: "/customer/agreements");
        var signIn = await browser.PostForm(await host.OpenConfirmation(browser, email), new { Given.Password }, "Confirm this address");
        var page = await browser.PostForm(signIn, new { Email = email, Password = Given.Password }, "Sign in");
        Assert.Equal("/customer/agreements", page.Response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    public enum Wrong
    {
        Meter,
        Rep,
        UnknownEsiid,
        OutOfService,
    }

    [Theory]
    [InlineData(Wrong.Meter)]
    [InlineData(Wrong.Rep)]
    [InlineData(Wrong.UnknownEsiid)]
    [InlineData(Wrong.OutOfService)]
    public async Task Wrong_proof_gets_one_and_the_same_answer(Wrong wrong)
    {
        var premise = await host.Given.Premise(p => p.Status = wrong == Wrong.OutOfService ? PremiseStatus.Inactive : PremiseStatus.Active);
        var email = RegistrationSteps.NewAddress();
        var page = await host.Browser().Register(
            premise, email, wrong == Wrong.UnknownEsiid ? "10443720099999999" : null, wrong == Wrong.Meter ? "M1" : null, wrong == Wrong.Rep ? "10040" : null);
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal([RegistrationSteps.DoesNotMatch], page.Problems);
        Assert.Equal("Canary Person", page.Document.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal(email, page.Document.QuerySelector("#Email")!.GetAttribute("value"));
        Assert.DoesNotContain(Given.Password, page.Html, StringComparison.Ordinal);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.Email == email)));
    }

    [Fact] // ACC-7: right proof has one answer, whoever holds the home and whatever the address
    public async Task A_held_ESIID_does_not_tell_whether_an_address_has_an_account_nor_that_it_is_held()
    {
        var (held, free) = (await host.Given.Premise(), await host.Given.Premise());
        var (holder, other) = (await host.Given.Customer(held), await host.Given.Customer(free));
        // Five tries at one ESIID are answered at once; the next would wait for the clock, which stands.
        foreach (var email in new[] { holder.Email, other.Email, RegistrationSteps.NewAddress() })
            Assert.Equal("Check your mail", (await host.Browser().Register(held, email)).Heading);
        foreach (var email in new[] { holder.Email, RegistrationSteps.NewAddress() })
            Assert.Equal([RegistrationSteps.DoesNotMatch], (await host.Browser().Register(held, email, meter: "M1")).Problems);

        Assert.Equal(holder.OwnerId, await host.Db(db => db.Occupancies.Where(o => o.CurrentEsiid == held.Esiid).Select(o => o.CustomerId).SingleAsync()));
    }

    [Fact]
    public async Task An_address_with_an_account_sees_the_same_page_and_its_owner_is_told()
    {
        var (premise, owned) = (await host.Given.Premise(), await host.Given.Premise());
        var owner = await host.Given.Customer(owned);
        var page = await host.Browser().Register(premise, owner.Email.ToUpperInvariant(), password: "a stranger's passphrase");
        Assert.Equal("Check your mail", page.Heading);
        await host.SendMail();
        Assert.Equal("You already have an account", host.Mail.OnlyTo(owner.Email).Subject);
        Assert.False(await host.Db(db => db.Occupancies.AnyAsync(o => o.Esiid == premise.Esiid)));
        await host.SignedIn(owner);
    }

    [Fact]
    public async Task Spaces_in_the_numbers_do_not_matter()
    {
        var premise = await host.Given.Premise();
        var page = await host.Browser().Register(premise, RegistrationSteps.NewAddress(), $" {premise.Esiid[..5]} {premise.Esiid[5..]} ", $" {premise.MeterNumber.ToLowerInvariant()[..3]} {premise.MeterNumber[3..]}");
        Assert.Equal("Check your mail", page.Heading);
    }

    [Theory]
    [InlineData(45, "Check your mail")]
    [InlineData(46, "Open your account")]
    public async Task A_replaced_REP_counts_for_45_days(int daysAgo, string heading)
    {
        var premise = await host.Given.Premise(p =>
            (p.RepCertificate, p.PreviousRepCertificate, p.PreviousRepLastDay) = ("10040", Given.Rep, CentralTime.DayOf(host.Now).AddDays(-daysAgo)));
        Assert.Equal(heading, (await host.Browser().Register(premise, RegistrationSteps.NewAddress())).Heading);
    }

    [Fact]
    public async Task Every_problem_of_the_form_is_named_at_its_field()
    {
        var browser = host.Browser();
        var page = await browser.PostForm(
            await browser.GetPage("/register"), new { Name = " ", Email = "nobody", Password = "short", Esiid = "123", MeterNumber = "", Rep = "" }, "Register");
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["#Email", "#Esiid", "#MeterNumber", "#Name", "#Password", "#Rep"],
            page.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("canary person")]
    public async Task A_weak_password_is_refused(string password) => // ACC-2
        Assert.Single((await host.Browser().Register(await host.Given.Premise(), RegistrationSteps.NewAddress(), password: password)).Problems);

    [Theory]
    [InlineData("only small letters and no digit")]
    [InlineData("日本語のパスフレーズでも大丈夫です")]
    public async Task Any_characters_make_a_password(string password) => // ACC-2
        Assert.Equal("Check your mail", (await host.Browser().Register(await host.Given.Premise(), RegistrationSteps.NewAddress(), password: password)).Heading);

    [Fact]
    public async Task An_address_may_hold_any_character_that_mail_allows() =>
        Assert.Equal("Check your mail", (await host.Browser().Register(await host.Given.Premise(), $"canary.o'brien&co{Given.Next()}@canary.test")).Heading);

    [Fact]
    public async Task Who_mistyped_their_address_registers_again()
    {
        var (premise, mistyped, right, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(premise, mistyped);
        Assert.Equal("Check your mail", (await browser.Register(premise, right)).Heading);
        (await host.OpenConfirmation(host.Browser(), mistyped)).Expect(HttpStatusCode.Gone);
        await browser.PostForm(await host.OpenConfirmation(browser, right), new { Given.Password }, "Confirm this address");
        await browser.SignIn(right);
        Assert.Contains(premise.Esiid, (await browser.GetPage("/customer/esiids")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_registers_again_signs_in_with_the_newer_password()
    {
        var (premise, email, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(premise, email, password: "what a stranger had chosen");
        // Mails of one moment leave in any order: the older one leaves first.
        await host.SendMail();
        await browser.Register(premise, email);
        await browser.PostForm(await host.OpenConfirmation(browser, email), new { Given.Password }, "Confirm this address");
        await browser.SignIn(email);
    }

    [Fact]
    public async Task Whose_mail_confirms_an_account_of_a_stranger_does_not_know_its_password()
    {
        var (premise, email, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(premise, email, password: "what a stranger had chosen");
        var page = await browser.PostForm(await host.OpenConfirmation(browser, email), new { Given.Password }, "Confirm this address");
        Assert.Equal(["This is not the password that the account was opened with."], page.Problems);
        Assert.False(await host.Db(db => db.Users.Where(u => u.Email == email).Select(u => u.EmailConfirmed).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_who_prove_the_same_ESIID_at_once_one_holds_it()
    {
        host.Logs.ExpectedErrors.Add("DbUpdateException");
        host.Logs.ExpectedErrors.Add("Failed executing DbCommand");
        var premise = await host.Given.Premise();
        var addresses = new[] { RegistrationSteps.NewAddress(), RegistrationSteps.NewAddress() };
        var pages = await Task.WhenAll(addresses.Select(a => host.Browser().Register(premise, a)));
        Assert.All(pages, page => Assert.Equal("Check your mail", page.Heading));
        var holder = await host.Db(db => db.Occupancies.Where(o => o.Esiid == premise.Esiid).Select(o => o.CustomerId).SingleAsync());
        Assert.Equal([holder], await host.Db(db => db.Users.Where(u => addresses.Contains(u.Email)).Select(u => u.CustomerId!.Value).ToListAsync()));
    }

    [Fact]
    public async Task The_occupancy_begins_at_the_move_in()
    {
        var moveIn = new DateOnly(2026, 3, 14);
        var premise = await host.Given.Premise(p => p.LastMoveIn = moveIn);
        await host.Browser().Register(premise, RegistrationSteps.NewAddress());
        Assert.Equal(moveIn, await FirstDayOf(premise));
    }

    [Fact]
    public async Task Without_a_move_in_it_begins_after_the_days_of_who_lived_there_before() // ACC-9
    {
        var premise = await host.Given.Premise();
        await host.Given.Customer(premise);
        var movedOut = CentralTime.DayOf(host.Now).AddDays(-10);
        await host.Db(async db =>
        {
            (await db.Occupancies.SingleAsync(o => o.Esiid == premise.Esiid)).End(movedOut);
            await db.SaveChangesAsync();
        });
        await host.Browser().Register(premise, RegistrationSteps.NewAddress());
        Assert.Equal(movedOut, await host.Db(db => db.Occupancies.Where(o => o.CurrentEsiid == premise.Esiid).Select(o => o.FirstDay).SingleAsync()));
    }

    [Fact]
    public async Task Page_and_mail_speak_Spanish_when_asked()
    {
        var (premise, email, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), host.Browser());
        await browser.PostForm(await browser.GetPage("/register"), button: "Español");
        var form = await browser.GetPage("/register");
        Assert.Equal("Abra su cuenta", form.Heading);
        var values = new { Name = "Canary Person", Email = email, Password = Given.Password, Esiid = premise.Esiid, MeterNumber = "M1", Rep = Given.Rep };
        var refused = await browser.PostForm(form, values, "Registrarse");
        Assert.StartsWith("Estos datos no coinciden.", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal("Revise su correo", (await browser.PostForm(form, new { values.Name, values.Email, values.Password, values.Esiid, premise.MeterNumber, values.Rep }, "Registrarse")).Heading);
        await host.SendMail();
        Assert.Equal("Confirme su correo electrónico", host.Mail.OnlyTo(email).Subject);
    }

    [Fact]
    public async Task The_sign_in_page_leads_here_and_keeps_where_they_wanted_to_go()
    {
        var page = await host.Browser().GetPage("/customer/agreements");
        var link = page.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Register").GetAttribute("href")!;
        Assert.Equal("/register?returnUrl=%2Fcustomer%2Fagreements", link);
    }

    [Fact]
    public async Task A_return_address_on_another_host_is_not_followed()
    {
        var (email, browser) = (RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(await host.Given.Premise(), email, returnUrl: "https://evil.test/");
        var signIn = await browser.PostForm(await host.OpenConfirmation(browser, email), new { Given.Password }, "Confirm this address");
        Assert.Equal("", signIn.Response.RequestMessage!.RequestUri!.Query);
    }

    [Fact]
    public async Task The_list_of_REPs_is_there_from_the_first_start() =>
        Assert.True((await host.Browser().GetPage("/register")).Document.QuerySelectorAll("#reps option").Length > 30);

    private Task<DateOnly> FirstDayOf(Premise premise) =>
        host.Db(db => db.Occupancies.Where(o => o.Esiid == premise.Esiid).Select(o => o.FirstDay).SingleAsync());

    private async Task SignInFails(string email)
    {
        var browser = host.Browser();
        (await browser.PostOnly(await browser.GetPage("/sign-in"), new { Email = email, Password = Given.Password }, "Sign in")).Expect(HttpStatusCode.BadRequest);
    }
}

/// <summary>Its own host, for the clock moves.</summary>
public sealed class LeavingAnAccountUnconfirmed(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task It_is_removed_after_seven_days_and_the_ESIID_is_free()
    {
        var (premise, kept) = (await host.Given.Premise(), await host.Given.Premise());
        await host.Browser().Register(premise, RegistrationSteps.NewAddress());
        var (confirmed, browser) = (RegistrationSteps.NewAddress(), host.Browser());
        await browser.Register(kept, confirmed);
        await browser.PostForm(await host.OpenConfirmation(browser, confirmed), new { Given.Password }, "Confirm this address");

        host.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        await host.Run<RemoveUnconfirmedAccounts>();
        Assert.True(await IsHeld(premise));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Run<RemoveUnconfirmedAccounts>();
        await host.Run<RemoveUnconfirmedAccounts>();
        Assert.False(await IsHeld(premise));
        Assert.True(await IsHeld(kept));
    }

    private Task<bool> IsHeld(Premise premise) => host.Db(db => db.Occupancies.AnyAsync(o => o.CurrentEsiid == premise.Esiid));
}
