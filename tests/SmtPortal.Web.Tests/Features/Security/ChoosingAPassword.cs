using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>ACC-2: any characters, no composition rules, common ones refused; and what is kept of it is costly to try.</summary>
public sealed class ChoosingAPassword(ChoosingAPassword.RealHasherHost host) : IClassFixture<ChoosingAPassword.RealHasherHost>
{
    private static readonly CommonPasswords Common = new();

    [Theory]
    [InlineData("1qaz2wsx3edc")] // of the list as it is
    [InlineData("password1234")]
    [InlineData("Password123456!")]
    [InlineData("!!!Football!!!")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("passwordpassword")]
    [InlineData("houston houston houston")]
    [InlineData("xkqzxkqzxkqzxk")]
    [InlineData("dragonfootball")]
    [InlineData("dragon football")]
    [InlineData("abcdefghijkl")]
    [InlineData("zyxwvutsrqpo")]
    [InlineData("123456789012")]
    [InlineData("111122222222")]
    [InlineData("            ")]
    [InlineData("2026-11-23 12:00")]
    public void Those_that_are_tried_first_are_refused(string password) => Assert.True(Common.Contains(password));

    [Theory]
    [InlineData("bluebonnets in spring")]
    [InlineData(Given.Password)]
    [InlineData("correct horse battery staple")]
    [InlineData("vq8 Lr2 wm9 Td")]
    [InlineData("la luna sobre el río")]
    [InlineData("春の青い花は美しいですね!")]
    public void Others_are_not(string password) => Assert.False(Common.Contains(password));

    [Fact]
    public void What_is_kept_is_the_frameworks_newest_format_with_no_fewer_rounds_than_its_default()
    {
        var hasher = host.Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
        var hash = Convert.FromBase64String(hasher.HashPassword(new PortalUser(), Given.Password));
        // Format marker, pseudo-random function, rounds, length of the salt: each number four bytes, the highest first.
        Assert.Equal(1, hash[0]);
        const int HmacSha512 = 2;
        Assert.Equal(HmacSha512, Number(1));
        Assert.InRange(Number(5), new PasswordHasherOptions().IterationCount, int.MaxValue);
        Assert.Equal(IdentitySetup.PasswordIterations, Number(5));
        Assert.InRange(Number(9), 16, 64);

        int Number(int at) => BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at));
    }

    [Fact]
    public void A_check_of_an_older_cheaper_hash_asks_for_a_new_one()
    {
        var cheap = new PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new PortalUser(), Given.Password);
        var hasher = host.Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, hasher.VerifyHashedPassword(new PortalUser(), cheap, Given.Password));
    }

    /// <summary>Other hosts of the tests hash cheaply.</summary>
    public sealed class RealHasherHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override void ConfigureServices(IServiceCollection services) =>
            services.Remove(services.Last(s => s.ServiceType == typeof(IConfigureOptions<PasswordHasherOptions>)));
    }
}
