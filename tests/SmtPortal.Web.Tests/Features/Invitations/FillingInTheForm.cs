using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>INV-1, INV-3, INV-5: the form's help: a look at the mail, a file of ESIIDs, an earlier invitation to begin with.</summary>
public sealed class FillingInTheForm(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_mail_is_looked_at_before_it_is_sent_and_is_the_one_that_is_sent_then()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var browser = await host.SignedIn(company);
        var page = await browser.PostForm(
            await browser.GetPage("/company/invitations/new"),
            new { Email = "canary-look@canary.test", Esiids = premise.Esiid, Purpose = "Research", PurposeText = "For a study of pools.", Reference = "CRM 18" },
            "Look at the mail first");
        page.Expect(HttpStatusCode.OK);
        var shown = page.Document.QuerySelector(".mail-preview pre")!.TextContent.ReplaceLineEndings("\n");
        Assert.Contains("[link]", shown, StringComparison.Ordinal);
        Assert.Contains("For a study of pools.", shown, StringComparison.Ordinal);
        Assert.Equal(0, await host.Db(db => db.Invitations.CountAsync(i => i.ThirdPartyId == company.OwnerId)));
        Assert.Equal("CRM 18", page.Document.QuerySelector("#Reference")!.GetAttribute("value"));

        Assert.StartsWith("Invitation ", (await browser.PostForm(page, button: "Send the invitation")).Heading, StringComparison.Ordinal);
        await host.RunJobs();
        var sent = host.Mail.OnlyTo("canary-look@canary.test");
        var hidden = sent.TextBody!.ReplaceLineEndings("\n").Split('\n').Select(line => line.Contains("/l/", StringComparison.Ordinal) ? line[..line.IndexOf("https://", StringComparison.Ordinal)] + "[link]" : line);
        Assert.Equal(shown.Trim(), string.Join('\n', hidden).Trim());
    }

    [Fact]
    public async Task A_look_at_the_mail_tells_every_problem_too_and_does_not_show_the_language_of_the_account()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(Language.Spanish, premise);
        var browser = await host.SignedIn(await host.Given.Company());
        var page = await browser.PostForm(await browser.GetPage("/company/invitations/new"), new { Esiids = "12345" }, "Look at the mail first");
        Assert.Equal(3, page.Expect(HttpStatusCode.BadRequest).Problems.Count);
        Assert.Null(page.Document.QuerySelector(".mail-preview"));
        page = await browser.PostForm(page, new { customer.Email, Esiids = premise.Esiid, Purpose = "Research" }, "Look at the mail first");
        Assert.Contains("asks to see your electricity data", page.Document.QuerySelector(".mail-preview")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostForm(page, new { Language = "Spanish" }, "Look at the mail first");
        Assert.Contains("pide ver sus datos de electricidad", page.Document.QuerySelector(".mail-preview")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ESIIDs_come_from_a_file_and_are_put_to_those_typed()
    {
        var (company, typed, first, second) = (await host.Given.Company(), await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise());
        var browser = await host.SignedIn(company);
        var sheet = Workbooks.Of(["Customer", "ESIID"], ["A", first.Esiid], ["B", second.Esiid]);
        var detail = await SendFile(browser, typed.Esiid, sheet, "Research");
        Assert.All(new[] { typed, first, second }, premise => Assert.Contains(premise.Esiid, detail.Text, StringComparison.Ordinal));
        Assert.Equal(3, await host.Db(db => db.Invitations.Where(i => i.ThirdPartyId == company.OwnerId).SelectMany(i => i.Esiids).CountAsync()));
    }

    [Fact]
    public async Task A_file_is_read_without_names_and_stands_in_the_form_when_something_else_is_wrong()
    {
        var (first, second) = (await host.Given.Premise(), await host.Given.Premise());
        var browser = await host.SignedIn(await host.Given.Company());
        var page = await SendFile(browser, "", Encoding.UTF8.GetBytes($"{first.Esiid}\n{second.Esiid}\n1.04437E+16\n"), purpose: "");
        Assert.Equal(
            ["1.04437E+16 was taken for a number by a spreadsheet and has lost its last digits: give the column the format “Text”.", "Choose the purpose."],
            page.Expect(HttpStatusCode.BadRequest).Problems.Order(StringComparer.Ordinal));
        Assert.Equal($"{first.Esiid}\n{second.Esiid}\n1.04437E+16", page.Document.QuerySelector("#Esiids")!.TextContent.Trim().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("\0\0\0\0", "This is no table that can be read. Save it as CSV or XLSX and try again.")]
    [InlineData("102", "The file has too many lines: at most 100 ESIIDs go into one invitation.")]
    public async Task A_file_that_cannot_be_used_says_why(string file, string problem)
    {
        var bytes = Encoding.UTF8.GetBytes(file == "102" ? string.Concat(Enumerable.Range(0, 102).Select(i => $"1044372009{i:0000000}\n")) : file);
        var page = await SendFile(await host.SignedIn(await host.Given.Company()), "", bytes, "Research");
        Assert.Contains(problem, page.Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task INV_5_Invite_again_fills_the_form_in()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var invitation = await host.Given.Invitation(company, "canary-again@canary.test", [premise], form => (form.Months, form.Reference, form.PurposeText) = (7, "CRM 19", "As we said."));
        var browser = await host.SignedIn(company);
        // One that is open is not made again.
        Assert.Equal($"Invitation {invitation.Number}", (await browser.GetPage($"/company/invitations/{invitation.PublicId}/again")).Heading);
        await host.Use<WithdrawInvitation, ChangeInvitationOutcome>(w => w.ExecuteAsync(invitation.PublicId, company.OwnerId, company.Id, default));
        var detail = await browser.GetPage($"/company/invitations/{invitation.PublicId}");
        var form = await browser.GetPage(detail.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Invite again …").GetAttribute("href")!);
        var again = await browser.PostForm(form, button: "Send the invitation");
        Assert.StartsWith("Invitation ", again.Heading, StringComparison.Ordinal);
        var rows = await host.Db(db => db.Invitations.AsNoTracking().Where(i => i.ThirdPartyId == company.OwnerId).OrderBy(i => i.Number).ToListAsync());
        Assert.Equal(2, rows.Count);
        Assert.Equal(Told(rows[0]), Told(rows[1]));
    }

    [Fact]
    public async Task INV_5_Codes_of_customer_and_device_are_entered_anew()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var code = await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.AuthorizationCode!).SingleAsync());
        var invitation = await host.Given.Invitation(company, "", [premise], form =>
        {
            host.Given.Device()(form);
            form.Code = code.Value;
        });
        await host.Use<WithdrawInvitation, ChangeInvitationOutcome>(w => w.ExecuteAsync(invitation.PublicId, company.OwnerId, company.Id, default));
        var browser = await host.SignedIn(company);
        var form = await browser.GetPage($"/company/invitations/{invitation.PublicId}/again");
        Assert.DoesNotContain(code.Value, form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenAgreements.InstallationCode, form.Html, StringComparison.Ordinal);
        Assert.Equal($"{invitation.Mac}", form.Document.QuerySelector("#Mac")!.GetAttribute("value"));
        var problems = (await browser.PostForm(form, button: "Send the invitation")).Problems;
        Assert.Equal(2, problems.Count);
        Assert.StartsWith("Invitation ", (await browser.PostForm(form, new { Code = code.Value, GivenAgreements.InstallationCode }, "Send the invitation")).Heading, StringComparison.Ordinal);
    }

    private static object Told(Invitation i) => (i.Email, i.Kind, i.Terms, i.Purpose, i.PurposeText, i.Reference, i.Language, string.Join(' ', i.Esiids.Select(e => e.Esiid)));

    private static async Task<Page> SendFile(PortalClient browser, string typed, byte[] file, string purpose)
    {
        var form = await browser.GetPage("/company/invitations/new");
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("EnergyData"), "Kind" },
            { new StringContent("Continuous"), "Access" },
            { new StringContent("3"), "Months" },
            { new StringContent("canary@canary.test"), "Email" },
            { new StringContent(typed), "Esiids" },
            { new StringContent(purpose), "Purpose" },
            { part, "File", "esiids" },
        };
        using var answer = await browser.Http.PostAsync("/company/invitations/new", content);
        return answer.Headers.Location is { } next ? await browser.GetPage(next.ToString()) : await Page.ReadAsync(answer);
    }
}
