using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>AGR-4: a one-time agreement from the form to its end, and what an ESIID of it that is used up leaves free (INV-3).</summary>
public sealed class SharingOnce(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact]
    public async Task AGR_4_Asked_for_on_the_form_accepted_and_reported_it_is_completed()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        await host.Usage(premise.Esiid, ReportScene.First, ReportScene.Last);
        var agreement = await Share(company, customer, premise);
        Assert.Equal(
            (AgreementStatus.Active, EnergyTerms.OneTime(UsageKind.FifteenMinute, ReportScene.First, ReportScene.Last, CentralTime.DayOf(host.Now))), (agreement.Status, agreement.Terms));

        await Report(company, agreement, premise);
        Assert.Single(await host.FilesOf(company));
        Assert.Equal(AgreementStatus.Completed, (await Row(agreement)).Status);
        Assert.Contains("Completed", (await (await host.SignedIn(company)).GetPage($"/company/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
        await host.SendMail();
        Assert.Contains(
            "Everything you allowed has been delivered, once.",
            RecordedMail.WordsOf(Assert.Single(host.Mail.To(customer.Email), m => m.Subject!.StartsWith($"Your agreement {agreement.Number} with", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_3_An_ESIID_that_is_used_up_may_be_asked_for_again_and_one_that_is_not_is_not_told_to_be_extended()
    {
        var (fetched, waits) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(fetched, waits));
        await host.Usage(fetched.Esiid, ReportScene.First, ReportScene.Last);
        var first = await Share(company, customer, fetched, waits);
        await Report(company, first, fetched);
        Assert.Equal(AgreementStatus.Active, (await Row(first)).Status);

        Assert.Equal(
            [$"{waits.Esiid} is in an active one-time agreement of yours already: its file is still to be fetched."],
            (await Invite(await host.SignedIn(company), customer, fetched, waits)).Problems);
        var second = await Share(company, customer, fetched);
        await Report(company, second, fetched);
        Assert.Equal((AgreementStatus.Active, AgreementStatus.Completed), ((await Row(first)).Status, (await Row(second)).Status));
        Assert.Equal(2, (await host.FilesOf(company)).Count);
    }

    private Task<Page> Invite(PortalClient office, TestUser customer, params Premise[] premises) => Posted(office, new
    {
        customer.Email,
        Esiids = string.Join(' ', premises.Select(p => p.Esiid)),
        Purpose = "EnergyAdvice",
        UsageKind = "FifteenMinute",
        From = ReportScene.First,
        To = ReportScene.Last,
    });

    private static async Task<Page> Posted(PortalClient office, object fields) =>
        await office.PostForm(await office.GetPage("/company/invitations/new?access=OneTime"), fields, "Send the invitation");

    private async Task<Agreement> Share(TestUser company, TestUser customer, params Premise[] premises)
    {
        Assert.StartsWith("Invitation ", (await Invite(await host.SignedIn(company), customer, premises)).Heading, StringComparison.Ordinal);
        var id = await host.Db(db => db.Invitations.Where(i => i.ThirdPartyId == company.OwnerId).OrderByDescending(i => i.Number).Select(i => i.PublicId).FirstAsync());
        var browser = await host.SignedIn(customer);
        Assert.EndsWith("is in force", (await browser.PostForm(await browser.GetPage($"/invited/{id}/accept"), button: "Accept")).Heading, StringComparison.Ordinal);
        return await host.Db(db => db.Agreements.AsNoTracking().Where(a => a.ThirdPartyId == company.OwnerId).OrderByDescending(a => a.Number).FirstAsync());
    }

    private async Task Report(TestUser company, Agreement agreement, Premise premise)
    {
        var office = await host.SignedIn(company);
        await office.PostForm(await office.GetPage($"/company/reports/new?agreement={agreement.Number}"), new { Esiids = premise.Esiid, Format = "Csv" }, "Ask for the report");
        await host.RunJobs();
    }

    private Task<Agreement> Row(Agreement agreement) => host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));
}
