using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Tests.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Agreements;

public sealed class EndingAnAgreement(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task AGR_2_A_customer_ends_it_alone_after_being_told_what_happens()
    {
        var (company, customer, agreement) = await Agreed();
        var browser = await host.SignedIn(customer);
        var ask = await browser.PostForm(await browser.GetPage($"/customer/agreements/{agreement.Number}/end"), button: "End the agreement");
        Assert.Contains($"Agreement {agreement.Number} has ended. Nothing more is shared under it.", ask.Text, StringComparison.Ordinal);
        foreach (var step in new[] { "The company invited", "The customer accepted", "The customer ended it" })
            Assert.Contains(step, ask.Text, StringComparison.Ordinal);
        var row = await Row(agreement);
        Assert.Equal((AgreementStatus.Terminated, EndReason.ByCustomer, host.Now), (row.Status, row.EndReason!.Value, row.EndedAt!.Value));
        await host.RunJobs();
        Assert.Contains(host.Mail.To(customer.Email), m => m.Subject!.EndsWith("has ended", StringComparison.Ordinal));
        Assert.Contains("Terminated", (await (await host.SignedIn(company)).GetPage($"/company/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGR_2_A_company_ends_it_alone()
    {
        var (company, customer, agreement) = await Agreed();
        var browser = await host.SignedIn(company);
        await browser.PostForm(await browser.GetPage($"/company/agreements/{agreement.Number}/end"), button: "End the agreement");
        Assert.Equal(EndReason.ByThirdParty, (await Row(agreement)).EndReason);
        await host.RunJobs();
        Assert.Contains(host.Mail.To(customer.Email), m => m.TextBody!.Contains("The company ended it.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AGR_2_A_customers_reason_is_optional_and_shown_to_the_company_but_not_mailed()
    {
        var (company, customer, agreement) = await Agreed();
        var browser = await host.SignedIn(customer);
        var refused = await browser.PostForm(await browser.GetPage($"/customer/agreements/{agreement.Number}/end"), new { Reason = "Other", Text = " " }, "End the agreement");
        refused.Expect(HttpStatusCode.BadRequest);
        Assert.Contains("Say the reason in a few words, or choose none.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(AgreementStatus.Active, (await Row(agreement)).Status);
        var ended = await browser.PostForm(refused, new { Reason = "Other", Text = "I sold the <shop>." }, "End the agreement");
        Assert.Contains("I sold the <shop>.", ended.Text, StringComparison.Ordinal);

        var office = await host.SignedIn(company);
        Assert.Contains("I sold the <shop>.", (await office.GetPage($"/company/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
        Assert.EndsWith(",I sold the <shop>.,\n", await office.Http.GetStringAsync(new Uri("https://localhost/company/agreements/list.csv")), StringComparison.Ordinal);
        await host.RunJobs();
        var mail = Assert.Single(host.Mail.To((await host.Company(company.OwnerId)).NotificationEmail!), m => m.Subject == $"Agreement {agreement.Number} has ended");
        Assert.DoesNotContain("shop", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGR_2_A_companys_reason_is_shown_to_the_customer_in_their_language()
    {
        var (company, customer, agreement) = await Agreed(Language.Spanish);
        var office = await host.SignedIn(company);
        await office.PostForm(await office.GetPage($"/company/agreements/{agreement.Number}/end"), new { Reason = "ServiceEnded", Text = "Not any more" }, "End the agreement");
        var page = await (await host.SignedIn(customer)).GetPage($"/customer/agreements/{agreement.Number}");
        Assert.Contains("El servicio terminó: Not any more", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACC_5_Another_companys_and_another_customers_agreement_is_not_found()
    {
        var (_, _, agreement) = await Agreed();
        var company = await host.SignedIn(await host.Given.Company());
        var customer = await host.SignedIn(await host.Given.Customer());
        foreach (var page in new[] { "", "/end" })
        {
            (await company.GetPage($"/company/agreements/{agreement.Number}{page}")).Expect(HttpStatusCode.NotFound);
            (await customer.GetPage($"/customer/agreements/{agreement.Number}{page}")).Expect(HttpStatusCode.NotFound);
        }
    }

    private async Task<(TestUser Company, TestUser Customer, Agreement Agreement)> Agreed(Language language = Language.English)
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(language, premise);
        return (company, customer, await host.Given.Agreement(company, customer, [premise]));
    }

    private Task<Agreement> Row(Agreement agreement) => host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));
}

/// <summary>AGR-4, AGR-10: the clock ends agreements. These tests move the clock, so they share no host with others.</summary>
public sealed class LettingAnAgreementExpire(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task It_ends_at_the_midnight_after_its_last_day_and_both_sides_are_told()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(company, customer, [premise], form => form.Months = 1);
        host.Clock.SetUtcNow(agreement.EndsAt!.Value);
        Assert.Equal("Expired", (await (await host.SignedIn(customer)).GetPage($"/customer/agreements/{agreement.Number}")).Document.QuerySelector(".chip")!.TextContent);
        await host.Run<ExpireAgreements>();
        await host.Run<ExpireAgreements>();
        Assert.Equal(AgreementStatus.Expired, await host.Db(db => db.Agreements.Where(a => a.Number == agreement.Number).Select(a => a.Status).SingleAsync()));
        await host.RunJobs();
        Assert.Single(host.Mail.To(customer.Email), m => m.TextBody!.Contains("Its time is over.", StringComparison.Ordinal));
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId && e.Act == ConsentAct.Expired)));
    }
}
