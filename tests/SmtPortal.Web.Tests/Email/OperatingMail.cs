using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Mail;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

/// <summary>OPS-2: outgoing mail with resend.</summary>
public sealed class OperatingMail(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task OPS_2_the_list_filters_by_status_and_pages_newest_first()
    {
        var rows = new List<OutgoingEmail>();
        for (var i = 0; i < OperatorMailController.PageSize + 5; i++)
            rows.AddRange(await Queue(1));
        var browser = await host.SignedIn(await host.Given.Operator());
        var first = (await browser.GetPage("/ops/mail?status=Waiting")).Expect(HttpStatusCode.OK);
        var links = Links(first);
        Assert.Equal(OperatorMailController.PageSize, links.Count);
        var older = first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.DoesNotContain("canary", older, StringComparison.Ordinal);
        var second = Links((await browser.GetPage(older)).Expect(HttpStatusCode.OK));
        Assert.Empty(links.Intersect(second));
        Assert.Subset(links.Concat(second).ToHashSet(), rows.Select(r => $"/ops/mail/{r.Id}").ToHashSet());
        Assert.Equal(links.Order(StringComparer.Ordinal).Reverse(), links); // version 7 ids of one moment sort with time
        Assert.Empty(Links(await browser.GetPage("/ops/mail?status=Failed")));
        (await browser.GetPage("/ops/mail?before=nonsense")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task INV_4_the_page_shows_link_instead_of_the_token()
    {
        var mail = Assert.Single(await Queue(1));
        await host.SendMail();
        var token = RecordedMail.TokenOf(host.Mail.OnlyTo(mail.To), "confirm");
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = (await browser.GetPage($"/ops/mail/{mail.Id}")).Expect(HttpStatusCode.OK);
        Assert.Contains("[link]", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, page.Html, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await browser.Http.GetAsync($"/ops/mail/{mail.Id}/html");
        var content = await html.Content.ReadAsStringAsync();
        Assert.DoesNotContain(token, content, StringComparison.Ordinal);
        Assert.Contains("[link]", content, StringComparison.Ordinal);
        var policy = html.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
    }

    // INV-4, INV-5: an operator's resend sends the mail and changes nothing else.
    [Fact]
    public async Task INV_5_a_resend_is_a_new_mail_with_its_own_token_and_the_first_keeps_its_record()
    {
        var mail = Assert.Single(await Queue(1));
        await host.SendMail();
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = await browser.PostForm(await browser.GetPage($"/ops/mail/{mail.Id}"), button: "Send again");
        page.Expect(HttpStatusCode.OK);
        Assert.Contains("goes out again", page.Text, StringComparison.Ordinal);
        Assert.NotEqual($"/ops/mail/{mail.Id}", page.Response.RequestMessage!.RequestUri!.AbsolutePath);
        await host.SendMail();
        var both = host.Mail.To(mail.To);
        Assert.Equal(2, both.Count);
        Assert.NotEqual(RecordedMail.TokenOf(both[0], "confirm"), RecordedMail.TokenOf(both[1], "confirm"));
        var kept = await host.Db(db => db.OutgoingEmails.SingleAsync(m => m.Id == mail.Id));
        Assert.Equal((OutgoingEmailStatus.Sent, 1), (kept.Status, kept.Attempts));
        Assert.Equal(2, await host.Db(db => db.MailLinks.CountAsync(l => l.TargetId == mail.TargetId)));
    }

    [Fact]
    public async Task A_waiting_mail_is_tried_now_unless_it_is_being_sent()
    {
        var mail = Assert.Single(await Queue(1));
        host.Mail.Answer = async message =>
        {
            // Mails of other tests of this class may wait as well.
            if (message.To.Mailboxes.Single().Address != mail.To)
                return new MailAnswer(MailOutcome.Taken);
            // While it is on its way the resend must not take it from the worker.
            Assert.Equal(ResendOutcome.BeingSent, (await host.Use<ResendEmail, (ResendOutcome, Guid)>(r => r.ExecuteAsync(mail.Id, Guid.NewGuid(), default))).Item1);
            return new MailAnswer(MailOutcome.NotNow, "451: the mail server did not take the mail");
        };
        await host.SendMail();
        host.Mail.Answer = null;
        await host.SendMail();
        Assert.Empty(host.Mail.To(mail.To));
        var browser = await host.SignedIn(await host.Given.Operator());
        var page = await browser.PostForm(await browser.GetPage($"/ops/mail/{mail.Id}"), button: "Try now");
        Assert.Contains("451: the mail server did not take the mail", page.Text, StringComparison.Ordinal);
        await host.SendMail();
        host.Mail.OnlyTo(mail.To);
    }

    [Fact]
    public async Task Only_operators_see_mail_and_the_demo_mailbox_is_not_there()
    {
        var mail = Assert.Single(await Queue(1));
        foreach (var user in new[] { await host.Given.Customer(), await host.Given.Company() })
        {
            var browser = await host.SignedIn(user);
            foreach (var path in new[] { "/ops/mail", $"/ops/mail/{mail.Id}", $"/ops/mail/{mail.Id}/html" })
                (await browser.GetPage(path)).Expect(HttpStatusCode.Forbidden);
        }

        foreach (var path in new[] { "/demo/mail", "/demo/mail/1", "/demo/mail/1/html" })
            (await host.Browser().GetPage(path)).Expect(HttpStatusCode.NotFound);
    }

    private static List<string> Links(Page page) => [.. page.Document.QuerySelectorAll("table a").Select(a => a.GetAttribute("href")!)];

    private Task<List<OutgoingEmail>> Queue(int count) => host.Db(async db =>
    {
        var outbox = host.Services.GetRequiredService<Outbox>();
        var rows = Enumerable.Range(0, count)
            .Select(_ => outbox.Add(db, new ConfirmAddressEmail(Guid.NewGuid()), $"canary{Given.Next()}@canary.test", Language.English)).ToList();
        await db.SaveChangesAsync();
        return rows;
    });
}
