using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

[Trait("Once", "true")]
public sealed class HostileServers
{
    [Fact]
    public async Task A_reply_line_without_end_is_given_up()
    {
        await using var server = new ScriptedServer(s => s.SayAsync("220 " + new string('x', 100_000)));
        Assert.Equal(FileDropFailure.BadReply, (await FailureOfOpeningAsync(server.Target)).Kind);
    }

    [Fact]
    public async Task A_reply_with_lines_without_end_is_given_up()
    {
        await using var server = new ScriptedServer(s => s.SayAsync("220-hello\r\n" + string.Concat(Enumerable.Repeat(" more\r\n", 5_000))));
        Assert.Equal(FileDropFailure.BadReply, (await FailureOfOpeningAsync(server.Target)).Kind);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("999 hello\r\n")]
    [InlineData("22\r\n")]
    [InlineData("2200 hello\r\n")]
    public async Task Something_else_than_FTP_is_told_apart(string greeting)
    {
        await using var server = new ScriptedServer(s => s.SayAsync(greeting));
        Assert.Equal(FileDropFailure.BadReply, (await FailureOfOpeningAsync(server.Target)).Kind);
    }

    [Fact]
    public async Task Text_put_in_behind_the_reply_to_AUTH_TLS_ends_the_connection()
    {
        await using var server = new ScriptedServer(async s =>
        {
            await s.SayAsync("220 hello\r\n");
            await s.HearAsync();
            await s.SayAsync("234 go\r\n331 put in\r\n230 put in\r\n");
            await s.HearAsync();
        });
        Assert.Equal(FileDropFailure.EncryptionRefused, (await FailureOfOpeningAsync(server.Target)).Kind);
        Assert.Equal("AUTH TLS", server.Heard[0]);
    }

    [Fact]
    public async Task A_server_without_encryption_hears_neither_user_nor_password()
    {
        await using var server = new ScriptedServer(async s =>
        {
            await s.SayAsync("220 hello\r\n");
            await s.HearAsync();
            await s.SayAsync("502 no\r\n");
            await s.HearAsync();
        });
        Assert.Equal((FileDropFailure.EncryptionRefused, 502), (await FailureOfOpeningAsync(server.Target) is var failure ? failure.Kind : default, failure.ReplyCode));
        Assert.Equal("AUTH TLS", server.Heard[0]);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("USER", StringComparison.Ordinal) || line.StartsWith("PASS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_quotes_the_password_and_control_characters_is_not_repeated()
    {
        await using var server = new ScriptedServer(async s =>
        {
            await s.SayAsync("220 hello\r\n");
            await s.HearAsync();
            await s.SayAsync("234 go\r\n");
            await s.EncryptAsync();
            await s.HearAsync();
            await s.SayAsync("331 go on\r\n");
            await s.HearAsync();
            await s.SayAsync("530 canary-5512 is \u001b[31mwrong " + new string('y', 1000) + "\r\n");
        });
        var failure = await FailureOfOpeningAsync(server.Target);

        Assert.Equal(FileDropFailure.SignInRefused, failure.Kind);
        Assert.DoesNotContain("canary-5512", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', failure.Message);
        Assert.InRange(failure.Message.Length, 1, 300);
    }

    [Fact]
    public async Task The_commands_come_in_the_agreed_order_and_an_address_in_PASV_is_not_believed()
    {
        using var data = new TcpListener(IPAddress.Loopback, 0);
        data.Start();
        var port = ((IPEndPoint)data.LocalEndpoint).Port;
        var received = new MemoryStream();
        await using var server = new ScriptedServer(async s =>
        {
            await s.SignInAsync();
            await s.HearAsync();
            await s.SayAsync("500 no EPSV\r\n");
            await s.HearAsync();
            await s.SayAsync($"227 Entering Passive Mode (192,0,2,7,{port / 256},{port % 256})\r\n");
            await s.HearAsync();
            await s.SayAsync("150 go\r\n");
            using (var socket = await data.AcceptTcpClientAsync())
            await using (var tls = await s.EncryptAsync(socket.GetStream()))
                await tls.CopyToAsync(received);
            await s.SayAsync("226 done\r\n");
            await s.HearAsync();
            await s.SayAsync("221 bye\r\n");
        });
        await using (var session = await OpenAsync(server.Target))
            Assert.Equal(5, await session.UploadAsync("a.csv", [1, 2, 3, 4, 5]));

        Assert.Equal([1, 2, 3, 4, 5], received.ToArray());
        Assert.Equal(
            ["AUTH TLS", "USER acme", "PASS canary-5512", "PBSZ 0", "PROT P", "TYPE I", "EPSV", "PASV", "STOR a.csv", "QUIT"], server.Heard);
    }

    [Theory]
    [InlineData("451 disk")]
    [InlineData("552 quota")]
    [InlineData("200 what")]
    public async Task Only_226_and_250_confirm_an_upload(string closing)
    {
        using var data = new TcpListener(IPAddress.Loopback, 0);
        data.Start();
        await using var server = new ScriptedServer(async s =>
        {
            await s.SignInAsync();
            await s.HearAsync();
            await s.SayAsync($"229 ok (|||{((IPEndPoint)data.LocalEndpoint).Port}|)\r\n");
            await s.HearAsync();
            await s.SayAsync("150 go\r\n");
            using (var socket = await data.AcceptTcpClientAsync())
            await using (var tls = await s.EncryptAsync(socket.GetStream()))
                await tls.CopyToAsync(Stream.Null);
            await s.SayAsync(closing + "\r\n");
            await s.HearAsync();
        });
        await using var session = await OpenAsync(server.Target);
        var failure = await Assert.ThrowsAsync<FileDropException>(() => session.UploadAsync("a.csv", RandomNumberGenerator.GetBytes(10)));

        Assert.Equal(FileDropFailure.ServerRefused, failure.Kind);
        Assert.Equal(closing.StartsWith('4'), failure.IsTransient);
    }

    [Theory]
    [InlineData("229 ok (|||0|)")]
    [InlineData("229 ok (|||99999|)")]
    [InlineData("229 ok")]
    public async Task A_data_port_that_cannot_be_one_is_refused(string reply)
    {
        await using var server = new ScriptedServer(async s =>
        {
            await s.SignInAsync();
            await s.HearAsync();
            await s.SayAsync(reply + "\r\n");
            await s.HearAsync();
        });
        await using var session = await OpenAsync(server.Target);
        Assert.Equal(FileDropFailure.BadReply, (await Assert.ThrowsAsync<FileDropException>(() => session.UploadAsync("a.csv", [1]))).Kind);
    }
}
