using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>Clients that we did not write, against the embedded server: companies fetch their files with such.</summary>
[Trait("Once", "true")]
public sealed class CurlAndLftp
{
    [Theory]
    [InlineData(FtpsMode.Explicit, "--tls-max", "1.2")]
    [InlineData(FtpsMode.Explicit, "--tlsv1.3", "--tls-max", "1.3")]
    [InlineData(FtpsMode.Implicit, "--tls-max", "1.2")]
    [InlineData(FtpsMode.Implicit, "--disable-epsv")]
    public async Task Curl_fetches_puts_and_lists_with_the_certificate_as_its_authority(FtpsMode mode, params string[] options)
    {
        var curl = Tool.FindOrSkip("curl");
        await using var ftps = await EmbeddedFtps.StartAsync();
        var content = RandomBytes(3_000_000);
        Directory.CreateDirectory(ftps.OnDisk("reports"));
        await File.WriteAllBytesAsync(ftps.OnDisk("reports/usage.csv"), content, Ct);
        var authority = await AuthorityAsync(ftps);
        var fetched = Path.Combine(ftps.Folder, "fetched");
        var root = mode == FtpsMode.Implicit ? $"ftps://localhost:{ftps.Server.ImplicitPort}" : $"ftp://localhost:{ftps.Server.Port}";
        string[] common = ["-sS", "--max-time", "20", "--ssl-reqd", "--cacert", authority, "-u", $"{EmbeddedFtps.User}:{EmbeddedFtps.Password}", .. options];

        Assert.Equal((0, ""), await Tool.RunAsync(curl, [.. common, "-o", fetched, $"{root}/reports/usage.csv"]));
        Assert.Equal(content, await File.ReadAllBytesAsync(fetched, Ct));
        Assert.Equal((0, ""), await Tool.RunAsync(curl, [.. common, "--ftp-create-dirs", "-T", fetched, $"{root}/in/new/put.csv"]));
        Assert.Equal(content, await File.ReadAllBytesAsync(ftps.OnDisk("in/new/put.csv"), Ct));
        Assert.Contains("usage.csv", (await Tool.RunAsync(curl, [.. common, $"{root}/reports/"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curl_refuses_the_certificate_without_that_authority()
    {
        var curl = Tool.FindOrSkip("curl");
        await using var ftps = await EmbeddedFtps.StartAsync();
        var (exit, _) = await Tool.RunAsync(curl, "-sS", "--max-time", "20", "--ssl-reqd", "-u", $"{EmbeddedFtps.User}:{EmbeddedFtps.Password}", $"ftp://localhost:{ftps.Server.Port}/");
        Assert.Equal(60, exit);
    }

    [Theory]
    [InlineData(FtpsMode.Explicit)]
    [InlineData(FtpsMode.Implicit)]
    public async Task Lftp_mirrors_a_folder_there_and_back(FtpsMode mode)
    {
        var lftp = Tool.FindOrSkip("lftp");
        await using var ftps = await EmbeddedFtps.StartAsync();
        var source = Directory.CreateDirectory(Path.Combine(ftps.Folder, "source")).FullName;
        var back = Path.Combine(ftps.Folder, "back");
        for (var i = 0; i < 20; i++)
            await File.WriteAllBytesAsync(Path.Combine(source, $"usage-{i}.csv"), RandomBytes(i * 5_000), Ct);

        var (exit, output) = await RunLftpAsync(lftp, ftps, mode, EmbeddedFtps.Password,
            $"mkdir -p up; mirror -R --parallel=2 {source} up; mirror --parallel=2 up {back}; mv up/usage-1.csv up/renamed.csv; rm up/usage-2.csv; cls -1 up");

        Assert.True(exit == 0, output);
        Assert.Contains("renamed.csv", output, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(source))
            Assert.Equal(await File.ReadAllBytesAsync(file, Ct), await File.ReadAllBytesAsync(Path.Combine(back, Path.GetFileName(file)), Ct));
        Assert.True(File.Exists(ftps.OnDisk("up/renamed.csv")));
        Assert.False(File.Exists(ftps.OnDisk("up/usage-2.csv")));
    }

    [Fact]
    public async Task Lftp_with_a_wrong_password_is_refused()
    {
        var lftp = Tool.FindOrSkip("lftp");
        await using var ftps = await EmbeddedFtps.StartAsync();
        var (exit, output) = await RunLftpAsync(lftp, ftps, FtpsMode.Explicit, "wrong", "cls");
        Assert.NotEqual(0, exit);
        Assert.Contains("530", output, StringComparison.Ordinal);
    }

    private static async Task<(int, string)> RunLftpAsync(string lftp, EmbeddedFtps ftps, FtpsMode mode, string password, string commands)
    {
        var address = mode == FtpsMode.Implicit ? $"ftps://localhost:{ftps.Server.ImplicitPort}" : $"ftp://localhost:{ftps.Server.Port}";
        var script = $"""
            set net:max-retries 2; set net:timeout 20; set cmd:fail-exit yes; set ftp:ssl-force yes; set ftp:ssl-protect-data yes;
            set ssl:verify-certificate yes; set ssl:ca-file "{await AuthorityAsync(ftps)}"; set xfer:log no;
            open -u "{EmbeddedFtps.User},{password}" {address}; {commands}; bye
            """;
        return await Tool.RunAsync(lftp, "--norc", "-c", script);
    }

    private static async Task<string> AuthorityAsync(EmbeddedFtps ftps)
    {
        var path = Path.Combine(ftps.Folder, "authority.pem");
        await File.WriteAllTextAsync(path, ftps.Server.Certificate.Pem + "\n", Ct);
        return path;
    }
}
