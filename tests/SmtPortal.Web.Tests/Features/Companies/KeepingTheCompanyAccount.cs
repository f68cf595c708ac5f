using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>ACC-4: what a company says about itself, and where its mail goes.</summary>
public sealed class KeepingTheCompanyAccount(CompanyHost host) : IClassFixture<CompanyHost>
{
    [Fact]
    public async Task An_administrator_changes_the_profile_and_customers_see_it()
    {
        var company = await host.Given.Company();
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(await browser.GetPage("/company/account/profile"), new
        {
            ContactName = "Canary Desk",
            ContactPhone = "512 555 0100",
            Website = "https://new.example/",
            PrivacyPolicyUrl = "https://new.example/privacy",
            SealName = "TrustMark",
            SealAttested = true,
        }, "Save the profile");
        foreach (var shown in new[] { "Canary Desk, 512 555 0100", "https://new.example/", "https://new.example/privacy", "TrustMark (your own statement)" })
            Assert.Contains(shown, page.Text, StringComparison.Ordinal);
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        var seen = await (await host.SignedIn(customer)).GetPage($"/invited/{invitation.PublicId}/accept");
        Assert.Contains("https://new.example/privacy", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_is_attested_and_links_are_https()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var page = await browser.PostForm(
            await browser.GetPage("/company/account/profile"), new { ContactName = "Canary Desk", SealName = "TrustMark", Website = "http://new.example/" }, "Save the profile");
        Assert.Equal(["#SealAttested", "#Website"], page.Expect(HttpStatusCode.BadRequest).Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_member_sees_the_profile_and_does_not_change_it()
    {
        var company = await host.Given.Company();
        var browser = await host.SignedIn(await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member));
        var page = (await browser.GetPage("/company/account")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("Change the profile", page.Text, StringComparison.Ordinal);
        (await browser.GetPage("/company/account/profile")).Expect(HttpStatusCode.Forbidden);
        (await browser.GetPage("/company/account/mail")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_new_notification_address_counts_when_it_has_confirmed_and_the_old_one_is_told()
    {
        var company = await host.Given.Company();
        var (old, wanted) = ((await host.Company(company.OwnerId)).NotificationEmail!, CompanySteps.NewAddress());
        var page = await SetAddress(company, wanted);
        Assert.Contains("as soon as it has confirmed", page.Text, StringComparison.Ordinal);
        Assert.Equal(old, (await host.Company(company.OwnerId)).NotificationEmail);

        var stranger = host.Browser();
        var ask = (await host.OpenLink(stranger, wanted)).Expect(HttpStatusCode.OK);
        Assert.Equal(old, (await host.Company(company.OwnerId)).NotificationEmail); // Looking at the page changed nothing.
        var done = await stranger.PostForm(ask, button: "Confirm this address");
        Assert.Equal("The address is confirmed", done.Heading);
        Assert.Equal(wanted, (await host.Company(company.OwnerId)).NotificationEmail);
        await host.SendMail();
        Assert.Contains($"goes to {wanted}", host.Mail.OnlyTo(old).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (await stranger.PostForm(ask, button: "Confirm this address")).Expect(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task The_link_of_an_address_that_is_no_longer_wanted_opens_nothing()
    {
        var company = await host.Given.Company();
        var (first, browser) = (CompanySteps.NewAddress(), host.Browser());
        await SetAddress(company, first);
        var ask = await host.OpenLink(browser, first);
        await SetAddress(company, CompanySteps.NewAddress());
        (await browser.PostForm(ask, button: "Confirm this address")).Expect(HttpStatusCode.Gone);
        Assert.NotEqual(first, (await host.Company(company.OwnerId)).NotificationEmail);
    }

    [Fact]
    public async Task The_address_of_a_colleague_counts_at_once_and_an_empty_one_means_all_administrators()
    {
        var company = await host.Given.Company();
        var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        await SetAddress(company, colleague.Email);
        Assert.Equal(colleague.Email, (await host.Company(company.OwnerId)).NotificationEmail);
        await SetAddress(company, "");
        Assert.Null((await host.Company(company.OwnerId)).NotificationEmail);
        await host.SendMail();
        Assert.Contains("goes to all administrators", host.Mail.OnlyTo(colleague.Email).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_registration_is_asked_when_the_company_is_approved_and_not_before()
    {
        var address = CompanySteps.NewAddress();
        var (company, email) = await host.PendingCompany(notification: address);
        await host.SendMail();
        Assert.Empty(host.Mail.To(address));
        await (await host.SignedIn(await host.Given.Operator())).Decide(company.Id, "approve");
        await host.SendMail();
        Assert.Equal($"Shall mail for {company.Name} come here?", host.Mail.OnlyTo(address).Subject);
        Assert.Equal($"{company.Name} is approved", host.Mail.To(email)[^1].Subject);
    }

    private async Task<Page> SetAddress(TestUser company, string address)
    {
        var browser = await host.SignedIn(company);
        return await browser.PostForm(await browser.GetPage("/company/account/profile"), new { ContactName = "Canary Desk", NotificationEmail = address }, "Save the profile");
    }
}
