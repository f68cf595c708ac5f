using System.Security.Authentication;
using System.Security.Cryptography;
using SmtPortal.Simulator.Ftps;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>The embedded server with one user, in a temporary folder that goes with it.</summary>
internal sealed class EmbeddedFtps : IAsyncDisposable
{
    public const string User = "acme";
    public const string Password = "right password: 1";

    // One certificate for all tests: sessions of TLS are cached by name in this process, as they are in the portal.
    private static readonly Lazy<ServerCertificate> Shared = new(() => ServerCertificate.Create(TimeProvider.System, "files.example.test"));
    private static readonly Lazy<string> Hash = new(() => FolderPassword.Hash(Password));

    private EmbeddedFtps(string folder, FtpsServer server)
    {
        Folder = folder;
        Server = server;
    }

    /// <summary>The temporary folder: home, users and what a test adds.</summary>
    public string Folder { get; }

    public FtpsServer Server { get; }

    public string Home => Path.Combine(Folder, "home");

    public string UsersPath => Path.Combine(Folder, "users");

    public static async Task<EmbeddedFtps> StartAsync(Func<FtpsServerOptions, FtpsServerOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("ftps-").FullName;
        var users = Path.Combine(folder, "users");
        await AuthUserFile.WriteAsync([new FolderUser(User, Hash.Value, Path.Combine(folder, "home"))], users, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(folder, "home"));
        var options = new FtpsServerOptions
        {
            AuthUserFile = users,
            Certificate = Shared.Value,
            ImplicitPort = 0,
            SignInDelay = TimeSpan.FromMilliseconds(10),
        };
        var server = new FtpsServer(change?.Invoke(options) ?? options, TimeProvider.System);
        await server.StartAsync();
        return new EmbeddedFtps(folder, server);
    }

    public FileDropTarget Target(FtpsMode mode = FtpsMode.Explicit, SslProtocols protocols = SslProtocols.Tls12) => new()
    {
        Host = "127.0.0.1",
        CertificateName = "localhost",
        Port = mode == FtpsMode.Implicit ? Server.ImplicitPort!.Value : Server.Port,
        Mode = mode,
        User = User,
        Password = Password,
        Protocols = protocols,
        PinnedSha256 = Server.Certificate.Sha256,
        AllowPrivateAddress = true,
    };

    public string OnDisk(string path) => Path.Combine(Home, path);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Server.DisposeAsync();
        }
        finally
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

internal static class Drop
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static FtpsFileDrop Client(FtpsLimits? limits = null) => new(TimeProvider.System, limits ?? new FtpsLimits());

    public static Task<IFileDropSession> OpenAsync(FileDropTarget target) => Client().OpenAsync(target, Ct);

    public static Task<FileDropException> FailureOfOpeningAsync(FileDropTarget target, FtpsLimits? limits = null) =>
        Assert.ThrowsAsync<FileDropException>(async () => await (await Client(limits).OpenAsync(target, Ct)).DisposeAsync());

    public static byte[] RandomBytes(int count) => RandomNumberGenerator.GetBytes(count);

    public static Task<long> UploadAsync(this IFileDropSession session, string path, byte[] content) =>
        session.UploadAsync(path, (stream, ct) => stream.WriteAsync(content, ct).AsTask(), Ct);

    public static async Task<byte[]> DownloadAsync(this IFileDropSession session, string path, long maxBytes = 100_000_000)
    {
        using var content = new MemoryStream();
        await session.DownloadAsync(path, content, maxBytes, Ct);
        return content.ToArray();
    }

    /// <summary>What a delivery does: folder, temporary name, size, rename; twice, as after a crash; then read back and clean up.</summary>
    public static async Task DeliverAsync(FileDropTarget target, byte[] content)
    {
        await using var session = await OpenAsync(target);
        await session.MakeFolderAsync("reports/2026", Ct);
        await session.MakeFolderAsync("reports/2026", Ct);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(content.Length, await session.UploadAsync("reports/2026/.usage.csv.part", content));
            Assert.Equal(content.Length, await session.SizeAsync("reports/2026/.usage.csv.part", Ct));
            await session.RenameAsync("reports/2026/.usage.csv.part", "reports/2026/usage.csv", Ct);
        }

        Assert.Null(await session.SizeAsync("reports/2026/.usage.csv.part", Ct));
        Assert.Equal(content, await session.DownloadAsync("reports/2026/usage.csv"));
        var entry = Assert.Single(await session.ListAsync("reports/2026", Ct));
        Assert.Equal(("usage.csv", content.Length, false), (entry.Name, entry.Size, entry.IsFolder));
        Assert.NotNull(entry.ModifiedAt);
        Assert.True(Assert.Single(await session.ListAsync("reports", Ct)).IsFolder);
        await session.DeleteAsync("reports/2026/usage.csv", Ct);
        await session.DeleteAsync("reports/2026/usage.csv", Ct);
        Assert.Empty(await session.ListAsync("reports/2026", Ct));
    }
}
