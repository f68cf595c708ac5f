using System.Net;
using SmtPortal.Simulator.Ftps;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

[Trait("Once", "true")]
public sealed class CheckingTheCertificate
{
    [Fact]
    public async Task The_pinned_certificate_is_accepted_whatever_way_its_digits_are_written()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var digits = ftps.Server.Certificate.Sha256.ToUpperInvariant();
        await using var session = await OpenAsync(ftps.Target() with { PinnedSha256 = string.Join(':', digits.Chunk(2).Select(pair => new string(pair))) });
        Assert.Empty(await session.ListAsync("", Ct));
    }

    [Theory]
    [InlineData(FtpsMode.Explicit)]
    [InlineData(FtpsMode.Implicit)]
    public async Task Another_certificate_than_the_pinned_one_is_refused_and_shown_for_comparison(FtpsMode mode)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var failure = await FailureOfOpeningAsync(ftps.Target(mode) with { PinnedSha256 = new string('a', 64) });

        Assert.Equal(FileDropFailure.CertificateRefused, failure.Kind);
        Assert.Equal(ftps.Server.Certificate.Sha256, failure.PresentedSha256);
        Assert.Contains("not the pinned one", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task A_pin_that_was_right_for_the_last_connection_does_not_let_the_next_one_through()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using (await OpenAsync(ftps.Target()))
        {
        }

        var failure = await FailureOfOpeningAsync(ftps.Target() with { PinnedSha256 = new string('b', 64) });
        Assert.Equal(FileDropFailure.CertificateRefused, failure.Kind);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_when_nothing_is_pinned()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var failure = await FailureOfOpeningAsync(ftps.Target() with { PinnedSha256 = null });

        Assert.Equal(FileDropFailure.CertificateRefused, failure.Kind);
        Assert.Contains("no authority", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_targets_own_root_is_trusted_for_the_right_name_only()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var target = ftps.Target() with { PinnedSha256 = null, ExtraRootPem = ftps.Server.Certificate.Pem };
        await using (await OpenAsync(target))
        {
        }

        await using (await OpenAsync(target with { CertificateName = "files.example.test" }))
        {
        }

        var failure = await FailureOfOpeningAsync(target with { CertificateName = "other.example.test" });
        Assert.Equal(FileDropFailure.CertificateRefused, failure.Kind);
        Assert.Contains("other.example.test", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_root_than_the_servers_is_no_help()
    {
        using var other = ServerCertificate.Create(TimeProvider.System);
        await using var ftps = await EmbeddedFtps.StartAsync();
        var failure = await FailureOfOpeningAsync(ftps.Target() with { PinnedSha256 = null, ExtraRootPem = other.Pem });
        Assert.Equal(FileDropFailure.CertificateRefused, failure.Kind);
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_the_target_may_use_one()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var failure = await FailureOfOpeningAsync(ftps.Target() with { AllowPrivateAddress = false });
        Assert.Equal((FileDropFailure.AddressRefused, false), (failure.Kind, failure.IsTransient));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_open_internet_are_global(string address, bool isGlobal) =>
        Assert.Equal(isGlobal, PublicAddress.IsGlobalUnicast(IPAddress.Parse(address)));

    [Fact]
    public void A_certificate_is_kept_in_its_folder_and_its_key_is_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("cert-").FullName;
        try
        {
            using var first = ServerCertificate.LoadOrCreate(folder, TimeProvider.System, "a.example.test");
            using var second = ServerCertificate.LoadOrCreate(folder, TimeProvider.System, "a.example.test");
            Assert.Equal(first.Sha256, second.Sha256);
            Assert.True(second.Certificate.HasPrivateKey);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "ftps-server.key")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
