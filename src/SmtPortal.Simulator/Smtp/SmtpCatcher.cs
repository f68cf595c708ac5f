using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace SmtPortal.Simulator.Smtp;

/// <summary>How a catcher behaves.</summary>
public sealed record SmtpCatcherOptions
{
    /// <summary>TCP port on loopback; 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>Most mails kept; the oldest go first.</summary>
    public int Capacity { get; init; } = 500;

    /// <summary>Largest message in bytes, as announced by SIZE.</summary>
    public int MaxMessageBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Whether STARTTLS is offered, with a certificate that it signs itself.</summary>
    public bool OfferTls { get; init; } = true;

    /// <summary>Most connections at a time; further ones wait.</summary>
    public int MaxConnections { get; init; } = 50;

    /// <summary>A connection that says nothing for this long is closed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>A mail as it was handed over.</summary>
/// <param name="Number">Counts from one, in order of arrival.</param>
/// <param name="ReceivedAt">UTC.</param>
/// <param name="Receivers">Addresses of the envelope.</param>
/// <param name="Encrypted">Whether it came through TLS.</param>
/// <param name="User">Name of the sign-in; null: there was none.</param>
public sealed record CaughtMail(
    long Number, DateTimeOffset ReceivedAt, string Sender, IReadOnlyList<string> Receivers, bool Encrypted, string? User, MimeMessage Message);

/// <summary>
/// A small mail server on loopback that keeps what it is given and sends nothing on: for the demo's mailbox and for tests.
/// Speaks plain SMTP, STARTTLS, AUTH PLAIN and LOGIN (any name and password are good). Refuses for good (550) addresses
/// whose local part is <c>bounces</c>; <see cref="Outage"/> makes it turn everybody away.
/// </summary>
public sealed class SmtpCatcher : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<TcpClient, Task> connections = new();
    private readonly SemaphoreSlim places;
    private readonly LinkedList<CaughtMail> caught = new();
    private readonly Lock gate = new();
    private readonly Task accepting;
    private long last;

    private SmtpCatcher(SmtpCatcherOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        places = new SemaphoreSlim(options.MaxConnections);
        Certificate = options.OfferTls ? SelfSigned(time.GetUtcNow()) : null;
        listener = new TcpListener(IPAddress.Loopback, options.Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Raised for each mail, after it is kept and before its sender is told.</summary>
    public event Action<CaughtMail>? Caught;

    public int Port { get; }

    /// <summary>SHA-256 of the certificate, 64 hex digits, for clients to pin; null: no TLS.</summary>
    public string? Fingerprint => Certificate?.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>While true everybody is turned away with 421.</summary>
    public bool Outage { get; set; }

    /// <summary>The mails kept, oldest first.</summary>
    public IReadOnlyList<CaughtMail> Mails
    {
        get
        {
            lock (gate)
                return [.. caught];
        }
    }

    internal SmtpCatcherOptions Options { get; }

    internal TimeProvider Time { get; }

    internal X509Certificate2? Certificate { get; }

    /// <summary>Listens from now on.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static SmtpCatcher Start(SmtpCatcherOptions? options = null, TimeProvider? time = null) =>
        new(options ?? new SmtpCatcherOptions(), time ?? TimeProvider.System);

    /// <summary>A mail by its number; null: never caught, or no longer kept.</summary>
    public CaughtMail? Find(long number) => Mails.FirstOrDefault(m => m.Number == number);

    /// <summary>Throws all mails away.</summary>
    public void Clear()
    {
        lock (gate)
            caught.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        foreach (var connection in connections.Keys)
            connection.Dispose();
        await Task.WhenAll(connections.Values);
        stop.Dispose();
        places.Dispose();
        Certificate?.Dispose();
    }

    internal void Keep(string sender, IReadOnlyList<string> receivers, bool encrypted, string? user, MimeMessage message)
    {
        CaughtMail mail;
        lock (gate)
        {
            mail = new CaughtMail(++last, Time.GetUtcNow(), sender, receivers, encrypted, user, message);
            caught.AddLast(mail);
            while (caught.Count > Options.Capacity)
                caught.RemoveFirst();
        }

        Caught?.Invoke(mail);
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await places.WaitAsync(stop.Token);
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                connections[client] = Task.Run(() => ServeAsync(client));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped; or a caller that hung up before it was let in, which leaves its place free.
                if (!stop.IsCancellationRequested)
                    places.Release();
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var conversation = new SmtpConversation(this, client.GetStream());
            await conversation.RunAsync(stop.Token);
        }
        catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            // A caller that hangs up, keeps silent or fails at TLS: what it had not finished was never taken.
        }
        finally
        {
            client.Dispose();
            connections.TryRemove(client, out _);
            if (!stop.IsCancellationRequested)
                places.Release();
        }
    }

    private static X509Certificate2 SelfSigned(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        // Through a file in memory: on Windows a key that was never stored cannot serve TLS.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
