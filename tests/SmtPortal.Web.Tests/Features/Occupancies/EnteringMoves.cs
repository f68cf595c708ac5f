using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Tests.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Occupancies;

/// <summary>AGR-5, ACC-7, OPS-2: an operator enters moves, is told first what they end, and afterwards what they did.</summary>
public sealed class EnteringMoves(PortalHost host) : IClassFixture<PortalHost>
{
    private static string On(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private Task<TerminateOutcome> EndByCustomer(Agreement agreement, TestUser customer) =>
        host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(agreement.Number, customer.OwnerId, customer.Id, null, default));

    private DateOnly Today => CentralTime.DayOf(host.Now);

    [Fact]
    public async Task It_is_said_first_what_ends_and_nothing_happens_until_it_is_entered()
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(gone, kept));
        var ended = await host.Given.Agreement(company, customer, [gone]);
        var shrunk = await host.Given.Agreement(await host.Given.Company(), customer, [gone, kept]);
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = await Check(browser, gone, Today);
        foreach (var line in new[] { "1 agreement ends", "1 agreement goes on without this ESIID", "There is no undo." })
            Assert.Contains(line, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0 bound", page.Text, StringComparison.Ordinal);
        Assert.Equal(AgreementStatus.Active, await StatusOf(ended));
        Assert.Equal(0, await host.Db(db => db.MoveEvents.CountAsync(m => m.Esiid == gone.Esiid)));

        page = await browser.PostForm(page, button: "Enter the move-out");
        Assert.Contains("The move is entered.", page.Text, StringComparison.Ordinal);
        Assert.Contains("What it has ended 1 agreement ends 1 agreement goes on without this ESIID", page.Text, StringComparison.Ordinal);
        Assert.Equal((AgreementStatus.Terminated, AgreementStatus.Active), (await StatusOf(ended), await StatusOf(shrunk)));
        Assert.Equal(1, await host.Db(db => db.AuditEntries.CountAsync(e => e.Act == AuditAct.MovesEntered && e.Path == page.Response.RequestMessage!.RequestUri!.AbsolutePath)));
    }

    [Fact]
    public async Task What_it_ended_is_told_as_it_was_whatever_ends_before_or_later()
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(gone, kept));
        var before = await host.Given.Agreement(company, customer, [gone, kept], form => form.Months = 1);
        var shrunk = await host.Given.Agreement(await host.Given.Company(), customer, [gone, kept]);
        await EndByCustomer(before, customer);
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = await browser.PostForm(await Check(browser, gone, Today), button: "Enter the move-out");
        Assert.Contains("What it has ended 1 agreement goes on without this ESIID", page.Text, StringComparison.Ordinal);
        await EndByCustomer(shrunk, customer);
        page = await browser.GetPage(page.Response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("What it has ended 1 agreement goes on without this ESIID", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("agreement ends", page.Text, StringComparison.Ordinal);

        var bare = await host.Given.Premise();
        await host.Given.Customer(bare);
        Assert.Contains("Nothing else rests on it", (await Check(browser, bare, Today)).Text, StringComparison.Ordinal);
    }

    [Fact] // AGR-7
    public async Task Both_sides_see_which_ESIIDs_an_agreement_no_longer_covers()
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(gone, kept));
        var agreement = await host.Given.Agreement(company, customer, [gone, kept]);
        await host.Given.MoveOut(gone, Today);
        await host.Run<ActOnMoves>();
        foreach (var (who, address) in new[] { (company, "/company"), (customer, "/customer") })
        {
            var page = await (await host.SignedIn(who)).GetPage($"{address}/agreements/{agreement.Number}");
            Assert.Contains($"{gone.Esiid} Left on {Web.Localization.Show.Day(Today)}: no longer covered", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($"{kept.Esiid} Left", page.Text, StringComparison.Ordinal);
        }

        // What ends later no longer ends for the ESIID that had left.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await EndByCustomer(agreement, customer);
        await host.SendMail();
        var mail = RecordedMail.WordsOf(Assert.Single(host.Mail.To((await host.Company(company.OwnerId)).NotificationEmail!), m => m.Subject == $"Agreement {agreement.Number} has ended"));
        Assert.Contains(kept.Esiid, mail, StringComparison.Ordinal);
        Assert.DoesNotContain(gone.Esiid, mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_a_day_to_come_waits_for_it()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(await host.Given.Company(), customer, [premise]);
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = await browser.PostForm(await Check(browser, premise, Today.AddDays(2)), button: "Enter the move-out");
        Assert.Contains($"Acts at 00:00 CT on {SmtPortal.Web.Localization.Show.Day(Today.AddDays(2))}", page.Text, StringComparison.Ordinal);
        Assert.Equal(AgreementStatus.Active, await StatusOf(agreement));
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.Run<ActOnMoves>();
        Assert.Equal(AgreementStatus.Terminated, await StatusOf(agreement));
    }

    [Fact]
    public async Task The_same_move_twice_is_one()
    {
        var premise = await host.Given.Premise();
        await host.Given.Customer(premise);
        var browser = await host.SignedIn(await host.Given.Operator());
        var check = await Check(browser, premise, Today);
        await browser.PostForm(check, button: "Enter the move-out");
        var again = await browser.PostForm(check, button: "Enter the move-out");
        Assert.Contains("This move was entered before; nothing has changed.", again.Text, StringComparison.Ordinal);
        Assert.Equal(1, await host.Db(db => db.MoveEvents.CountAsync(m => m.Esiid == premise.Esiid)));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_at_its_field()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        var form = await browser.GetPage("/ops/moves/new");
        Assert.Equal(
            ["Choose whether somebody moved out or in.", "Enter the ESIID: 17 digits, or 22 at CenterPoint, beginning with 10.", "Enter the day of the move."],
            (await browser.PostOnly(form, button: "See what it ends")).Expect(HttpStatusCode.BadRequest).Problems.Order(StringComparer.Ordinal));
        var page = (await browser.PostOnly(form, new { Kind = "MoveOut", Esiid = "10999990000000001", Day = On(Today.AddYears(-4)) }, "See what it ends")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["The day lies more than 3 years back. Look for a mistyped year.", "The portal knows no delivery point with this ESIID. Look for a mistyped digit."], page.Problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_move_is_found_by_its_ESIID_which_stands_in_no_address()
    {
        var (premise, other) = (await host.Given.Premise(), await host.Given.Premise());
        foreach (var moved in new[] { premise, other })
            await host.Use<RecordMove, RecordMoveOutcome>(r => r.ExecuteAsync(MoveKind.MoveIn, moved.Esiid, Today, null, default));
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = await browser.PostOnly(await browser.GetPage("/ops/moves"), new { esiid = premise.Esiid }, "Show");
        Assert.Contains(premise.Esiid, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Esiid, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_checked_line_by_line_and_entered_once()
    {
        var (gone, later) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(gone, later);
        var agreement = await host.Given.Agreement(await host.Given.Company(), customer, [gone]);
        var browser = await host.SignedIn(await host.Given.Operator());
        string[] lines =
        [
            "EFFECTIVE_DATE,ESIID,EVENT", $"{On(Today)},{gone.Esiid},MOVE_OUT", $"{Today.AddDays(3):MM/dd/yyyy},'{later.Esiid},move_in",
            $"{On(Today)},123,MOVE_OUT", $"{On(Today)},{gone.Esiid},LEFT", $"soon,{gone.Esiid},MOVE_OUT", $"{On(Today)},{gone.Esiid},MOVE_OUT", $"{On(Today)},10999990000000001,MOVE_OUT",
        ];
        var check = await Upload(browser, lines);
        Assert.Contains("2 of 7 lines can be entered; 5 cannot, and are left out.", check.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["4 “123” is no ESIID: it has 17 digits, or 22, and begins with 10.", "5 “LEFT” is no event: write MOVE_IN or MOVE_OUT.", "6 “soon” is no date: write it as MM/DD/YYYY or YYYY-MM-DD.", "7 It says the same as line 2.", "8 The portal knows no delivery point with the ESIID 10999990000000001."],
            check.Document.QuerySelectorAll("main table")[0].QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(c => c.TextContent.Trim()))));
        Assert.Contains("What they end at once 1 agreement ends", check.Text, StringComparison.Ordinal);
        Assert.Equal(AgreementStatus.Active, await StatusOf(agreement));

        var done = await browser.PostOnly(check, button: "Enter 2 moves");
        Assert.Equal("2 moves were entered", done.Heading);
        await host.RunJobs();
        Assert.Equal(AgreementStatus.Terminated, await StatusOf(agreement));
        Assert.Equal(MoveStatus.Waiting, await host.Db(db => db.MoveEvents.Where(m => m.Esiid == later.Esiid).Select(m => m.Status).SingleAsync()));

        done = await browser.PostOnly(await Upload(browser, lines), button: "Enter 2 moves");
        Assert.Equal("0 moves were entered", done.Heading);
        Assert.Equal(2, await host.Db(db => db.MoveEvents.CountAsync(m => m.Esiid == gone.Esiid || m.Esiid == later.Esiid)));
    }

    [Theory]
    [InlineData("ESIID,EVENT\n1,2\n", "The first line must name the columns ESIID, EVENT and EFFECTIVE_DATE.")]
    [InlineData("ESIID,EVENT,EFFECTIVE_DATE\n", "The file holds no move below the names of its columns.")]
    [InlineData("", "Choose a file that is not empty.")]
    public async Task A_file_that_cannot_be_used_is_refused_in_words(string text, string problem)
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        Assert.Equal([problem], (await Upload(browser, text.Split('\n'))).Expect(HttpStatusCode.BadRequest).Problems);
    }

    private static async Task<Page> Check(PortalClient browser, Premise premise, DateOnly day) =>
        (await browser.PostOnly(await browser.GetPage("/ops/moves/new"), new { Kind = "MoveOut", premise.Esiid, Day = On(day) }, "See what it ends")).Expect(HttpStatusCode.OK);

    private Task<AgreementStatus> StatusOf(Agreement agreement) => host.Db(db => db.Agreements.Where(a => a.Number == agreement.Number).Select(a => a.Status).SingleAsync());

    private static async Task<Page> Upload(PortalClient browser, IEnumerable<string> lines)
    {
        var form = await browser.GetPage("/ops/moves/file");
        using var part = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { part, "File", "moves.csv" },
        };
        return await Page.ReadAsync(await browser.Http.PostAsync("/ops/moves/file", content));
    }
}
