using System.Security.Authentication;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>ProFTPD is what companies' folders are kept on in production; its users come from the file that our own class writes.</summary>
[Trait("Once", "true")]
public sealed class DeliveringToProFtpd
{
    [Theory]
    [InlineData(FtpsMode.Explicit, true, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Implicit, true, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Explicit, false, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Explicit, false, SslProtocols.Tls13)]
    public async Task A_file_is_delivered_and_delivered_again(FtpsMode mode, bool reuseRequired, SslProtocols protocols)
    {
        await using var server = await ForeignServer.StartProFtpdAsync(mode, reuseRequired);
        await DeliverAsync(server.Target with { Protocols = protocols }, RandomBytes(100_003));
    }

    [Fact]
    public async Task A_hundred_files_go_over_one_session_with_reuse_required()
    {
        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true);
        await using var session = await OpenAsync(server.Target);
        for (var i = 0; i < 100; i++)
            await session.UploadAsync($"usage-{i}.csv", RandomBytes(10_000 + i));

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long?)(10_000 + i)), (await session.ListAsync("", Ct)).Select(entry => entry.Size).Order());
    }

    [Fact]
    public async Task A_session_that_cannot_be_reused_fails_with_advice()
    {
        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true);
        await using var session = await OpenAsync(server.Target with { CertificateName = "127.0.0.1" });
        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.UploadAsync("a.csv", RandomBytes(1_000_000)));

        Assert.Equal((FileDropFailure.ServerRefused, 425, true), (failure.Kind, failure.ReplyCode, failure.IsTransient));
        Assert.Contains("TLS 1.2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_overwrite_gets_what_is_in_the_way_deleted_first()
    {
        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true, "AllowOverwrite off");
        await DeliverAsync(server.Target, RandomBytes(5_000));
        await using var session = await OpenAsync(server.Target);
        await session.UploadAsync("left.part", RandomBytes(900));
        await session.UploadAsync("left.part", [1, 2, 3]);
        Assert.Equal([1, 2, 3], await session.DownloadAsync("left.part"));
    }

    [Theory]
    [InlineData(20_000_000, true, SslProtocols.Tls12)]
    [InlineData(20_000_000, false, SslProtocols.Tls13)]
    public async Task Large_files_lose_no_byte_five_times_in_a_row(int bytes, bool reuseRequired, SslProtocols protocols)
    {
        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired);
        await using var session = await OpenAsync(server.Target with { Protocols = protocols });
        var content = RandomBytes(bytes);
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(bytes, await session.UploadAsync("large.bin", content));
            Assert.Equal(bytes, await session.SizeAsync("large.bin", Ct));
        }

        Assert.Equal(content, await session.DownloadAsync("large.bin"));
    }

    [Fact] // RPT-3: the settings of decision 12
    public async Task By_the_settings_we_advise_the_service_account_writes_and_a_company_lists_fetches_and_deletes()
    {
        static string Limits(string writer) => $"AllowOverwrite on\n<Limit WRITE>\n  AllowUser {writer}\n  DenyAll\n</Limit>\n<Limit DELE>\n  AllowAll\n</Limit>";
        await using (var ours = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true, Limits(ForeignServer.User)))
            await DeliverAsync(ours.Target, RandomBytes(5_000));

        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true, Limits("smtportal"));
        await File.WriteAllTextAsync(Path.Combine(server.Home, "usage.csv"), "content", Ct);
        await using var session = await OpenAsync(server.Target);
        foreach (var write in new Func<Task>[]
        {
            () => session.UploadAsync("own.csv", [1]),
            () => session.RenameAsync("usage.csv", "other.csv", Ct),
            () => session.MakeFolderAsync("own", Ct),
        })
            Assert.Equal(FileDropFailure.ServerRefused, (await Assert.ThrowsAsync<FileDropException>(write)).Kind);
        Assert.Equal(["usage.csv"], (await session.ListAsync("", Ct)).Select(entry => entry.Name));
        Assert.Equal("content"u8.ToArray(), await session.DownloadAsync("usage.csv"));
        await session.DeleteAsync("usage.csv", Ct);
        Assert.Empty(await session.ListAsync("", Ct));
    }

    [Fact]
    public async Task A_folder_is_removed_when_it_is_empty_and_only_then()
    {
        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true);
        await using var session = await OpenAsync(server.Target);
        await session.MakeFolderAsync("adhoc/12", Ct);
        await session.UploadAsync("adhoc/12/a.csv", [1]);
        await session.RemoveFolderAsync("adhoc/12", Ct);
        Assert.Single(await session.ListAsync("adhoc/12", Ct));
        await session.DeleteAsync("adhoc/12/a.csv", Ct);
        await session.RemoveFolderAsync("adhoc/12", Ct);
        await session.RemoveFolderAsync("adhoc/12", Ct);
        Assert.Empty(await session.ListAsync("adhoc", Ct));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_a_replaced_one_counts_at_once()
    {
        await using var server = await ForeignServer.StartProFtpdAsync(FtpsMode.Explicit, reuseRequired: true);
        var failure = await FailureOfOpeningAsync(server.Target with { Password = "wrong-one" });
        Assert.Equal((FileDropFailure.SignInRefused, 530), (failure.Kind, failure.ReplyCode));

        var created = FolderPassword.Create();
        await server.ReplacePasswordAsync(created);
        Assert.Equal(FileDropFailure.SignInRefused, (await FailureOfOpeningAsync(server.Target)).Kind);
        await using var session = await OpenAsync(server.Target with { Password = created });
        Assert.Empty(await session.ListAsync("", Ct));
    }
}
