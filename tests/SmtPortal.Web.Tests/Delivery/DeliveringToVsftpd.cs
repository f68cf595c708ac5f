using System.Security.Authentication;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

[Trait("Once", "true")]
public sealed class DeliveringToVsftpd
{
    [Theory]
    [InlineData(FtpsMode.Explicit, true, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Explicit, false, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Explicit, false, SslProtocols.Tls13)]
    [InlineData(FtpsMode.Implicit, true, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Implicit, false, SslProtocols.Tls13)]
    public async Task A_file_is_delivered_and_delivered_again(FtpsMode mode, bool reuseRequired, SslProtocols protocols)
    {
        await using var server = await ForeignServer.StartVsftpdAsync(mode, reuseRequired);
        await DeliverAsync(server.Target with { Protocols = protocols }, RandomBytes(100_003));
    }

    [Theory]
    [InlineData(3_000_000, SslProtocols.Tls12)]
    [InlineData(3_000_000, SslProtocols.Tls13)]
    [InlineData(20_000_000, SslProtocols.Tls12)]
    [InlineData(20_000_000, SslProtocols.Tls13)]
    public async Task Large_files_lose_no_byte_ten_times_in_a_row(int bytes, SslProtocols protocols)
    {
        await using var server = await ForeignServer.StartVsftpdAsync(FtpsMode.Explicit, reuseRequired: protocols == SslProtocols.Tls12);
        await using var session = await OpenAsync(server.Target with { Protocols = protocols });
        var content = RandomBytes(bytes);
        for (var time = 0; time < 10; time++)
        {
            Assert.Equal(bytes, await session.UploadAsync("large.bin", content));
            Assert.Equal(bytes, await session.SizeAsync("large.bin", Ct));
        }

        Assert.Equal(content, await session.DownloadAsync("large.bin"));
    }

    [Fact]
    public async Task A_hundred_files_go_over_one_session_with_reuse_required()
    {
        await using var server = await ForeignServer.StartVsftpdAsync(FtpsMode.Explicit, reuseRequired: true);
        await using var session = await OpenAsync(server.Target);
        for (var i = 0; i < 100; i++)
            await session.UploadAsync($"usage-{i}.csv", RandomBytes(10_000 + i));

        var entries = await session.ListAsync("", Ct);
        Assert.Equal(100, entries.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long?)(10_000 + i)), entries.Select(entry => entry.Size).Order());
    }

    [Fact]
    public async Task Fifty_files_go_over_TLS_1_3_too_where_reuse_is_required()
    {
        await using var server = await ForeignServer.StartVsftpdAsync(FtpsMode.Explicit, reuseRequired: true);
        await using var session = await OpenAsync(server.Target with { Protocols = SslProtocols.Tls13 });
        for (var i = 0; i < 50; i++)
            await session.UploadAsync("usage.csv", RandomBytes(100_000 + i));

        Assert.Equal(100_049, await session.SizeAsync("usage.csv", Ct));
    }

    [Fact]
    public async Task A_session_that_cannot_be_reused_fails_with_advice()
    {
        // .NET resumes no sessions of an address without a name: so this also shows that the server does demand reuse.
        await using var server = await ForeignServer.StartVsftpdAsync(FtpsMode.Explicit, reuseRequired: true);
        await using var session = await OpenAsync(server.Target with { CertificateName = "127.0.0.1" });
        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.UploadAsync("a.csv", RandomBytes(1_000_000)));

        // By timing, vsftpd's 522 arrives or only the reset that goes with it.
        Assert.True(failure.IsTransient);
        if (failure.Kind == FileDropFailure.ServerRefused)
            Assert.Contains("TLS 1.2", failure.Message, StringComparison.Ordinal);
        else
            Assert.Equal(FileDropFailure.ConnectionLost, failure.Kind);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await ForeignServer.StartVsftpdAsync(FtpsMode.Explicit, reuseRequired: true);
        var failure = await FailureOfOpeningAsync(server.Target with { Password = "wrong-one" });
        Assert.Equal((FileDropFailure.SignInRefused, 530), (failure.Kind, failure.ReplyCode));
    }
}
