using System.Net;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.Reports;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Delivery;

/// <summary>RPT-3: a company's folder on the portal's own FTPS server.</summary>
public sealed class FetchingFromTheFolder(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact]
    public async Task A_password_is_shown_once_opens_the_own_folder_and_ends_when_replaced()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.RunJobs();
        var browser = await host.SignedIn(scene.Company);
        var (user, first) = await MakePassword(browser, "Make a password");
        var again = await browser.GetPage("/company/delivery");
        Assert.DoesNotContain(first, again.Html, StringComparison.Ordinal);
        Assert.Contains($"lftp -u {user}", again.Text, StringComparison.Ordinal);

        var path = Assert.Single(await host.FilesOf(scene.Company)).Key;
        await using (var session = await Open(user, first))
        {
            using var fetched = new MemoryStream();
            await session.DownloadAsync(path, fetched, 1_000_000, default);
            Assert.Equal(await ReportScene.Csv(scene.Days), fetched.ToArray());
        }

        var (_, second) = await MakePassword(browser, "Replace the password");
        await using (await Open(user, second))
        {
        }

        var refused = await Assert.ThrowsAsync<FileDropException>(() => Open(user, first));
        Assert.Equal(FileDropFailure.SignInRefused, refused.Kind);
        host.Logs.NeverLog(first);
        host.Logs.NeverLog(second);
    }

    [Fact] // ACC-8
    public async Task A_suspended_company_gets_into_its_folder_no_more()
    {
        var company = await host.Given.Company();
        var (user, password) = await MakePassword(await host.SignedIn(company), "Make a password");
        await using (await Open(user, password))
        {
        }

        await host.Db(async db =>
        {
            (await db.ThirdParties.FindAsync(company.OwnerId))!.Suspend("A test.", host.Now);
            await db.SaveChangesAsync();
        });
        await host.Run<SyncFolders>();
        await Assert.ThrowsAsync<FileDropException>(() => Open(user, password));
    }

    [Fact]
    public async Task Only_an_administrator_makes_a_password()
    {
        var company = await host.Given.Company();
        var member = await host.SignedIn(await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member));
        var page = await member.GetPage("/company/delivery");
        Assert.DoesNotContain("Make a password", page.Text, StringComparison.Ordinal);
        (await member.GetPage("/company/delivery/password")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact] // ACC-4
    public async Task An_approved_company_gets_its_folder_without_asking()
    {
        var company = await host.Given.Company();
        await host.Run<SyncFolders>();
        Assert.True(await host.Db(async db => await db.DeliveryFolders.FindAsync(company.OwnerId) is { PasswordHash: null }));
    }

    [Fact] // RPT-7
    public async Task A_file_is_removed_after_ten_days_and_not_before()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.RunJobs();
        host.Clock.Advance(TimeSpan.FromDays(10) - TimeSpan.FromMinutes(1));
        await host.Run<RemoveOldFiles>();
        Assert.Single(await host.FilesOf(scene.Company));

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Run<RemoveOldFiles>();
        Assert.Empty(await host.FilesOf(scene.Company));
        Assert.Equal((ReportFileStatus.Delivered, host.Now), ((await scene.File()).Status, (await scene.File()).RemovedAt!.Value));
        var page = await (await host.SignedIn(scene.Company)).GetPage($"/company/reports/{(await scene.Report()).PublicId}");
        Assert.Contains("Removed from the folder", page.Text, StringComparison.Ordinal);
    }

    private Task<IFileDropSession> Open(string user, string password) =>
        new FtpsFileDrop(TimeProvider.System, new FtpsLimits()).OpenAsync(host.TargetFor(user, password), default);

    private static async Task<(string User, string Password)> MakePassword(PortalClient browser, string button)
    {
        var page = (await browser.PostForm(await browser.GetPage("/company/delivery/password"), button: button)).Expect(HttpStatusCode.OK);
        Assert.Contains("no-store", page.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var codes = page.Document.QuerySelectorAll("dl.facts dt").First(dt => dt.TextContent == "User name").NextElementSibling!.TextContent;
        return (codes, page.Document.QuerySelector(".confirm code")!.TextContent);
    }
}
