using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Tests.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Inbox;

/// <summary>USE-1 and OPS-2: an operator uploads files and sees what became of each.</summary>
public class WatchingTheInbox(InboxHost host) : IClassFixture<InboxHost>
{
    [Fact]
    public async Task An_uploaded_file_is_read_and_shown_with_its_bad_rows()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        var esiid = (await host.Given.Premise()).Esiid;
        var text = Encoding.ASCII.GetString(await IntervalCsv.WriteAsync([IntervalCsv.Any(new Random(3), esiid, new(2026, 6, 1), UsageDirection.Consumption)])) + "<b>bold</b>\n";

        var answer = await UploadAsync(browser, "../../etc/up load.csv", Encoding.ASCII.GetBytes(text));
        await host.RunJobs();
        var page = await browser.GetPage(answer.Expect(HttpStatusCode.Redirect).Location!);

        Assert.Equal("up load.csv", page.Heading);
        Assert.Contains("Read", page.Document.QuerySelector(".chip")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("98 whole row The row has 1 columns", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold", page.Html, StringComparison.Ordinal);
        Assert.Contains("up load.csv", (await browser.GetPage("/ops/inbox?status=Done")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("up load.csv", (await browser.GetPage("/ops/inbox?status=Refused")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_without_a_file_says_so_at_the_field()
    {
        var browser = await host.SignedIn(await host.Given.Operator());

        var page = await UploadAsync(browser, "", []);

        Assert.Equal(["Choose a file that is not empty."], page.Expect(HttpStatusCode.BadRequest).Problems);
    }

    [Fact]
    public async Task The_list_is_paged()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        await host.Db(async db =>
        {
            db.AddRange(Enumerable.Range(0, 60).Select(i => InboxFile.Receive($"page-{i}.csv", host.Now)));
            await db.SaveChangesAsync();
        });

        var first = await browser.GetPage("/ops/inbox");
        var second = await browser.GetPage(first.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Older files").GetAttribute("href")!);

        Assert.Equal(50, first.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("page-9.csv", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("page-10.csv", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_paged()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        var file = await host.ReadAsync("many.csv", Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Repeat("bad", 150).Prepend(IntervalCsv.Header))));

        var first = await browser.GetPage($"/ops/inbox/{file.Number}");
        var second = await browser.GetPage(first.Document.QuerySelectorAll("a").Single(a => a.TextContent == "More errors").GetAttribute("href")!);

        Assert.Equal((100, 50), (first.Document.QuerySelectorAll("tbody tr").Length, second.Document.QuerySelectorAll("tbody tr").Length));
    }

    [Fact]
    public async Task Only_operators_get_in_and_an_unknown_file_is_not_found()
    {
        var company = await host.SignedIn(await host.Given.Company());
        var customer = await host.SignedIn(await host.Given.Customer());
        var operators = await host.SignedIn(await host.Given.Operator());

        foreach (var path in new[] { "/ops/inbox", "/ops/inbox/1" })
        {
            (await company.GetOnly(path)).Expect(HttpStatusCode.Forbidden);
            (await customer.GetOnly(path)).Expect(HttpStatusCode.Forbidden);
            (await host.Browser().GetOnly(path)).Expect(HttpStatusCode.Redirect);
        }
        (await operators.GetOnly("/ops/inbox/999999")).Expect(HttpStatusCode.NotFound);
        var before = await host.Db(db => db.InboxFiles.CountAsync());
        (await UploadAsync(company, "x.csv", "x"u8.ToArray(), await operators.GetPage("/ops/inbox"))).Expect(HttpStatusCode.Forbidden);
        Assert.Equal(before, await host.Db(db => db.InboxFiles.CountAsync()));
    }

    private static async Task<Page> UploadAsync(PortalClient browser, string name, byte[] bytes, Page? seen = null)
    {
        var (form, _) = (seen ?? await browser.GetPage("/ops/inbox")).FormOf("Upload");
        using var content = new MultipartFormDataContent();
        content.Add(new StringContent(form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        if (name.Length > 0)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"File\"", FileName = $"\"{name}\"" };
            content.Add(file);
        }
        return await Page.ReadAsync(await browser.Http.PostAsync(new Uri("https://localhost/ops/inbox"), content));
    }
}
