using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Bulk;

/// <summary>INV-1, INV-3: invitations from a file are checked first, shown line by line, and sent by a second click.</summary>
public sealed class InvitingFromAFile(InvitingFromAFile.FewAtATime host) : IClassFixture<InvitingFromAFile.FewAtATime>
{
    [Fact]
    public void What_a_spreadsheet_writes_on_Windows_is_read_as_it_was_typed()
    {
        var file = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("EMAIL;ESIIDS;PURPOSE;PURPOSE_TEXT\nana@canary.test;10443720090000001;other;Bajar su factura de energía\n");
        var content = Assert.Single(InvitationFile.Read(new MemoryStream(file), "").Lines).Content;
        Assert.Equal("Bajar su factura de energía", InvitationFile.FormOf(content).Form.PurposeText);
    }

    [Fact]
    public void A_line_with_more_cells_than_columns_or_too_long_a_one_is_told_and_the_others_stay()
    {
        var lines = InvitationFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n',
            "EMAIL,ACCESS,MONTHS,PURPOSE,ESIIDS", "a@canary.test,continuous,12,research,10443720090000001,10443720090000002", "b@canary.test,continuous,12,research,10443720090000003"))), "").Lines;
        Assert.Equal(["The line has more cells than there are columns. Put texts that hold the separator into quotes.", null], lines.Select(l => l.Problem));
    }

    [Fact]
    public async Task Lines_are_checked_shown_with_what_is_wrong_and_the_good_ones_sent_once()
    {
        var company = await host.Given.Company();
        var (home, shop, retired) = (await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise(p => p.HasAdvancedMeter = false));
        var (one, two) = ($"canary{Given.Next()}@canary.test", $"canary{Given.Next()}@canary.test");
        var browser = await host.SignedIn(company);
        var page = await Send(browser, Csv(
            "E-Mail,ESIIDs,Access,Months,Usage,From,To,Purpose,Purpose text,Language,Reference",
            $"{one},{home.Esiid};{shop.Esiid},continuous,6,,,,energy advice,,es,=1+1",
            $"{two},{home.Esiid},one-time,,daily,2026-10-01,10/31/2026,Research,,,",
            $"not an address,{retired.Esiid} 123,continuous,thirteen,,,,fun,,,",
            $"{two},{shop.Esiid},continuous,1,,,,other,,,"), "invitations.csv");
        Assert.Contains("0 of 4 lines checked", page.Text, StringComparison.Ordinal);
        await host.RunJobs();
        page = await browser.GetPage(Address(page));
        Assert.Contains("Send 2 invitations?", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 lines cannot be sent: see below what is wrong.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["", "", "Cannot be sent", "Cannot be sent"], Lines(page).Select(l => l.Result == "Ready" ? "" : l.Result));
        Assert.Equal(
            [
                "EMAIL: Enter the customer's e-mail address, such as name@example.com.", $"ESIIDS: {retired.Esiid} has no advanced meter.",
                "ESIIDS: 123 is not an ESIID: it has 17 digits, or 22, and starts with 10.", "MONTHS: Write a number from 1 to 12.",
                "PURPOSE: “fun” is not a choice. Write one of: energy advice, bill comparison, solar or storage offer, demand response, building management, research, other.",
            ],
            Lines(page)[2].Why.Order(StringComparer.Ordinal));
        Assert.Equal(["ESIIDS: " + shop.Esiid + " is in line 2 too. Ask for each ESIID once.", "PURPOSE_TEXT: Say in words what the purpose is."], Lines(page)[3].Why.Order(StringComparer.Ordinal));
        Assert.False(await host.Db(db => db.Invitations.AnyAsync(i => i.ThirdPartyId == company.OwnerId)));

        await browser.PostForm(page, button: "Send the invitations");
        await browser.PostForm(page, button: "Send the invitations");
        await host.RunJobs();
        page = await browser.GetPage(Address(page));
        Assert.Contains("Done: 2. Left out: 2 lines that could not be sent.", page.Text, StringComparison.Ordinal);
        var sent = await host.Db(db => db.Invitations.AsNoTracking().Where(i => i.ThirdPartyId == company.OwnerId).ToDictionaryAsync(i => i.Email));
        Assert.Equal((6, Language.Spanish, "=1+1", 2), (sent[one].Terms.Months, sent[one].Language, sent[one].Reference, sent[one].Esiids.Count));
        Assert.Equal((UsageKind.Daily, new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31)), (sent[two].Terms.Kind, sent[two].Terms.From, sent[two].Terms.To));
        Assert.Equal(2, sent.Count);
        Assert.Contains($"/company/invitations/{sent[one].PublicId}", page.Html, StringComparison.Ordinal);
        await host.SendMail();
        Assert.Contains("pide ver sus datos", host.Mail.OnlyTo(one).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_is_read_and_an_ESIID_that_became_a_number_is_told()
    {
        var company = await host.Given.Company();
        var home = await host.Given.Premise();
        var browser = await host.SignedIn(company);
        var page = await Send(browser, Workbooks.Of(
            ["EMAIL", "ESIIDS", "ACCESS", "USAGE", "FROM", "TO", "PURPOSE"],
            ["canary@canary.test", home.Esiid, "one-time", "15-minute", "#46296", "#46300", "research"],
            ["canary@canary.test", "#1.04437200990001E+16", "continuous", null, null, null, "research"]), "list.xlsx");
        await host.RunJobs();
        page = await browser.GetPage(Address(page));
        Assert.Equal(["Ready", "Cannot be sent"], Lines(page).Select(l => l.Result));
        Assert.Contains(Lines(page)[1].Why, why => why.StartsWith("ESIIDS: The spreadsheet took an ESIID for a number", StringComparison.Ordinal));
        await browser.PostForm(page, button: "Send the invitations");
        await host.RunJobs();
        var terms = await host.Db(db => db.Invitations.AsNoTracking().Where(i => i.ThirdPartyId == company.OwnerId).Select(i => i.Terms).SingleAsync());
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 5)), (terms.From, terms.To));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_refused_with_what_to_do()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        foreach (var (file, problem) in new[]
        {
            (Csv("a,b", "c,d"), "The first line must name the columns, and lacks EMAIL and ESIIDS. Download the template."),
            (Csv("EMAIL,ESIIDS,COLOUR", "a@b.test,1,red"), "The first line names a column that there is not: “COLOUR”."),
            (Csv("EMAIL,ESIIDS"), "The file has no line below the names of the columns."),
            ([], "Choose a file that is not empty."),
            (Csv([.. Enumerable.Repeat("EMAIL,ESIIDS", BulkTask.MaxRows + 2)]), "The file has too many lines. Use several files of at most 1,000 lines."),
            ([0xD0, 0xCF, 0x11, 0xE0, 1, 2], "This Excel file is of an old kind or has a password."),
        })
        {
            var page = (await Send(browser, file, "file.csv")).Expect(HttpStatusCode.BadRequest);
            Assert.StartsWith(problem, Assert.Single(page.Problems), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_template_is_a_file_that_is_read()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        foreach (var name in new[] { "csv", "xlsx" })
        {
            using var file = new MemoryStream(await browser.Http.GetByteArrayAsync($"/company/invitations/file/template.{name}"));
            var read = InvitationFile.Read(file, "");
            Assert.Null(read.Problem);
            var (form, problems) = InvitationFile.FormOf(Assert.Single(read.Lines).Content);
            Assert.Empty(problems);
            Assert.Equal(("customer@example.com", EnergyAccess.Continuous, 12, Purpose.EnergyAdvice, 2), (form.Email, form.Access, form.Months, form.Purpose, form.ParsedEsiids().Count));
        }
    }

    [Fact]
    public async Task INV_3_A_line_may_name_a_customer_by_code_which_is_kept_only_until_it_is_sent()
    {
        var company = await host.Given.Company();
        var (home, other) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home);
        var code = await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.AuthorizationCode!).SingleAsync());
        var browser = await host.SignedIn(company);
        var page = await Send(browser, Csv("Code,ESIIDs,Access,Months,Purpose", $"{code.Value},{home.Esiid},continuous,1,research", $"{code.Value},{other.Esiid},continuous,1,research"), "file.csv");
        await host.RunJobs();
        page = await browser.GetPage(Address(page));
        Assert.Equal(["Ready", "Cannot be sent"], Lines(page).Select(l => l.Result));
        Assert.StartsWith("CODE: This code does not fit these ESIIDs.", Assert.Single(Lines(page)[1].Why), StringComparison.Ordinal);
        Assert.Equal($"by code, ending {code.Ending}", page.Document.QuerySelector("td[data-label=Customer]")!.TextContent);
        Assert.DoesNotContain(code.Value, page.Html, StringComparison.OrdinalIgnoreCase);
        await browser.PostForm(page, button: "Send the invitations");
        await host.RunJobs();
        var sent = await host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.ThirdPartyId == company.OwnerId));
        Assert.Equal((customer.OwnerId, code.Ending, ""), (sent.CustomerId!.Value, sent.CodeEnding, sent.Email));
        Assert.Equal([null, null], await host.Db(db => db.BulkRows.Where(r => db.BulkTasks.Any(t => t.Id == r.TaskId && t.ThirdPartyId == company.OwnerId)).Select(r => r.Content).ToListAsync()));
    }

    [Fact]
    public async Task INV_10_Beyond_the_daily_limit_a_line_stays_and_says_so()
    {
        var company = await host.Given.Company();
        var lines = new List<string> { "EMAIL,ESIIDS,ACCESS,MONTHS,PURPOSE" };
        for (var i = 0; i < 4; i++)
            lines.Add($"canary@canary.test,{(await host.Given.Premise()).Esiid},continuous,1,research");
        var browser = await host.SignedIn(company);
        var page = await Send(browser, Csv([.. lines]), "file.csv");
        await host.RunJobs();
        page = await browser.GetPage(Address(page));
        Assert.Contains("Your company may send 3 more invitations in these 24 hours.", page.Text, StringComparison.Ordinal);
        await browser.PostForm(page, button: "Send the invitations");
        await host.RunJobs();
        page = await browser.GetPage(Address(page));
        Assert.Contains("Done: 3. Not done: 1", page.Text, StringComparison.Ordinal);
        Assert.Contains("used up its invitations of 24 hours", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_breaks_off_before_its_commit_leaves_nothing_and_is_done_by_the_next_worker_once()
    {
        var company = await host.Given.Company();
        var home = await host.Given.Premise();
        var browser = await host.SignedIn(company);
        var page = await Send(browser, Csv("EMAIL,ESIIDS,ACCESS,MONTHS,PURPOSE", $"canary@canary.test,{home.Esiid},continuous,1,research"), "file.csv");
        await host.RunJobs();
        await browser.PostForm(await browser.GetPage(Address(page)), button: "Send the invitations");
        // A worker claims the row, and another takes it over when the lease is out, before the first has done it.
        var row = await host.Db(db => db.BulkRows.Where(r => r.Status == BulkRowStatus.Waiting).Select(r => r.Id).SingleAsync());
        await host.Use<BulkWork, bool>(async work =>
        {
            await work.DoAsync(row, Guid.NewGuid(), default);
            return true;
        });
        Assert.False(await host.Db(db => db.Invitations.AnyAsync(i => i.ThirdPartyId == company.OwnerId)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => host.Run<WorkBulkTasks>())));
        await host.Run<WorkBulkTasks>();
        Assert.Equal(1, await host.Db(db => db.Invitations.CountAsync(i => i.ThirdPartyId == company.OwnerId)));
        Assert.Equal(BulkRowStatus.Done, await host.Db(db => db.BulkRows.Where(r => r.Id == row).Select(r => r.Status).SingleAsync()));
    }

    private static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static string Address(Page page) => page.Response.RequestMessage!.RequestUri!.AbsolutePath;

    private static async Task<Page> Send(PortalClient browser, byte[] file, string name)
    {
        var form = await browser.GetPage("/company/invitations/file");
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { part, "File", name },
        };
        var answer = await Page.ReadAsync(await browser.Http.PostAsync("/company/invitations/file", content));
        return answer.Location is { } next ? await browser.GetPage(next) : answer;
    }

    private static List<(string Result, IReadOnlyList<string> Why)> Lines(Page page) =>
        [.. page.Document.QuerySelectorAll("#rows ~ table tbody tr").Select(row => (
            row.QuerySelector("[data-label=Result]")!.TextContent.Trim(),
            (IReadOnlyList<string>)[.. row.QuerySelectorAll("[data-label=Why] li").Select(d => d.TextContent.Trim())]))];

    public sealed class FewAtATime(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:InvitationsPerDay"] = "3" };
    }
}
