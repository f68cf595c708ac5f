using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

public sealed class WhenTheServerFails
{
    private static readonly FtpsLimits Impatient = new() { Connect = TimeSpan.FromSeconds(2), Reply = TimeSpan.FromMilliseconds(400), Stall = TimeSpan.FromMilliseconds(400) };

    [Fact]
    public async Task A_server_that_is_away_is_unreachable_for_now_and_reached_when_it_is_back()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        ftps.Server.GoAway();
        var failure = await FailureOfOpeningAsync(ftps.Target());
        Assert.Equal((FileDropFailure.Unreachable, true), (failure.Kind, failure.IsTransient));

        ftps.Server.ComeBack();
        await using var session = await OpenAsync(ftps.Target());
        Assert.Empty(await session.ListAsync("", Ct));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_unreachable()
    {
        var target = new FileDropTarget { Host = "no-such-host.invalid", Port = 21, User = "a", Password = "b" };
        Assert.Equal(FileDropFailure.Unreachable, (await FailureOfOpeningAsync(target)).Kind);
    }

    [Fact]
    public async Task A_server_that_leaves_in_between_is_a_lost_connection()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var session = await OpenAsync(ftps.Target());
        ftps.Server.GoAway();
        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.SizeAsync("a.csv", Ct));
        Assert.Equal((FileDropFailure.ConnectionLost, true), (failure.Kind, failure.IsTransient));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_connection_dropped_during_an_upload_leaves_no_final_name_and_the_next_try_succeeds(SslProtocols protocols)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var content = RandomBytes(3_000_000);
        ftps.Server.Faults.DropUploadAtByte = 1_000_000;
        await using (var session = await OpenAsync(ftps.Target(protocols: protocols)))
        {
            var failure = await Assert.ThrowsAsync<FileDropException>(async () =>
            {
                await session.UploadAsync("a.csv.part", content);
                await session.RenameAsync("a.csv.part", "a.csv", Ct);
            });
            Assert.Equal((FileDropFailure.ConnectionLost, true), (failure.Kind, failure.IsTransient));
        }

        Assert.False(File.Exists(ftps.OnDisk("a.csv")));
        Assert.Equal(1_000_000, new FileInfo(ftps.OnDisk("a.csv.part")).Length);

        ftps.Server.Faults.DropUploadAtByte = null;
        await using var again = await OpenAsync(ftps.Target(protocols: protocols));
        await again.UploadAsync("a.csv.part", content);
        await again.RenameAsync("a.csv.part", "a.csv", Ct);
        Assert.Equal(content, await File.ReadAllBytesAsync(ftps.OnDisk("a.csv"), Ct));
    }

    [Fact]
    public async Task A_refused_rename_is_told_and_leaves_the_temporary_file()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        ftps.Server.Faults.RefuseRename = true;
        await using var session = await OpenAsync(ftps.Target());
        await session.UploadAsync("a.csv.part", [1, 2]);
        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.RenameAsync("a.csv.part", "a.csv", Ct));

        Assert.Equal((FileDropFailure.ServerRefused, 553), (failure.Kind, failure.ReplyCode));
        Assert.Equal(2, await session.SizeAsync("a.csv.part", Ct));
        Assert.Null(await session.SizeAsync("a.csv", Ct));
    }

    [Fact]
    public async Task A_slow_server_times_out()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        ftps.Server.Faults.ReplyDelay = TimeSpan.FromSeconds(30);
        var failure = await FailureOfOpeningAsync(ftps.Target(), Impatient);
        Assert.Equal((FileDropFailure.TimedOut, true), (failure.Kind, failure.IsTransient));
    }

    [Theory]
    [InlineData(FtpsMode.Explicit)]
    [InlineData(FtpsMode.Implicit)]
    public async Task A_server_that_takes_the_connection_and_says_nothing_times_out(FtpsMode mode)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var target = new FileDropTarget { Host = "127.0.0.1", Port = ((IPEndPoint)silent.LocalEndpoint).Port, User = "a", Password = "b", Mode = mode, AllowPrivateAddress = true };
        Assert.Equal(FileDropFailure.TimedOut, (await FailureOfOpeningAsync(target, Impatient)).Kind);
    }

    [Fact]
    public async Task Old_versions_of_TLS_are_not_even_tried()
    {
#pragma warning disable SYSLIB0039, CA5397 // The point of the test.
        var target = new FileDropTarget { Host = "127.0.0.1", Port = 1, User = "a", Password = "b", Protocols = SslProtocols.Tls11, AllowPrivateAddress = true };
#pragma warning restore SYSLIB0039, CA5397
        Assert.Equal(FileDropFailure.EncryptionRefused, (await FailureOfOpeningAsync(target)).Kind);
    }
}
