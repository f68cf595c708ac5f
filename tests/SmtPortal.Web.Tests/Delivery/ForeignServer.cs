using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Authentication;
using SmtPortal.Simulator.Ftps;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Tests.Support;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>
/// vsftpd or ProFTPD as <c>tests/servers</c> unpacks them, started on a free loopback port with the users that our own class writes.
/// Ended by its process id, and its folder removed, whatever the test does. Skips where the servers are not there.
/// </summary>
internal sealed class ForeignServer : IAsyncDisposable
{
    public const string User = "acme";
    public const string Password = "right password: 2";

    private static readonly Lazy<string> Hash = new(() => FolderPassword.Hash(Password));
    private readonly string _name = $"{Guid.NewGuid():N}.example.test";
    private readonly ServerCertificate _certificate;
    private readonly FtpsMode _mode;
    private Process? _process;

    private ForeignServer(string unpacked, FtpsMode mode)
    {
        Unpacked = unpacked;
        _mode = mode;

        // A name of its own: tests run side by side in one process, whose TLS sessions are kept by name.
        _certificate = ServerCertificate.Create(TimeProvider.System, _name);
        Folder = Directory.CreateTempSubdirectory("ftp-server-").FullName;
        Port = FreePort.Next();
    }

    private string Unpacked { get; }

    private string Folder { get; }

    private int Port { get; }

    /// <summary>The user's folder on this disk.</summary>
    public string Home => Path.Combine(Folder, "homes", User);

    public FileDropTarget Target => new()
    {
        Host = "127.0.0.1",
        CertificateName = _name,
        Port = Port,
        Mode = _mode,
        User = User,
        Password = Password,
        ExtraRootPem = _certificate.Pem,
        AllowPrivateAddress = true,
    };

