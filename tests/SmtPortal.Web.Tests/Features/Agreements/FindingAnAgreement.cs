using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
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
        await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(ended.Number, customer.OwnerId, customer.Id, default));
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
        Assert.Equal(ExportAgreements.Header, lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith($"{once.Number},Active,", lines[1], StringComparison.Ordinal);
        var row = lines[2];
        Assert.StartsWith($"{year.Number},Active,", row, StringComparison.Ordinal);
        Assert.Contains($",{customer.Email},", row, StringComparison.Ordinal);
        Assert.Contains($"{home.Esiid} {shop.Esiid}", row.Contains(home.Esiid + " ", StringComparison.Ordinal) ? row : row.Replace($"{shop.Esiid} {home.Esiid}", $"{home.Esiid} {shop.Esiid}", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK(1),", row, StringComparison.Ordinal); // No spreadsheet takes it for a formula.
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
