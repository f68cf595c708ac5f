using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>A company finds its invitations by what it knows of them, and exports what it has filtered. Some of these tests move the clock.</summary>
public sealed class FindingAnInvitation(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_reference_may_look_like_a_MAC_or_an_address_and_what_cannot_be_is_nothing_not_everything()
    {
        var company = await host.Given.Company();
        var wanted = new List<long>();
        foreach (var reference in new[] { "2026-1128-0001-0042", "jo@desk 7" })
        {
            var premise = await host.Given.Premise();
            wanted.Add((await host.Given.Invitation(company, "canary@canary.test", [premise], form => form.Reference = reference)).Number);
        }

        var browser = await host.SignedIn(company);
        var list = await browser.GetPage("/company/invitations");
        foreach (var (words, number) in new[] { ("2026-1128-0001-0042", wanted[0]), ("JO@desk", wanted[1]) })
        {
            var found = await browser.PostForm(list, new { words }, "Find");
            Assert.Equal([$"{number}"], found.Document.QuerySelectorAll("tbody td[data-label=Number]").Select(cell => cell.TextContent.Trim()));
        }

        Assert.Contains("Nothing fits", (await browser.PostForm(list, new { words = new string('x', 300) }, "Find")).Text, StringComparison.Ordinal);
        (await browser.GetPage("/company/invitations?endsTo=9999-12-31")).Expect(System.Net.HttpStatusCode.OK);
        (await browser.GetOnly("/company/invitations/list.csv?status=Opn")).Expect(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task By_number_ESIID_address_and_reference_and_nothing_of_another()
    {
        var (company, stranger) = (await host.Given.Company(), await host.Given.Company());
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var wanted = await host.Given.Invitation(company, "Canary.Wanted@canary.test", [home], form => form.Reference = "Lead 4711");
        var unwanted = await host.Given.Invitation(company, "canary.other@canary.test", [shop]);
        var foreign = await host.Given.Invitation(stranger, "canary.wanted@canary.test", [home], form => form.Reference = "Lead 4711");
        var browser = await host.SignedIn(company);
        var list = await browser.GetPage("/company/invitations");
        Assert.Equal([unwanted.Number, wanted.Number], Numbers(list));
        foreach (var words in new[] { $"{wanted.Number}", home.Esiid, "canary.WANTED@canary.test", "Lead 47" })
            Assert.Equal([wanted.Number], Numbers(await browser.PostForm(list, new { words }, "Find")));
        foreach (var words in new[] { $"{foreign.Number}", "ead 4711", "%", "nobody@canary.test" })
            Assert.Contains("Nothing fits", (await browser.PostForm(list, new { words }, "Find")).Text, StringComparison.Ordinal);
        Assert.Equal([unwanted.Number, wanted.Number], Numbers(await browser.GetPage($"/company/invitations?words={wanted.Number}")));
    }

    [Fact]
    public async Task By_status_days_and_kind_in_the_address_in_an_order_and_as_a_file()
    {
        var company = await host.Given.Company();
        var first = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()], form => form.Reference = "@SUM(1)");
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(first.PublicId, null, RejectionReason.WrongPerson, default));
        host.Clock.Advance(TimeSpan.FromDays(3));
        var second = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()], host.OneTime());
        var third = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        var today = Domain.Shared.CentralTime.DayOf(host.Now);
        var browser = await host.SignedIn(company);
        Assert.Equal([third.Number, second.Number], Numbers(await browser.GetPage("/company/invitations?status=Open")));
        Assert.Equal([second.Number], Numbers(await browser.GetPage("/company/invitations?access=OneTime")));
        Assert.Equal([third.Number, second.Number], Numbers(await browser.GetPage($"/company/invitations?sentFrom={today:yyyy-MM-dd}")));
        Assert.Equal([first.Number], Numbers(await browser.GetPage($"/company/invitations?sentTo={today.AddDays(-1):yyyy-MM-dd}")));
        Assert.Equal([third.Number, second.Number], Numbers(await browser.GetPage($"/company/invitations?endsFrom={today.AddDays(29):yyyy-MM-dd}")));
        Assert.Equal([first.Number, second.Number, third.Number], Numbers(await browser.GetPage("/company/invitations?order=Oldest")));
        Assert.Equal([second.Number, third.Number], Numbers(await browser.GetPage("/company/invitations?order=NextToEnd")));
        Assert.Equal([third.Number], Numbers(await browser.GetPage($"/company/invitations?order=NextToEnd&place={second.Number}")));

        var page = await browser.GetPage("/company/invitations?status=Rejected");
        var lines = (await browser.Http.GetStringAsync(page.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Export as CSV").GetAttribute("href"))).TrimStart('\uFEFF').TrimEnd('\n').Split('\n');
        Assert.Equal(string.Join(',', ExportInvitations.Header), lines[0]);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{first.Number},Rejected,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'@SUM(1),", lines[1], StringComparison.Ordinal);
        Assert.Contains(",Wrong person,", lines[1], StringComparison.Ordinal);
        using var workbook = new MemoryStream(await browser.Http.GetByteArrayAsync("/company/invitations/list.xlsx"));
        Assert.Equal([$"{third.Number}", $"{second.Number}", $"{first.Number}"], TableFile.Read(workbook, "", 1_000_000, 10).Skip(1).Select(row => row[0]));
    }

    [Fact]
    public async Task INV_10_A_mail_that_the_address_refused_is_shown_on_page_and_list_with_what_to_do()
    {
        var company = await host.Given.Company();
        var gone = await host.Given.Invitation(company, $"canary.gone{Given.Next()}@canary.test", [await host.Given.Premise()]);
        var fine = await host.Given.Invitation(company, $"canary.fine{Given.Next()}@canary.test", [await host.Given.Premise()]);
        host.Mail.Answer = mail => Task.FromResult(mail.To.Mailboxes.Single().Address == gone.Email ? new MailAnswer(MailOutcome.ReceiverRefused, "550: the mail server refuses the receiver") : new MailAnswer(MailOutcome.Taken));
        await host.SendMail();
        host.Mail.Answer = null;
        var browser = await host.SignedIn(company);
        Assert.Contains("The address refused the mail. Check it with your customer.", (await browser.GetPage($"/company/invitations/{gone.PublicId}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("refused the mail", (await browser.GetPage($"/company/invitations/{fine.PublicId}")).Text, StringComparison.Ordinal);
        var list = await browser.GetPage("/company/invitations");
        Assert.Equal(1, list.Document.QuerySelectorAll("main .chip").Count(chip => chip.TextContent == "Not delivered"));
        Assert.Equal([gone.Number], Numbers(await browser.GetPage("/company/invitations?undelivered=true")));

        // Once a later mail has arrived, nothing is wrong any more.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Use<ResendInvitation, ChangeInvitationOutcome>(r => r.ExecuteAsync(gone.PublicId, company.OwnerId, default));
        await host.SendMail();
        Assert.DoesNotContain("refused the mail", (await browser.GetPage($"/company/invitations/{gone.PublicId}")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing fits", (await browser.GetPage("/company/invitations?undelivered=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_10_Rates_of_rejections_and_complaints_stand_on_the_operators_page()
    {
        var company = await host.Given.Company();
        var old = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(old.PublicId, null, null, default));
        host.Clock.Advance(TimeSpan.FromDays(31));
        var sent = new List<Invitation>();
        for (var i = 0; i < 8; i++)
            sent.Add(await host.Given.Invitation(company, $"canary.rate{i}@canary.test", [await host.Given.Premise()]));
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(sent[0].PublicId, null, RejectionReason.WrongPerson, default));
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(sent[1].PublicId, null, null, default));
        await host.Use<BlockCompany, bool>(async b =>
        {
            await b.ExecuteAsync(sent[2].PublicId, byLink: true, null, null, default);
            return true;
        });
        var page = await (await host.SignedIn(await host.Given.Operator())).GetPage($"/ops/companies/{company.OwnerId}");
        var facts = page.Document.QuerySelectorAll("section[aria-labelledby=rates] dl > div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent);
        Assert.Equal(("8", "0 (0 %)", "3 (38 %)", "1 (13 %)", "1 (13 %)"), (facts["Sent"], facts["Accepted"], facts["Rejected"], facts["Rejected as wrong person"], facts["Blocked the company"]));
    }

    private static IEnumerable<long> Numbers(Page page) =>
        page.Document.QuerySelectorAll("td[data-label=Number]").Select(cell => long.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture));
}
