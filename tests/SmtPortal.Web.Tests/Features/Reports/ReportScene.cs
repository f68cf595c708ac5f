using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>A company, a customer with one premise, an agreement between them, and a few days of usage.</summary>
public sealed record ReportScene(DeliveryHost Host, TestUser Company, TestUser Customer, Premise Premise, Agreement Agreement, List<DayUsage> Days)
{
    public static readonly DateOnly First = new(2026, 10, 30);
    public static readonly DateOnly Last = new(2026, 11, 3);

    public static async Task<ReportScene> Make(DeliveryHost host, EnergyTerms? terms = null)
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        return new ReportScene(host, company, customer, premise, await host.Agreement(company, customer, terms, premise), await host.Usage(premise.Esiid, First, Last));
    }

    /// <summary>Asks on the page, as a person does; the answer is the report's page or the form again.</summary>
    public async Task<Page> Ask(string esiids = "", DateOnly? from = null, DateOnly? to = null, string? format = null)
    {
        var browser = await Host.SignedIn(Company);
        var form = (await browser.GetPage($"/company/reports/new?agreement={Agreement.Number}")).Expect(System.Net.HttpStatusCode.OK);
        return Agreement.Terms.Access == EnergyAccess.OneTime
            ? await browser.PostForm(form, new { Esiids = esiids, Format = format ?? "Csv" }, "Ask for the report")
            : await browser.PostForm(form, new { Esiids = esiids, From = from ?? First, To = to ?? Last, Format = format ?? "Csv" }, "Ask for the report");
    }

    public Task<Report> Report() => Host.Db(db => db.Reports.AsNoTracking().Where(r => r.ThirdPartyId == Company.OwnerId).OrderByDescending(r => r.Number).FirstAsync());

    public Task<List<ReportFile>> Files() => Host.Db(db => db.ReportFiles.AsNoTracking().Where(f => f.ThirdPartyId == Company.OwnerId).OrderBy(f => f.Esiid).ToListAsync());

    public async Task<ReportFile> File() => Assert.Single(await Files());

    public Task<int> Accesses() => Host.Db(db => db.AccessRecords.CountAsync(r => r.ThirdPartyId == Company.OwnerId));

    /// <summary>The content that a file of these days must have.</summary>
    public static async Task<byte[]> Csv(IEnumerable<DayUsage> days)
    {
        using var stream = new MemoryStream();
        await new IntervalCsvWriter().WriteAsync(stream, days.ToAsyncEnumerable());
        return stream.ToArray();
    }
}
