using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using SmtPortal.Simulator.Ftps;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>A server that says what a test tells it to say, true or not.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _run;
    private readonly List<string> _heard = [];
    private TcpClient? _client;
    private Stream _stream = Stream.Null;

    public ScriptedServer(Func<ScriptedServer, Task> script)
    {
        _listener.Start();
        _run = RunAsync(script);
    }

    public ServerCertificate Certificate { get; } = ServerCertificate.Create(TimeProvider.System);

    /// <summary>The commands that came, each with its argument.</summary>
    public IReadOnlyList<string> Heard => _heard;

    public FileDropTarget Target => new()
    {
        Host = "127.0.0.1",
        CertificateName = "localhost",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        User = "acme",
        Password = "canary-5512",
        PinnedSha256 = Certificate.Sha256,
        AllowPrivateAddress = true,
    };

    public async Task SayAsync(string text) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    public async Task<string> HearAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await _stream.ReadAsync(one) == 1 && one[0] != '\n')
            line.Add(one[0]);
        _heard.Add(Encoding.UTF8.GetString([.. line]).TrimEnd('\r'));
        return _heard[^1];
    }

    public async Task EncryptAsync() => _stream = await EncryptAsync(_stream);

    public async Task<SslStream> EncryptAsync(Stream plain)
    {
        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(Certificate.Certificate, false, SslProtocols.Tls12 | SslProtocols.Tls13, false);
        return tls;
    }

    /// <summary>As an honest server does, up to the end of the sign-in.</summary>
    public async Task SignInAsync()
    {
        await SayAsync("220 hello\r\n");
        await HearAsync();
        await SayAsync("234 go\r\n");
        await EncryptAsync();
        foreach (var reply in new[] { "331 password", "230 in", "200 pbsz", "200 prot", "200 type" })
        {
            await HearAsync();
            await SayAsync(reply + "\r\n");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _listener.Dispose();
        try
        {
            await _run;
        }
        catch (Exception ex) when (ex is IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The client broke off, which is what these tests are about.
        }

        Certificate.Dispose();
    }

    private async Task RunAsync(Func<ScriptedServer, Task> script)
    {
        _client = await _listener.AcceptTcpClientAsync();
        _stream = _client.GetStream();
        await script(this);
    }
}
