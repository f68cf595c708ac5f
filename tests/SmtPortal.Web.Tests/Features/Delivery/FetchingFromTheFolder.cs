using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task A_suspended_company_gets_into_its_folder_no_more_at_once_and_in_open_sessions_too()
    {
        var company = await host.Given.Company();
        var (user, password) = await MakePassword(await host.SignedIn(company), "Make a password");
        await using var session = await Open(user, password);
        Assert.Empty(await session.ListAsync("", default));

        await host.Db(async db =>
        {
            (await db.ThirdParties.FindAsync(company.OwnerId))!.Suspend("A test.", host.Now);
            await db.SaveChangesAsync();
        });
        await host.RunJobs();
        Assert.Equal(421, (await Assert.ThrowsAsync<FileDropException>(() => session.ListAsync("", default))).ReplyCode);
        Assert.Equal(FileDropFailure.SignInRefused, (await Assert.ThrowsAsync<FileDropException>(() => Open(user, password))).Kind);
    }

    [Fact] // ACC-8
    public async Task Who_read_the_companies_before_a_suspension_does_not_have_the_last_word()
    {
        var company = await host.Given.Company();
        var (user, password) = await MakePassword(await host.SignedIn(company), "Make a password");
        IReadOnlyList<(string, string)> asItStood = [.. (await host.Db(db => db.DeliveryFolders.Where(f => f.PasswordHash != null)
            .OrderBy(f => f.UserName).Select(f => new { f.UserName, f.PasswordHash }).ToListAsync())).Select(f => (f.UserName, f.PasswordHash!))];
        IReadOnlyList<(string, string)> withoutIt = [.. asItStood.Where(f => f.Item1 != user)];
        var file = host.Services.GetRequiredService<FolderUsersFile>();
        await file.WriteAsync(() => Task.FromResult(withoutIt), default);

        var asked = 0;
        await file.WriteAsync(() => Task.FromResult(++asked == 1 ? asItStood : withoutIt), default);
        await Assert.ThrowsAsync<FileDropException>(() => Open(user, password));
        Assert.Equal(3, asked);
        await host.Run<TellFileServer>();
        await using (await Open(user, password))
        {
        }
    }

    [Fact] // RPT-3: the portal alone writes
    public async Task A_company_lists_fetches_and_deletes_and_writes_nothing()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        await host.RunJobs();
        var (user, password) = await MakePassword(await host.SignedIn(scene.Company), "Make a password");
        var (path, content) = Assert.Single(await host.FilesOf(scene.Company));
        var folder = path[..path.LastIndexOf('/')];
        await using var session = await Open(user, password);

        foreach (var write in new Func<Task>[]
        {
            () => session.UploadAsync(folder + "/own.csv", (stream, ct) => stream.WriteAsync(new byte[1], ct).AsTask(), default),
            () => session.RenameAsync(path, folder + "/other.csv", default),
            () => session.MakeFolderAsync("/adhoc/other", default),
        })
            Assert.Equal(550, (await Assert.ThrowsAsync<FileDropException>(write)).ReplyCode);
        await session.RemoveFolderAsync("/adhoc", default);
        Assert.Equal(Path.GetFileName(path), Assert.Single(await session.ListAsync(folder, default)).Name);
        Assert.Equal(content, (await host.FilesOf(scene.Company))[path]);

        await session.DeleteAsync(path, default);
        Assert.Empty(await host.FilesOf(scene.Company));
        host.Clock.Advance(TimeSpan.FromDays(11));
        await host.Run<RemoveOldFiles>();
        Assert.NotNull((await scene.File()).RemovedAt);
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
        Assert.Equal(["/adhoc", $"/adhoc/{(await scene.Report()).Number}"], await host.FoldersOf(scene.Company));

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Run<RemoveOldFiles>();
        Assert.Empty(await host.FilesOf(scene.Company));
        Assert.Equal(["/adhoc"], await host.FoldersOf(scene.Company));
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
