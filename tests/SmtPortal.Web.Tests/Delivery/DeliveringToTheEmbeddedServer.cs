using System.Security.Authentication;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

[Trait("Once", "true")]
public sealed class DeliveringToTheEmbeddedServer
{
    [Theory]
    [InlineData(FtpsMode.Explicit, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Explicit, SslProtocols.Tls13)]
    [InlineData(FtpsMode.Implicit, SslProtocols.Tls12)]
    [InlineData(FtpsMode.Implicit, SslProtocols.Tls13)]
    public async Task A_file_goes_under_a_temporary_name_and_is_renamed_also_a_second_time(FtpsMode mode, SslProtocols protocols)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await DeliverAsync(ftps.Target(mode, protocols), RandomBytes(100_003));
    }

    [Theory]
    [InlineData(3_000_000, SslProtocols.Tls12)]
    [InlineData(3_000_000, SslProtocols.Tls13)]
    [InlineData(20_000_000, SslProtocols.Tls12)]
    [InlineData(20_000_000, SslProtocols.Tls13)]
    [InlineData(0, SslProtocols.Tls13)]
    public async Task Every_byte_of_a_large_and_of_an_empty_file_arrives(int bytes, SslProtocols protocols)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var content = RandomBytes(bytes);
        await using (var session = await OpenAsync(ftps.Target(protocols: protocols)))
        {
            Assert.Equal(bytes, await session.UploadAsync("large.bin", content));
            Assert.Equal(content, await session.DownloadAsync("large.bin"));
        }

        Assert.Equal(content, await File.ReadAllBytesAsync(ftps.OnDisk("large.bin"), Ct));
    }

    [Fact]
    public async Task Small_writes_and_large_writes_mixed_arrive_in_their_order()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var content = RandomBytes(400_000);
        int[] sizes = [1, 65_535, 1, 65_536, 3, 65_537, 100_000, 0, 100_000];
        await using var session = await OpenAsync(ftps.Target());
        var sent = await session.UploadAsync("mixed.bin", async (stream, ct) =>
        {
            var at = 0;
            foreach (var size in sizes)
            {
                await stream.WriteAsync(content.AsMemory(at, size), ct);
                await stream.FlushAsync(ct);
                at += size;
            }
        }, Ct);

        Assert.Equal(sizes.Sum(), sent);
        Assert.Equal(content[..sizes.Sum()], await File.ReadAllBytesAsync(ftps.OnDisk("mixed.bin"), Ct));
    }

    [Fact]
    public async Task Two_hundred_files_go_over_one_session()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var session = await OpenAsync(ftps.Target());
        for (var i = 0; i < 200; i++)
            await session.UploadAsync($"file-{i}.csv", [(byte)i, 1, 2]);

        Assert.Equal(200, (await session.ListAsync("", Ct)).Count);
        Assert.Equal([199, 1, 2], await session.DownloadAsync("file-199.csv"));
    }

    [Fact]
    public async Task The_stream_given_to_a_writer_takes_asynchronous_writes_only_and_the_session_goes_on_after_its_failure()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var session = await OpenAsync(ftps.Target());
        await Assert.ThrowsAsync<NotSupportedException>(() => session.UploadAsync("a.csv", (stream, _) =>
        {
            Assert.False(stream.CanRead || stream.CanSeek);
            stream.Write(new byte[10], 0, 10);
            return Task.CompletedTask;
        }, Ct));

        Assert.Equal(3, await session.UploadAsync("b.csv", [1, 2, 3]));
    }

    [Fact]
    public async Task What_a_writer_throws_halfway_comes_out_unchanged_and_the_session_goes_on()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var session = await OpenAsync(ftps.Target());
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => session.UploadAsync("a.csv", async (stream, ct) =>
        {
            await stream.WriteAsync(new byte[200_000], ct);
            throw new InvalidDataException("day 3 has 95 values");
        }, Ct));

        Assert.Equal("day 3 has 95 values", thrown.Message);
        Assert.Equal(3, await session.UploadAsync("b.csv", [1, 2, 3]));
    }

    [Fact]
    public async Task A_cancelled_upload_ends_and_the_session_says_that_it_is_spent()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var session = await OpenAsync(ftps.Target());
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.UploadAsync("a.csv", async (stream, ct) =>
        {
            await stream.WriteAsync(new byte[200_000], ct);
            await cancel.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }, cancel.Token));

        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.SizeAsync("a.csv", Ct));
        Assert.Equal(FileDropFailure.ConnectionLost, failure.Kind);
    }

    [Fact]
    public async Task A_download_stops_at_its_limit_and_the_session_goes_on()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await File.WriteAllBytesAsync(ftps.OnDisk("big.bin"), RandomBytes(5_000_000), Ct);
        await using var session = await OpenAsync(ftps.Target());
        using var destination = new MemoryStream();
        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.DownloadAsync("big.bin", destination, 1_000_000, Ct));

        Assert.Equal(FileDropFailure.TooLarge, failure.Kind);
        Assert.True(destination.Length <= 1_000_000);
        Assert.Equal(5_000_000, await session.SizeAsync("big.bin", Ct));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_and_a_file_that_is_not_there_are_told_with_the_servers_reply()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await File.WriteAllTextAsync(ftps.OnDisk("taken"), "a file", Ct);
        await using var session = await OpenAsync(ftps.Target());

        var folder = await Assert.ThrowsAsync<FileDropException>(() => session.MakeFolderAsync("taken/below", Ct));
        var file = await Assert.ThrowsAsync<FileDropException>(() => session.RenameAsync("nowhere.csv", "b.csv", Ct));
        var listing = await Assert.ThrowsAsync<FileDropException>(() => session.ListAsync("nowhere", Ct));

        Assert.All([folder, file, listing], failure => Assert.Equal((FileDropFailure.ServerRefused, 550, false), (failure.Kind, failure.ReplyCode, failure.IsTransient)));
        Assert.Null(await session.SizeAsync("nowhere.csv", Ct));
    }
}
