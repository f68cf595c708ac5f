using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>What clients other than ours may try on the embedded server.</summary>
[Trait("Once", "true")]
public sealed class HostileClients
{
    [Fact]
    public async Task Commands_put_in_behind_AUTH_TLS_in_the_clear_are_dropped()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        await raw.SendAsync("AUTH TLS\r\nFEAT\r\nUSER acme\r\n");
        Assert.StartsWith("234", await raw.ReplyAsync(), StringComparison.Ordinal);
        await raw.EncryptAsync();

        Assert.Equal("215 UNIX Type: L8", await raw.AskAsync("SYST"));
        Assert.StartsWith("503", await raw.AskAsync("PASS " + EmbeddedFtps.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signs_in_without_encryption_and_nothing_moves_before_sign_in_or_unprotected()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        Assert.StartsWith("530", await raw.AskAsync("USER acme"), StringComparison.Ordinal);
        Assert.StartsWith("503", await raw.AskAsync("PASS " + EmbeddedFtps.Password), StringComparison.Ordinal);
        Assert.StartsWith("530", await raw.AskAsync("EPSV"), StringComparison.Ordinal);
        Assert.StartsWith("503", await raw.AskAsync("PROT P"), StringComparison.Ordinal);

        await raw.SignInAsync();
        Assert.StartsWith("521", await raw.AskAsync("EPSV"), StringComparison.Ordinal);
        Assert.StartsWith("536", await raw.AskAsync("PROT C"), StringComparison.Ordinal);
        Assert.StartsWith("521", await raw.AskAsync("EPSV"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CWD ..")]
    [InlineData("CWD ../../etc")]
    [InlineData("SIZE ../secret")]
    [InlineData("SIZE /../../secret")]
    [InlineData("SIZE folder/../../secret")]
    [InlineData("SIZE link/secret")]
    [InlineData("CWD link")]
    [InlineData("DELE filelink")]
    [InlineData("DELE ../secret")]
    [InlineData("RNFR filelink")]
    [InlineData("RNFR ..")]
    [InlineData("MKD ../made")]
    [InlineData("MKD link/made")]
    [InlineData("RMD /")]
    [InlineData("MDTM ..\\secret")]
    public async Task No_path_leads_out_of_the_home(string command)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(ftps.Folder, "secret"), "secret", Ct);
        Directory.CreateDirectory(ftps.OnDisk("folder"));
        Directory.CreateSymbolicLink(ftps.OnDisk("link"), ftps.Folder);
        File.CreateSymbolicLink(ftps.OnDisk("filelink"), Path.Combine(ftps.Folder, "secret"));
        var outside = Directory.EnumerateFileSystemEntries(ftps.Folder).Order().ToList();
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        await raw.SignInAsync();

        var reply = await raw.AskAsync(command);

        // ".." above the home is the home: where that is a folder, the answer is yes, and nothing outside is seen or changed.
        if (reply.StartsWith("250", StringComparison.Ordinal))
            Assert.Equal("257 \"/\"", await raw.AskAsync("PWD"));
        else if (reply.StartsWith("257", StringComparison.Ordinal))
            Assert.True(Directory.Exists(ftps.OnDisk("made")));
        else
            Assert.StartsWith("550", reply, StringComparison.Ordinal);
        Assert.Equal(outside, Directory.EnumerateFileSystemEntries(ftps.Folder).Order());
        Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(ftps.Folder, "secret"), Ct));
    }

    [Theory]
    [InlineData("APPE a")]
    [InlineData("REST 10")]
    [InlineData("PORT 127,0,0,1,10,10")]
    [InlineData("EPRT |1|127.0.0.1|6000|")]
    [InlineData("SITE CHMOD 777 a")]
    [InlineData("CCC")]
    public async Task What_is_not_offered_is_refused(string command)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        await raw.SignInAsync();
        Assert.StartsWith("50", await raw.AskAsync(command), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_passwords_ends_the_connection_at_the_third_time()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        await raw.EncryptAfterAuthAsync();
        for (var time = 0; time < 3; time++)
        {
            Assert.StartsWith("331", await raw.AskAsync("USER acme"), StringComparison.Ordinal);
            Assert.StartsWith("530", await raw.AskAsync($"PASS guess{time}"), StringComparison.Ordinal);
        }

        Assert.Equal("", await raw.ReplyAsync());
    }

    [Fact]
    public async Task A_command_line_without_end_ends_the_connection()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        await raw.SendAsync(new string('x', 2048));
        Assert.StartsWith("500", await raw.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("", await raw.ReplyAsync());
    }

    [Fact]
    public async Task Connections_above_the_limit_and_idle_ones_are_ended()
    {
        await using var ftps = await EmbeddedFtps.StartAsync(options => options with { MaxConnections = 1, IdleTimeout = TimeSpan.FromMilliseconds(300) });
        await using var first = await RawClient.ConnectAsync(ftps.Server.Port);
        using var second = new TcpClient();
        await second.ConnectAsync("127.0.0.1", ftps.Server.Port, Ct);
        Assert.Equal(0, await second.GetStream().ReadAsync(new byte[10], Ct));
        Assert.Equal("", await first.ReplyAsync());
    }

    [Fact]
    public async Task A_passive_port_comes_from_the_range_given()
    {
        await using var ftps = await EmbeddedFtps.StartAsync(options => options with { PassivePorts = (38_211, 38_214) });
        await using var raw = await RawClient.ConnectAsync(ftps.Server.Port);
        await raw.SignInAsync();
        await raw.AskAsync("PBSZ 0");
        await raw.AskAsync("PROT P");
        Assert.Matches(@"\(\|\|\|3821[1-4]\|\)", await raw.AskAsync("EPSV"));
    }

    private sealed class RawClient(TcpClient client) : IAsyncDisposable
    {
        private Stream _stream = client.GetStream();

        public static async Task<RawClient> ConnectAsync(int port)
        {
            var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, Ct);
            var raw = new RawClient(client);
            Assert.StartsWith("220", await raw.ReplyAsync(), StringComparison.Ordinal);
            return raw;
        }

        public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);

        /// <summary>One line; empty at the end of the connection.</summary>
        public async Task<string> ReplyAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            try
            {
                while (await _stream.ReadAsync(one, Ct) == 1 && one[0] != '\n')
                    line.Add(one[0]);
            }
            catch (IOException)
            {
                return "";
            }

            return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        }

        public async Task<string> AskAsync(string command)
        {
            await SendAsync(command + "\r\n");
            return await ReplyAsync();
        }

        public async Task EncryptAsync()
        {
            var tls = new SslStream(_stream, false, (_, certificate, _, _) => certificate is not null);
            await tls.AuthenticateAsClientAsync("localhost");
            _stream = tls;
        }

        public async Task EncryptAfterAuthAsync()
        {
            Assert.StartsWith("234", await AskAsync("AUTH TLS"), StringComparison.Ordinal);
            await EncryptAsync();
        }

        public async Task SignInAsync()
        {
            await EncryptAfterAuthAsync();
            await AskAsync("USER " + EmbeddedFtps.User);
            Assert.StartsWith("230", await AskAsync("PASS " + EmbeddedFtps.Password), StringComparison.Ordinal);
        }

        public async ValueTask DisposeAsync()
        {
            await _stream.DisposeAsync();
            client.Dispose();
        }
    }
}
