using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;
using static SmtPortal.Web.Tests.Features.Esiids.EsiidFileSteps;

namespace SmtPortal.Web.Tests.Features.Esiids;

/// <summary>ACC-1: more ESIIDs from a file with a result for each row.</summary>
public sealed class AddingFromAFile(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task Each_line_has_a_result_and_what_is_right_is_added()
    {
        var (right, byName, wrong, held) = (await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise());
        var browser = await host.SignedIn(await host.Given.Customer(held));
        var page = await browser.SendFile(
            "ESIID,Meter number,REP", Line(right), Line(byName, rep: "txu energy"), Line(wrong, meter: "M1"), Line(held), "123,M1,10004",
            "1.0443720000990010E+16,M1,10004", $"{wrong.Esiid},,10004", Line(wrong, rep: "Nobody's Power"), Line(wrong, rep: "energy"));
        var lines = page.Expect(HttpStatusCode.OK).Lines();
        Assert.Equal([2, 3, 4, 5, 6, 7, 8, 9, 10], lines.Select(l => l.Line));
        Assert.Equal(
            ["Added", "Added", "Not added", "In your account already", "Not added", "Not added", "Not added", "Not added", "Not added"], lines.Select(l => l.Result));
        Assert.Equal(RegistrationSteps.DoesNotMatch, lines[2].ToDo);
        Assert.StartsWith("An ESIID has 17 or 22 digits", lines[4].ToDo, StringComparison.Ordinal);
        Assert.StartsWith("The spreadsheet took this ESIID for a number", lines[5].ToDo, StringComparison.Ordinal);
        Assert.StartsWith("Put the meter number into the second column", lines[6].ToDo, StringComparison.Ordinal);
        Assert.StartsWith("No REP has this name.", lines[7].ToDo, StringComparison.Ordinal);
        Assert.StartsWith("Several REPs have this in their name.", lines[8].ToDo, StringComparison.Ordinal);
        Assert.Contains("2 ESIIDs were added. One was in your account already. 6 lines were not added", page.Text, StringComparison.Ordinal);
        var list = await browser.GetPage("/customer/esiids");
        Assert.All([right, byName, held], p => Assert.Contains(p.Esiid, list.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(wrong.Esiid, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_so()
    {
        var (customer, premise) = (await host.Given.Customer(), await host.Given.Premise());
        var browser = await host.SignedIn(customer);
        await browser.SendFile(Line(premise), Line(premise));
        var page = await browser.SendFile(Line(premise), Line(premise));
        Assert.Contains("Nothing was changed. 2 were in your account already.", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await host.Db(db => db.Occupancies.CountAsync(o => o.CustomerId == customer.OwnerId)));
    }

    [Fact]
    public async Task An_Excel_workbook_is_read_with_its_columns_in_any_order_and_in_Spanish()
    {
        var premise = await host.Given.Premise();
        var browser = await host.SignedIn(await host.Given.Customer());
        var page = await browser.SendFile(Workbooks.Of(["Número de medidor", "Nota", "REP", "ESIID"], [premise.MeterNumber, "casa", premise.RepCertificate, premise.Esiid]), "esiids.xlsx");
        Assert.Equal([(2, "Added", "Nothing.")], page.Lines());
    }

    [Fact] // A line of a file must not tell more than the form.
    public async Task What_does_not_exist_and_what_does_not_match_have_one_answer()
    {
        var (premise, inactive) = (await host.Given.Premise(), await host.Given.Premise(p => p.Status = Domain.Registry.PremiseStatus.Inactive));
        var browser = await host.SignedIn(await host.Given.Customer());
        var lines = (await browser.SendFile("10443720099999999,M1,10004", Line(premise, meter: "M1"), Line(premise, rep: "10040"), Line(inactive))).Lines();
        Assert.Equal([RegistrationSteps.DoesNotMatch], lines.Select(l => l.ToDo).Distinct());
        Assert.Equal(["Not added"], lines.Select(l => l.Result).Distinct());
    }

    [Theory]
    [InlineData("", "Choose a file that is not empty.")]
    [InlineData("\n\n", "The file holds no lines.")]
    [InlineData("ESIID,Something\n10443720000990010,1", "The first line names a column for the ESIID, but none")]
    [InlineData("%PDF\0\u0001", "This is no table that can be read.")]
    public async Task A_file_that_cannot_be_used_changes_nothing_and_says_why(string content, string problem)
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var page = await browser.SendFile(Encoding.UTF8.GetBytes(content), "esiids.csv");
        Assert.StartsWith(problem, Assert.Single(page.Expect(HttpStatusCode.BadRequest).Problems), StringComparison.Ordinal);
        Assert.Equal("#File", page.Document.QuerySelector(".error-summary a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Too_many_lines_and_too_many_bytes_are_refused()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var many = await browser.SendFile([.. Enumerable.Range(0, EsiidFile.MaxRows + 1).Select(i => $"1{i},M,10004")]);
        Assert.Equal(["The file has too many lines. Use several files of at most 1000 lines."], many.Problems);
        var large = await browser.SendFile(new byte[EsiidFile.MaxBytes + 1], "esiids.csv");
        Assert.Equal(["The file is too large. Use at most 1000 KB."], large.Problems);
    }

    [Fact]
    public async Task The_sample_is_a_file_that_can_be_read()
    {
        var browser = await host.SignedIn(await host.Given.Customer());
        var sample = await browser.Http.GetAsync("/customer/esiids/file/sample.csv", TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", sample.Content.Headers.ContentType!.MediaType);
        var lines = (await browser.SendFile(await sample.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), "esiids.csv")).Lines();
        Assert.Equal([(2, "Not added", RegistrationSteps.DoesNotMatch), (3, "Not added", RegistrationSteps.DoesNotMatch)], lines);
    }

    [Fact] // ACC-7, ACC-9
    public async Task The_list_shows_former_homes_with_their_days_and_without_the_meter_of_today()
    {
        var (former, current) = (await host.Given.Premise(), await host.Given.Premise());
        var browser = await host.SignedIn(await host.Given.Customer(former, current));
        await host.Given.MoveOut(former, new DateOnly(2026, 11, 1));
        var rows = (await browser.GetPage("/customer/esiids")).Document.QuerySelectorAll("main tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal($"{current.Esiid} {current.Address}, Waco 76701 {current.MeterNumber} Nov 23, 2024 Yours now", rows[0]);
        Assert.Equal($"{former.Esiid} {former.Address}, Waco 76701 – Nov 23, 2024 Oct 31, 2026", rows[1]);
    }
}

/// <summary>ACC-1: the same limits as the form.</summary>
public sealed class LimitingAFile(LimitedHost host) : IClassFixture<LimitedHost>
{
    [Fact]
    public async Task Lines_that_match_are_not_limited()
    {
        var premises = new List<Domain.Registry.Premise>();
        for (var i = 0; i < LimitedHost.Limit * 2; i++)
            premises.Add(await host.Given.Premise());
        var browser = await host.BrowserAt("192.0.2.20").SignIn((await host.Given.Customer()).Email);
        Assert.All((await browser.SendFile([.. premises.Select(p => Line(p))])).Lines(), line => Assert.Equal("Added", line.Result));
    }

    [Fact]
    public async Task After_so_many_that_do_not_match_the_rest_is_not_checked_and_what_was_added_stays()
    {
        var (first, wrong, last) = (await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise());
        var browser = await host.BrowserAt("192.0.2.21").SignIn((await host.Given.Customer()).Email);
        var page = await browser.SendFile([Line(first), .. Enumerable.Repeat(Line(wrong, meter: "M1"), LimitedHost.Limit), Line(last)]);
        Assert.Equal(["Added", "Not added", "Not added", "Not added", "Not checked"], page.Lines().Select(l => l.Result));
        Assert.Contains("send the file again in 60 minutes", page.Text, StringComparison.Ordinal);
        // The form is limited with it.
        (await browser.AddEsiid(last)).Expect(HttpStatusCode.TooManyRequests);
        Assert.Equal(["In your account already"], (await browser.SendFile(Line(first))).Lines().Select(l => l.Result));
    }
}
