using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>RPT-1: ESIIDs are ticked, typed or uploaded; what is refused is told.</summary>
public sealed class ChoosingWhatToReport(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact]
    public async Task The_agreement_that_was_chosen_stands_before_newer_ones_and_is_chosen()
    {
        var scene = await ReportScene.Make(host);
        await host.Agreement(scene.Company, scene.Customer, SmtPortal.Domain.Agreements.EnergyTerms.Continuous(3), await More(scene));
        var page = await (await host.SignedIn(scene.Company)).GetPage($"/company/reports/new?agreement={scene.Agreement.Number}");
        var options = page.Document.QuerySelectorAll("select[name=Agreement] option").ToList();
        Assert.Equal(["", $"{scene.Agreement.Number}"], options.Take(2).Select(o => o.GetAttribute("value")));
        Assert.True(options[1].HasAttribute("selected"));
    }

    [Fact]
    public async Task Those_that_are_ticked_are_reported_and_no_others()
    {
        var (scene, premises) = await SceneOf(3);
        var browser = await host.SignedIn(scene.Company);
        var page = await browser.GetPage($"/company/reports/new?agreement={scene.Agreement.Number}");
        Assert.Equal(premises.Select(p => p.Esiid).Order(), page.Document.QuerySelectorAll("input[name=Picked]").Select(i => i.GetAttribute("value")).Order());
        ((IHtmlInputElement)page.Document.QuerySelector($"input[value='{premises[1].Esiid}']")!).IsChecked = true;
        (await browser.PostForm(page, new { From = ReportScene.First, To = ReportScene.First }, "Ask for the report")).Expect(HttpStatusCode.OK);
        Assert.Equal(premises[1].Esiid, (await scene.File()).Esiid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_read_by_its_column_and_what_is_refused_is_listed(bool workbook)
    {
        var (scene, premises) = await SceneOf(2);
        string[][] rows = [["Name", "ESIID"], ["One", "'" + premises[0].Esiid], ["Two", premises[1].Esiid], ["Three", "12"]];
        var file = workbook ? Workbooks.Of(rows) : Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(r => string.Join(',', r))));
        var page = (await Upload(scene, file, workbook ? "list.xlsx" : "list.csv")).Expect(HttpStatusCode.OK);
        Assert.Equal(premises.Select(p => p.Esiid).Order(), (await scene.Files()).Select(f => f.Esiid));
        Assert.Contains("12", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await scene.Report()).RefusedCount);
    }

    [Theory]
    [InlineData("Name\n", "The file holds no ESIID.")]
    [InlineData("ESIID\n1.04437E+16\n", "A spreadsheet has turned ESIIDs into numbers (“1.04437E+16”), and their last digits are lost.")]
    [InlineData("\0\u0001\u0002", "This is no table that can be read.")]
    public async Task A_file_that_cannot_be_used_is_refused_in_words(string text, string problem)
    {
        var scene = await ReportScene.Make(host);
        var page = (await Upload(scene, Encoding.UTF8.GetBytes(text), "list.csv")).Expect(HttpStatusCode.BadRequest);
        Assert.Contains(page.Problems, p => p.StartsWith(problem, StringComparison.Ordinal));
        Assert.Empty(await scene.Files());
    }

    [Fact] // section 10, RPT-1
    public async Task When_every_ESIID_is_refused_colleagues_are_told_and_the_webhook_hears_of_it()
    {
        var scene = await ReportScene.Make(host);
        var foreign = await host.Given.Premise();
        var browser = await host.SignedIn(scene.Company);
        (await browser.PostForm(await browser.GetPage("/company/reports/new"), new { Esiids = foreign.Esiid, From = ReportScene.First, To = ReportScene.First }, "Ask for the report")).Expect(HttpStatusCode.OK);
        await host.SendMail();
        var report = await scene.Report();
        Assert.Equal(ReportStatus.Failed, report.Status);
        var office = await host.Db(db => db.ThirdParties.Where(c => c.Id == scene.Company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());
        Assert.Contains("None of its 1 ESIIDs can be reported, for these reasons:", RecordedMail.WordsOf(host.Mail.OnlyTo(office)), StringComparison.Ordinal);
        Assert.Equal(["report.failed"], await EventsOf(report));
    }

    [Fact] // section 10
    public async Task That_a_report_was_cancelled_is_a_webhook_event()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        var report = await scene.Report();
        var browser = await host.SignedIn(scene.Company);
        await browser.PostForm(await browser.GetPage($"/company/reports/{report.PublicId}"), button: "Cancel the report");
        await host.RunJobs();
        Assert.Equal(["report.cancelled"], await EventsOf(report));
    }

    [Fact] // RPT-1, ACC-5
    public async Task Another_companys_agreement_is_none()
    {
        var (scene, other) = (await ReportScene.Make(host), await ReportScene.Make(host));
        var browser = await host.SignedIn(scene.Company);
        (await browser.GetOnly($"/company/reports/new?agreement={other.Agreement.Number}")).Expect(HttpStatusCode.NotFound);
        var form = await browser.GetPage($"/company/reports/new?agreement={scene.Agreement.Number}");
        form.Document.QuerySelector("select[name=Agreement] option[selected]")!.SetAttribute("value", $"{other.Agreement.Number}");
        var page = (await browser.PostForm(form, button: "Ask for the report")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["You have no Energy Data agreement of this number."], page.Problems);
    }

    [Fact] // RPT-1
    public async Task Who_has_no_agreement_is_told_what_to_do_first()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var page = (await browser.PostForm(await browser.GetPage("/company/reports/new"), button: "Ask for the report")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["You have no active agreement yet that shares usage. Invite a customer first."], page.Problems);
    }

    private Task<List<string>> EventsOf(Report report) => host.Db(db => db.WebhookEvents.Where(e => e.SubjectId == report.PublicId).Select(e => e.Type).ToListAsync());

    private async Task<Premise> More(ReportScene scene)
    {
        var premise = await host.Given.Premise();
        await host.Db(db =>
        {
            db.Occupancies.Add(SmtPortal.Domain.Accounts.Occupancy.Begin(scene.Customer.OwnerId, premise.Esiid, new DateOnly(2025, 1, 1), host.Now));
            return db.SaveChangesAsync();
        });
        return premise;
    }

    private async Task<(ReportScene Scene, IReadOnlyList<Premise> Premises)> SceneOf(int count)
    {
        var premises = new List<Premise>();
        for (var i = 0; i < count; i++)
            premises.Add(await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer([.. premises]));
        return (new ReportScene(host, company, customer, premises[0], await host.Agreement(company, customer, null, [.. premises]), []), premises);
    }

    private static async Task<Page> Upload(ReportScene scene, byte[] file, string name)
    {
        var browser = await scene.Host.SignedIn(scene.Company);
        var form = await browser.GetPage("/company/reports/new");
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("2026-10-30"), "From" },
            { new StringContent("2026-10-30"), "To" },
            { new StringContent("Csv"), "Format" },
            { part, "File", name },
        };
        var answer = await Page.ReadAsync(await browser.Http.PostAsync("/company/reports/new", content));
        return answer.Location is { } next ? await browser.GetPage(next) : answer;
    }
}
