using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>ACC-4, OPS-2.</summary>
public sealed class DecidingAboutACompany(CompanyHost host) : IClassFixture<CompanyHost>
{
    [Theory]
    [InlineData("")]
    [InlineData("Welcome. Mind the daily limit.")]
    public async Task An_approved_company_has_a_folder_and_its_administrator_can_work(string note)
    {
        var (company, email) = await host.PendingCompany();
        var operators = await host.SignedIn(await host.Given.Operator());
        var page = await operators.Decide(company.Id, "approve", note);
        Assert.Contains("The company is approved and has been told by mail.", page.Text, StringComparison.Ordinal);

        Assert.Equal(ThirdPartyStatus.Approved, (await host.Company(company.Id)).Status);
        Assert.True(await host.Db(db => db.DeliveryFolders.AnyAsync(f => f.ThirdPartyId == company.Id)));
        var browser = await host.Browser().SignIn(email);
        Assert.Equal("/company", (await browser.GetPage("/")).Response.RequestMessage!.RequestUri!.AbsolutePath);
        (await browser.GetPage("/company/invitations/new")).Expect(HttpStatusCode.OK);
        await host.SendMail();
        var mail = host.Mail.To(email)[^1];
        Assert.Equal($"{company.Name} is approved", mail.Subject);
        Assert.Equal(note.Length > 0, mail.TextBody!.Contains("> Welcome. Mind the daily limit.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_company_learns_why_and_may_register_anew()
    {
        var (company, email) = await host.PendingCompany();
        var operators = await host.SignedIn(await host.Given.Operator());
        await operators.Decide(company.Id, "refuse", "The number belongs to another company.");
        var refused = await host.Company(company.Id);
        Assert.Equal((ThirdPartyStatus.Refused, "The number belongs to another company."), (refused.Status, refused.StatusNote));
        await host.SendMail();
        Assert.Contains("> The number belongs to another company.", host.Mail.To(email)[^1].TextBody, StringComparison.Ordinal);
        var browser = host.Browser();
        var signIn = await browser.PostForm(await browser.GetPage("/sign-in"), new { Email = email, Given.Password }, "Sign in");
        signIn.Expect(HttpStatusCode.BadRequest);

        await browser.RegisterCompany(email, company.Name, company.Duns);
        await browser.PostForm(await host.OpenLink(browser, email), new { Given.Password }, "Confirm the registration");
        var again = await host.CompanyOf(email);
        Assert.Equal((company.Name, ThirdPartyStatus.Pending), (again.Name, again.Status));
        await operators.Decide(again.Id, "approve");
        Assert.Equal(ThirdPartyStatus.Approved, (await host.Company(again.Id)).Status);
    }

    [Fact]
    public async Task To_refuse_takes_a_reason()
    {
        var (company, _) = await host.PendingCompany();
        var operators = await host.SignedIn(await host.Given.Operator());
        var page = await operators.Decide(company.Id, "refuse", " ");
        Assert.Equal(["Say why: the company reads it in the mail."], page.Expect(HttpStatusCode.BadRequest).Problems);
        var tooLong = await operators.Decide(company.Id, "refuse", new string('x', 1001));
        Assert.Equal(["Use at most 1000 characters."], tooLong.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Equal(ThirdPartyStatus.Pending, (await host.Company(company.Id)).Status);
    }

    [Fact]
    public async Task Of_two_of_one_number_only_one_is_approved()
    {
        var first = (await host.PendingCompany()).Company;
        var second = (await host.PendingCompany(duns: first.Duns)).Company;
        var operators = await host.SignedIn(await host.Given.Operator());
        Assert.Contains(second.Name, (await operators.GetPage($"/ops/companies/{first.Id}")).Text, StringComparison.Ordinal);
        await operators.Decide(first.Id, "approve");
        var page = await operators.Decide(second.Id, "approve");
        Assert.Contains("an approved company has this name or D-U-N-S number", page.Text, StringComparison.Ordinal);
        Assert.Equal(ThirdPartyStatus.Pending, (await host.Company(second.Id)).Status);
        Assert.False(await host.Db(db => db.AuditEntries.AnyAsync(e => e.Path == $"/ops/companies/{second.Id}")));
    }

    [Fact]
    public async Task Of_two_operators_at_once_one_decides()
    {
        var (company, email) = await host.PendingCompany();
        var (one, two) = (await host.Given.Operator(), await host.Given.Operator());
        var decisions = await Task.WhenAll(
            Task.Run(() => host.Use<ApproveCompany, CompanyDecision>(a => a.ExecuteAsync(company.Id, one.Id, null, default))),
            Task.Run(() => host.Use<RefuseCompany, CompanyDecision>(r => r.ExecuteAsync(company.Id, two.Id, "No.", default))));
        Assert.Equal([CompanyDecision.Done, CompanyDecision.StandsElsewhere], decisions.Order());
        Assert.Equal(1, await host.Db(db => db.AuditEntries.CountAsync(e => e.Path == $"/ops/companies/{company.Id}")));
        await host.SendMail();
        Assert.Equal(3, host.Mail.To(email).Count); // To confirm, that it is confirmed, and the decision.
    }

    [Fact]
    public async Task The_list_filters_searches_and_pages()
    {
        var name = $"Needle {Given.Next()}";
        var (company, _) = await host.PendingCompany(name + " Energy");
        for (var i = 0; i < 26; i++)
            await host.Given.Company();
        var operators = await host.SignedIn(await host.Given.Operator());
        Assert.Contains(company.Name, (await operators.GetPage("/ops/companies?status=Pending")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(company.Name, (await operators.GetPage("/ops/companies?status=Approved")).Text, StringComparison.Ordinal);
        foreach (var words in new[] { name.ToLowerInvariant()[3..], company.Duns, $"{company.Duns[..2]}-{company.Duns[2..]}" })
            Assert.Single((await operators.GetPage($"/ops/companies?words={Uri.EscapeDataString(words)}")).Document.QuerySelectorAll("tbody tr"));
        Assert.Empty((await operators.GetPage("/ops/companies?words=%25")).Document.QuerySelectorAll("tbody tr"));

        var (seen, next) = (new List<string>(), "/ops/companies");
        while (next is not null)
        {
            var page = await operators.GetPage(next);
            seen.AddRange(page.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")!));
            next = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(await host.Db(db => db.ThirdParties.CountAsync()), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task What_operators_do_stands_in_the_audit_log_and_is_found_there()
    {
        var (company, _) = await host.PendingCompany($"Audited {Given.Next()}");
        var officer = await host.Given.Operator();
        var operators = await host.SignedIn(officer);
        await operators.Decide(company.Id, "refuse", "A reason to find.");
        var entry = await host.Db(db => db.AuditEntries.SingleAsync(e => e.Path == $"/ops/companies/{company.Id}"));
        Assert.Equal((AuditAct.CompanyRefused, officer.Id, "Canary", company.Name, "A reason to find.", host.Now), (entry.Act, entry.ActorUserId, entry.Actor, entry.Subject, entry.Note, entry.At));

        async Task<int> Found(string query) => (await operators.GetPage("/ops/audit?" + query)).Document.QuerySelectorAll("tbody tr").Count(r => r.TextContent.Contains(company.Name, StringComparison.Ordinal));
        var name = Uri.EscapeDataString(company.Name.ToLowerInvariant());
        Assert.Equal(1, await Found($"words={name}"));
        Assert.Equal(1, await Found($"words={name}&act=CompanyRefused&from=2026-11-23&to=2026-11-23"));
        Assert.Equal(0, await Found($"words={name}&act=CompanyApproved"));
        Assert.Equal(0, await Found($"words={name}&to=2026-11-22"));
        Assert.Equal(0, await Found($"words={name}&from=2026-11-24"));
        Assert.Equal(1, await Found($"about={Uri.EscapeDataString($"/ops/companies/{company.Id}")}"));
        Assert.Contains("Company refused by Canary", (await operators.GetPage($"/ops/companies/{company.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_sent_again_is_in_the_audit_log()
    {
        await host.PendingCompany();
        var mail = await host.Db(db => db.OutgoingEmails.OrderByDescending(m => m.CreatedAt).FirstAsync());
        var operators = await host.SignedIn(await host.Given.Operator());
        var page = await operators.PostForm(await operators.GetPage($"/ops/mail/{mail.Id}"), button: "Send again");
        Assert.Equal(AuditAct.MailSentAgain, await host.Db(db => db.AuditEntries.Where(e => e.Path == page.Response.RequestMessage!.RequestUri!.AbsolutePath).Select(e => e.Act).SingleAsync()));
    }
}
