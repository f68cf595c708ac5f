using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Smtp;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

/// <summary>The portal in demo mode, with its real transport and its own catcher.</summary>
public sealed class DemoHost(TestDatabase databases) : PortalHost(databases)
{
    private readonly string folder = Directory.CreateTempSubdirectory("smtportal-demo-").FullName;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Portal:Demo"] = "true", ["Portal:DemoMonths"] = "1", ["Portal:DataFolder"] = folder };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureServices(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Scoped<IMailTransport, SmtpMailTransport>());
}

public sealed class ReadingDemoMail(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task A_mail_goes_through_the_catcher_to_the_mailbox_and_its_link_works()
    {
        var to = $"canary{Given.Next()}@canary.test";
        var target = Guid.NewGuid();
        await host.Db(async db =>
        {
            host.Services.GetRequiredService<Outbox>().Add(db, new ConfirmAddressEmail(target), to, Language.Spanish);
            await db.SaveChangesAsync();
        });
        await host.SendMail();
        Assert.True(Assert.Single(host.Services.GetRequiredService<SmtpCatcher>().Mails, mail => mail.Receivers.Contains(to)).Encrypted);

        var browser = host.Browser();
        var list = (await browser.GetPage("/demo/mail")).Expect(HttpStatusCode.OK);
        var mailbox = list.Document.QuerySelectorAll(".mailbox").Single(box => box.QuerySelector("h2")!.TextContent == to);
        var address = mailbox.QuerySelector("a")!.GetAttribute("href")!;
        Assert.DoesNotContain("canary", address, StringComparison.Ordinal);
        var page = (await browser.GetPage(address)).Expect(HttpStatusCode.OK);
        Assert.Equal("Confirme su correo electrónico", page.Heading);
        var frame = page.Document.QuerySelector("iframe")!;
        Assert.DoesNotContain("allow-scripts", frame.GetAttribute("sandbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", frame.GetAttribute("sandbox"), StringComparison.Ordinal);

        var html = await (await browser.Http.GetAsync(frame.GetAttribute("src"))).Content.ReadAsStringAsync();
        var shown = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Equal("_blank", shown.QuerySelector("base")!.GetAttribute("target"));
        var link = shown.QuerySelector("a")!.GetAttribute("href")!;
        Assert.Equal(link, page.Document.QuerySelector("pre a")!.GetAttribute("href"));
        var answer = (await browser.GetOnly(new Uri(link).AbsolutePath)).Expect(HttpStatusCode.Redirect);
        Assert.Equal($"/confirm-address/{target}", answer.Location);
        (await browser.GetPage("/demo/mail/999")).Expect(HttpStatusCode.NotFound);
    }
}
