using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Agreements;

/// <summary>AGR-7: both sides find an agreement by what they know of it; a company exports what it has filtered.</summary>
public sealed class FindingAnAgreement(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_company_finds_by_number_esiid_address_and_reference_and_nothing_of_another()
    {
        var (company, stranger) = (await host.Given.Company(), await host.Given.Company());
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var (customer, other) = (await host.Given.Customer(home), await host.Given.Customer(shop));
        var wanted = await host.Given.Agreement(company, customer, [home], form => form.Reference = "Lead 4711");
        var unwanted = await host.Given.Agreement(company, other, [shop]);
        var foreign = await host.Given.Agreement(stranger, customer, [home], form => form.Reference = "Lead 4711");
        var browser = await host.SignedIn(company);
        var list = await browser.GetPage("/company/agreements");
        Assert.Equal([unwanted.Number, wanted.Number], Numbers(list));
        foreach (var words in new[] { $"{wanted.Number}", home.Esiid, "'" + home.Esiid, customer.Email.ToUpperInvariant(), "Lead 47" })
            Assert.Equal([wanted.Number], Numbers(await browser.PostForm(list, new { words }, "Find")));
        foreach (var words in new[] { $"{foreign.Number}", "ead 4711", "%", "nobody@canary.test" })
            Assert.Contains("Nothing fits", (await browser.PostForm(list, new { words }, "Find")).Text, StringComparison.Ordinal);
        // Words in an address are not looked for: they may be a person's.
        Assert.Equal([unwanted.Number, wanted.Number], Numbers(await browser.GetPage($"/company/agreements?words={wanted.Number}")));
    }

    [Fact]
    public async Task A_company_filters_and_exports_what_it_filtered()
    {
        var company = await host.Given.Company();
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home, shop);
        var year = await host.Given.Agreement(company, customer, [home, shop], form => form.Reference = "=HYPERLINK(1)");
        var once = await host.Given.Agreement(company, customer, [shop], host.OneTime());
        var ended = await host.Given.Agreement(company, customer, [home], host.OneTime());
        await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(ended.Number, customer.OwnerId, customer.Id, null, default));
        var browser = await host.SignedIn(company);
        Assert.Equal([once.Number, year.Number], Numbers(await browser.GetPage("/company/agreements?status=Active")));
        Assert.Equal([year.Number], Numbers(await browser.GetPage("/company/agreements?access=Continuous")));
        Assert.Equal([year.Number], Numbers(await browser.GetPage($"/company/agreements?endsFrom={year.LastDay:yyyy-MM-dd}")));
        Assert.Equal([once.Number, ended.Number], Numbers(await browser.GetPage($"/company/agreements?endsTo={once.LastDay:yyyy-MM-dd}")).Order());

        var page = await browser.GetPage("/company/agreements?status=Active");
        var export = page.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Export as CSV").GetAttribute("href")!;
        using var answer = await browser.Http.GetAsync(export);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').TrimEnd('\n').Split('\n');
        Assert.Equal(string.Join(',', ExportAgreements.Header), lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith($"{once.Number},Active,", lines[1], StringComparison.Ordinal);
        var row = lines[2];
        Assert.StartsWith($"{year.Number},Active,", row, StringComparison.Ordinal);
        Assert.Contains($",{customer.Email},", row, StringComparison.Ordinal);
        Assert.Contains($"{home.Esiid} {shop.Esiid}", row.Contains(home.Esiid + " ", StringComparison.Ordinal) ? row : row.Replace($"{shop.Esiid} {home.Esiid}", $"{home.Esiid} {shop.Esiid}", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK(1),", row, StringComparison.Ordinal); // No spreadsheet takes it for a formula.
    }

    [Fact]
    public async Task AGR_5_Lists_count_what_is_covered_and_the_export_names_what_was_lost_beside_it()
    {
        var company = await host.Given.Company();
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var agreement = await host.Given.Agreement(company, await host.Given.Customer(home, shop), [home, shop]);
        await host.Given.MoveOut(home, CentralTime.DayOf(host.Now));
        var browser = await host.SignedIn(company);
        Assert.Equal(shop.Esiid, (await browser.GetPage("/company/agreements")).Document.QuerySelector("td[data-label=ESIIDs]")!.TextContent);
        async Task<(string Number, string Covered, string Lost)> Exported()
        {
            using var file = new MemoryStream(await browser.Http.GetByteArrayAsync("/company/agreements/list.csv"));
            var row = Web.Formats.TableFile.Read(file, "", 1_000_000, 10)[1];
            return (row[0], row[4].Trim('\''), row[12].Trim('\''));
        }

        Assert.Equal(($"{agreement.Number}", shop.Esiid, home.Esiid), await Exported());

        // What it had when it ended it still names.
        host.Clock.Advance(TimeSpan.FromDays(1));
        browser = await host.SignedIn(company);
        await host.Given.MoveOut(shop, CentralTime.DayOf(host.Now));
        Assert.Equal(($"{agreement.Number}", shop.Esiid, home.Esiid), await Exported());
        Assert.Equal(shop.Esiid, (await browser.GetPage("/company/agreements")).Document.QuerySelector("td[data-label=ESIIDs]")!.TextContent);
    }

    [Fact]
    public async Task A_company_lists_by_number_by_ESIID_and_by_customer_page_by_page()
    {
        var company = await host.Given.Company();
        var premises = new List<Domain.Registry.Premise>();
        for (var i = 0; i < 30; i++)
            premises.Add(await host.Given.Premise());
        var (anna, zoe) = (await host.Given.Customer([.. premises.Take(15)]), await host.Given.Customer([.. premises.Skip(15)]));
        var first = await host.Given.Agreement(company, zoe, premises.GetRange(15, 15), form => form.Months = 3);
        var second = await host.Given.Agreement(company, anna, premises.GetRange(0, 15), form => form.Months = 1);
        var third = await host.Given.Agreement(company, zoe, [premises[20]], host.OneTime());
        var browser = await host.SignedIn(company);

        var page = await browser.GetPage("/company/agreements?by=Esiid");
        var lines = new List<string>();
        for (var pages = 0; pages < 3; pages++)
        {
            lines.AddRange(page.Document.QuerySelectorAll("td[data-label=ESIID]").Select(cell => cell.TextContent));
            if (page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next)
                break;
            Assert.DoesNotContain(premises, p => next.Contains(p.Esiid, StringComparison.Ordinal)); // No ESIID in an address.
            page = await browser.GetPage(next);
        }

        Assert.Equal(premises.Select(p => p.Esiid).Append(premises[20].Esiid).Order(StringComparer.Ordinal), lines);
        page = await browser.PostForm(await browser.GetPage("/company/agreements?by=Esiid"), new { words = premises[20].Esiid }, "Find");
        Assert.Equal([first.Number, third.Number], Numbers(page));

        Assert.Equal(
            new[] { (anna.Email, second.Number), (zoe.Email, first.Number), (zoe.Email, third.Number) }.OrderBy(x => x.Email, StringComparer.Ordinal).Select(x => x.Number),
            Numbers(await browser.GetPage("/company/agreements?by=Customer")));
        Assert.Equal([first.Number, second.Number, third.Number], Numbers(await browser.GetPage("/company/agreements?order=Oldest")));
        var byEnd = new[] { first, second, third }.OrderBy(a => a.LastDay).ThenBy(a => a.Number).Select(a => a.Number).ToList();
        Assert.Equal(byEnd, Numbers(await browser.GetPage("/company/agreements?order=NextToEnd")));
        Assert.Equal(byEnd.Skip(1), Numbers(await browser.GetPage($"/company/agreements?order=NextToEnd&place={byEnd[0]}")));
        Assert.Equal([first.Number, third.Number], Numbers(await browser.GetPage($"/company/agreements?by=Customer&place={second.Number}")).Order());
        Assert.Equal(31, (await browser.GetPage("/company/agreements?by=Esiid&size=50")).Document.QuerySelectorAll("td[data-label=ESIID]").Length);
    }

    [Fact]
    public async Task A_company_gets_what_it_found_as_a_workbook_whose_texts_are_no_formulas()
    {
        var company = await host.Given.Company();
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(home, shop);
        var wanted = await host.Given.Agreement(company, customer, [home], form => form.Reference = "=1+1 <&> \u0001");
        await host.Given.Agreement(company, customer, [shop]);
        var browser = await host.SignedIn(company);
        var found = await browser.PostForm(await browser.GetPage("/company/agreements"), new { words = home.Esiid }, "Find");
        var (form, _) = found.FormOf("Export as XLSX");
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!))
            .Append(KeyValuePair.Create("format", "Xlsx")));
        using var answer = await browser.Http.PostAsync(form.GetAttribute("action"), content);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        using (var workbook = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(file, isEditable: false))
        {
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(workbook).Select(e => e.Description));
            Assert.Empty(workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        }

        file.Position = 0;
        var rows = Web.Formats.TableFile.Read(file, "", 1_000_000, 10);
        Assert.Equal(ExportAgreements.Header, rows[0].Cells);
        Assert.Equal(2, rows.Count);
        Assert.Equal([$"{wanted.Number}", "Active", customer.Email, home.Esiid, "=1+1 <&>"], new[] { 0, 1, 3, 4, 5 }.Select(i => rows[1][i]));
        Assert.Equal($"{wanted.LastDay!.Value.DayNumber - new DateOnly(1899, 12, 30).DayNumber}", rows[1][7]);
    }

    [Fact]
    public async Task A_customer_finds_in_one_box()
    {
        var (company, other) = (await host.Given.Company($"Zebra Solar {Given.Next()}"), await host.Given.Company());
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var (customer, neighbour) = (await host.Given.Customer(home, shop), await host.Given.Customer(await host.Given.Premise()));
        var wanted = await host.Given.Agreement(company, customer, [home]);
        var unwanted = await host.Given.Agreement(other, customer, [shop]);
        var browser = await host.SignedIn(customer);
        var list = await browser.GetPage("/customer/agreements");
        foreach (var words in new[] { "zebra", $"{wanted.Number}", home.Esiid, home.MeterNumber })
        {
            var found = await browser.PostForm(list, new { words }, "Find");
            Assert.Contains($"Agreement {wanted.Number} with", found.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($"Agreement {unwanted.Number} with", found.Text, StringComparison.Ordinal);
        }

        Assert.Contains("No agreement of yours fits", (await browser.PostForm(list, new { words = "nothing of the kind" }, "Find")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebra", (await (await host.SignedIn(neighbour)).GetPage("/customer/agreements")).Text, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Numbers(Page page) =>
        page.Document.QuerySelectorAll("td[data-label=Number]").Select(cell => long.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture));
}
