using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

/// <summary>ACC-1: more ESIIDs are added the same way.</summary>
public sealed class AddingAnEsiid(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task Right_proof_adds_it_and_leads_back()
    {
        var (first, second) = (await host.Given.Premise(), await host.Given.Premise());
        var browser = await host.SignedIn(await host.Given.Customer(first));
        var page = await browser.AddEsiid(second, returnUrl: "/customer/agreements");
        Assert.Equal("/customer/agreements", page.Response.RequestMessage!.RequestUri!.AbsolutePath);
        var list = await browser.GetPage("/customer/esiids");
        Assert.Contains(first.Esiid, list.Text, StringComparison.Ordinal);
        Assert.Contains($"{second.Address}, {second.City} {second.ZipCode}", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_any_is_told_what_to_do()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        Assert.Contains("Your account holds no ESIID", (await browser.GetPage("/customer/esiids")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_the_account_holds_already_is_fine()
    {
        var premise = await host.Given.Premise();
        var browser = await host.SignedIn(await host.Given.Customer(premise));
        (await browser.AddEsiid(premise)).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await host.Db(db => db.Occupancies.CountAsync(o => o.Esiid == premise.Esiid)));
    }

    [Fact]
    public async Task Of_two_who_prove_the_same_one_at_once_one_gets_it_and_the_other_claims_it()
    {
        host.Logs.ExpectedErrors.Add("DbUpdateException");
        host.Logs.ExpectedErrors.Add("Failed executing DbCommand");
        var premise = await host.Given.Premise();
        var browsers = new[] { await host.SignedIn(await host.Given.Customer()), await host.SignedIn(await host.Given.Customer()) };
        var pages = await Task.WhenAll(browsers.Select(b => b.AddEsiid(premise)));
        Assert.All(pages, page => page.Expect(HttpStatusCode.OK));
        var holder = await host.Db(db => db.Occupancies.Where(o => o.Esiid == premise.Esiid).Select(o => o.CustomerId).SingleAsync());
        Assert.Equal(holder, await host.Db(db => db.OccupancyClaims.Where(c => c.Esiid == premise.Esiid).Select(c => c.HolderId).SingleAsync())); // ACC-7
    }
}