    /// <summary>
    /// As root in a mount namespace of its own, where the folder of PAM services is ours: pam_pwdfile reads the AuthUserFile, so that
    /// vsftpd checks the password for real.
    /// </summary>
    public static async Task<ForeignServer> StartVsftpdAsync(FtpsMode mode, bool reuseRequired, string more = "")
    {
        var server = new ForeignServer(UnpackedOrSkip(), mode);
        try
        {
            Assert.SkipUnless(Environment.UserName == "root", "vsftpd needs root");
            var unshare = Tool.FindOrSkip("unshare");
            Assert.SkipUnless((await Tool.RunAsync(unshare, "-m", "true")).ExitCode == 0, "this machine gives no mount namespace, in which vsftpd's PAM service is set up");
            await server.PrepareAsync("daemon", "daemon");
            var pam = Directory.CreateDirectory(Path.Combine(server.Folder, "pam.d")).FullName;
            await File.WriteAllTextAsync(Path.Combine(pam, "vsftpd"),
                $"auth required {server.Unpacked}/pam/pam_pwdfile.so pwdfile={server.Folder}/users\naccount required pam_permit.so\nsession required pam_permit.so\n", Ct);
            await File.WriteAllTextAsync(Path.Combine(server.Folder, "conf"), server.VsftpdSettings(reuseRequired) + more, Ct);
            await server.StartAsync(unshare, "-m", "sh", "-c",
                $"mount --make-rprivate / && mount --bind {pam} /etc/pam.d && exec {server.Unpacked}/usr/sbin/vsftpd {server.Folder}/conf");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>As the user of the test run, or as nobody when that is root. mod_tls is strict: it demands session reuse.</summary>
    public static async Task<ForeignServer> StartProFtpdAsync(FtpsMode mode, bool reuseRequired, string more = "AllowOverwrite on")
    {
        var server = new ForeignServer(UnpackedOrSkip(), mode);
        try
        {
            var isRoot = Environment.UserName == "root";
            await server.PrepareAsync(isRoot ? "nobody" : Environment.UserName, isRoot ? "nogroup" : null);
            await File.WriteAllTextAsync(Path.Combine(server.Folder, "conf"), server.ProFtpdSettings(reuseRequired, isRoot) + more + "\n", Ct);
            await server.StartAsync(Path.Combine(server.Unpacked, "usr/sbin/proftpd"), "-n", "-c", Path.Combine(server.Folder, "conf"));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task ReplacePasswordAsync(string password)
    {
        var (_, uid) = await Tool.RunAsync("stat", "-c", "%u", Home);
        await AuthUserFile.WriteAsync([new FolderUser(User, FolderPassword.Hash(password), Home)], Path.Combine(Folder, "users"), Ct,
            int.Parse(uid, System.Globalization.CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _certificate.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string UnpackedOrSkip()
    {
        var folder = Environment.GetEnvironmentVariable("SMTPORTAL_FTP_SERVERS");
        Assert.SkipUnless(!string.IsNullOrEmpty(folder), "SMTPORTAL_FTP_SERVERS is not set: run tests/servers <folder> and set it to that folder");
        return folder!;
    }

    private async Task PrepareAsync(string owner, string? group)
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Path.Combine(Folder, "empty"));
        Assert.Equal((0, ""), await Tool.RunAsync("chmod", "711", Folder));
        if (group is not null)
            Assert.Equal((0, ""), await Tool.RunAsync("chown", $"{owner}:{group}", Home));
        _certificate.Save(Path.Combine(Folder, "crt.pem"), Path.Combine(Folder, "key.pem"));
        var (_, ids) = await Tool.RunAsync("stat", "-c", "%u %g", Home);
        var numbers = ids.Split(' ').Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        await AuthUserFile.WriteAsync([new FolderUser(User, Hash.Value, Home)], Path.Combine(Folder, "users"), Ct, numbers[0], numbers[1]);
    }

    private async Task StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LD_LIBRARY_PATH"] = Path.Combine(Unpacked, "libraries");
        _process = Process.Start(start)!;
        var said = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        for (var time = 0; time < 200; time++)
        {
            Assert.False(_process.HasExited, _process.HasExited ? "The server ended: " + await said : "");
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync("127.0.0.1", Port, Ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, Ct);
            }
        }

        Assert.Fail("The server does not listen after ten seconds.");
    }

    private string VsftpdSettings(bool reuseRequired) => $"""
        listen=YES
        listen_address=127.0.0.1
        listen_port={Port}
        background=NO
        anonymous_enable=NO
        local_enable=YES
        guest_enable=YES
        guest_username=daemon
        virtual_use_local_privs=YES
        write_enable=YES
        local_root={Home}
        chroot_local_user=YES
        allow_writeable_chroot=YES
        secure_chroot_dir={Folder}/empty
        pam_service_name=vsftpd
        seccomp_sandbox=NO
        isolate=NO
        isolate_network=NO
        vsftpd_log_file={Folder}/log
        pasv_address=127.0.0.1
        ssl_enable=YES
        implicit_ssl={(_mode == FtpsMode.Implicit ? "YES" : "NO")}
        rsa_cert_file={Folder}/crt.pem
        rsa_private_key_file={Folder}/key.pem
        force_local_logins_ssl=YES
        force_local_data_ssl=YES
        ssl_tlsv1=YES
        ssl_ciphers=HIGH
        require_ssl_reuse={(reuseRequired ? "YES" : "NO")}

        """;

    private string ProFtpdSettings(bool reuseRequired, bool isRoot) => $"""
        ServerType standalone
        DefaultServer on
        DefaultAddress 127.0.0.1
        SocketBindTight on
        Port {Port}
        UseIPv6 off
        UseReverseDNS off
        User {(isRoot ? "nobody" : Environment.UserName)}
        Group {(isRoot ? "nogroup" : Environment.UserName)}
        PidFile {Folder}/pid
        ScoreboardFile none
        DelayEngine off
        WtmpLog off
        TransferLog none
        SystemLog {Folder}/log
        ModulePath {Unpacked}/usr/lib/proftpd
        LoadModule mod_tls.c
        AuthOrder mod_auth_file.c
        AuthUserFile {Folder}/users
        AuthPAM off
        RequireValidShell off
        {(isRoot ? "DefaultRoot ~" : "")}
        TLSEngine on
        TLSRequired on
        TLSProtocol TLSv1.2 TLSv1.3
        TLSRenegotiate none
        TLSECCertificateFile {Folder}/crt.pem
        TLSECCertificateKeyFile {Folder}/key.pem
        TLSVerifyClient off
        TLSLog {Folder}/tls.log
        TLSOptions {(_mode == FtpsMode.Implicit ? "UseImplicitSSL" : "")} {(reuseRequired ? "" : "NoSessionReuseRequired")} EnableDiags

        """;
}
