using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

public sealed class FollowingALink(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task INV_4_a_link_leads_to_an_address_without_the_token_and_is_remembered()
    {
        var (mail, path) = await Sent();
        var answer = (await host.Browser().GetOnly(path)).Expect(HttpStatusCode.Redirect);
        var token = path.Split('/')[2];
        Assert.Equal($"/confirm-address/{mail.TargetId}", answer.Location);
        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"));
        Assert.DoesNotContain(token, cookie, StringComparison.Ordinal);
        foreach (var rule in new[] { $"link-{mail.TargetId:N}=", "httponly", "samesite=lax", "secure", "path=/", "max-age=1800" })
            Assert.Contains(rule, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-referrer", answer.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("no-store", answer.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(mail.Id, await Holds(answer, mail.TargetKind!, mail.TargetId!.Value));
    }

    // INV-4: following a link never changes anything by itself.
    [Fact]
    public async Task INV_4_following_a_link_writes_nothing()
    {
        var (_, path) = await Sent();
        await host.Browser().GetOnly(path); // the first cookie of a database makes its key ring
        var before = await Everything();
        await host.Browser().GetOnly(path);
        await host.Browser().GetOnly("/l/" + LinkToken.New() + "/confirm");
        Assert.Equal(before, await Everything());
    }

    [Fact]
    public async Task A_link_holds_for_its_own_thing_only_and_two_can_be_open()
    {
        var (first, firstPath) = await Sent();
        var (second, secondPath) = await Sent();
        var browser = host.Browser();
        var one = await browser.GetOnly(firstPath);
        var two = await browser.GetOnly(secondPath);
        Assert.Equal(first.Id, await Holds(one, first.TargetKind!, first.TargetId!.Value));
        Assert.Equal(second.Id, await Holds(two, second.TargetKind!, second.TargetId!.Value));
        Assert.Null(await Holds(one, second.TargetKind!, second.TargetId!.Value));
        Assert.Null(await Holds(one, "another-kind", first.TargetId!.Value));
        // The cookie of one thing under the name of another.
        Assert.Null(await Holds(one, second.TargetKind!, second.TargetId!.Value, rename: (first.TargetId!.Value, second.TargetId!.Value)));
    }

    [Fact]
    public async Task A_held_link_ends_with_its_hash()
    {
        var (mail, path) = await Sent();
        var answer = await host.Browser().GetOnly(path);
        await host.Db(async db =>
        {
            db.MailLinks.RemoveRange(await db.MailLinks.Where(l => l.EmailId == mail.Id).ToListAsync());
            await db.SaveChangesAsync();
        });
        Assert.Null(await Holds(answer, mail.TargetKind!, mail.TargetId!.Value));
    }

    [Fact]
    public async Task INV_4_an_unknown_a_malformed_and_a_meaningless_link_get_one_answer()
    {
        var (_, path) = await Sent();
        var answers = new List<string>();
        foreach (var bad in new[] { "/l/" + LinkToken.New() + "/confirm", "/l/short/confirm", "/l/" + new string('!', 43) + "/confirm", "/l/" + LinkToken.New(), path.Replace("/confirm", "/accept", StringComparison.Ordinal) })
        {
            var page = (await host.Browser().GetPage(bad)).Expect(HttpStatusCode.Gone);
            Assert.False(page.Response.Headers.Contains("Set-Cookie") && page.Response.Headers.GetValues("Set-Cookie").Any(c => c.Contains("link-", StringComparison.Ordinal)));
            answers.Add(page.Document.QuerySelector("main")!.TextContent);
        }

        Assert.Contains("This link is no longer valid", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public void A_token_is_long_and_different_each_time()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => LinkToken.New()).ToList();
        Assert.All(tokens, token => Assert.Equal(43, token.Length));
        Assert.Equal(100, tokens.Distinct().Count());
        Assert.Equal(32, LinkToken.HashOf(tokens[0])!.Length);
        Assert.Null(LinkToken.HashOf(tokens[0][..42]));
        Assert.Null(LinkToken.HashOf(null));
    }

    private async Task<(OutgoingEmail Mail, string Path)> Sent()
    {
        var row = await host.Db(async db =>
        {
            var added = host.Services.GetRequiredService<Outbox>().Add(db, new ConfirmAddressEmail(Guid.NewGuid()), $"canary{Given.Next()}@canary.test", Language.English);
            await db.SaveChangesAsync();
            return added;
        });
        await host.SendMail();
        var message = host.Mail.OnlyTo(row.To);
        host.Logs.NeverLog(RecordedMail.TokenOf(message, "confirm"));
        return (row, RecordedMail.LinkOf(message, "confirm"));
    }

    /// <summary>Asks as the page would that the browser opens next.</summary>
    private async Task<Guid?> Holds(Page answer, string kind, Guid target, (Guid From, Guid To)? rename = null)
    {
        var cookies = answer.Response.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).ToList();
        if (rename is { } r)
            cookies = [.. cookies.Select(c => c.Replace(r.From.ToString("N"), r.To.ToString("N"), StringComparison.Ordinal))];
        await using var scope = host.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Cookie = string.Join("; ", cookies);
        return await scope.ServiceProvider.GetRequiredService<HeldLink>().HoldsAsync(context, kind, target, default);
    }

    /// <summary>Every row that a link could touch.</summary>
    private Task<string> Everything() => host.Db(async db => string.Join('\n',
        await db.OutgoingEmails.OrderBy(m => m.Id).Select(m => $"{m.Id} {m.Version} {m.Status} {m.Attempts}").ToListAsync())
        + string.Join('\n', (await db.MailLinks.ToListAsync()).Select(l => Convert.ToHexString(l.TokenHash)).Order(StringComparer.Ordinal))
        + await db.Users.CountAsync() + await db.DataProtectionKeys.CountAsync() + await db.Invitations.CountAsync() + await db.LedgerEntries.CountAsync());
}
