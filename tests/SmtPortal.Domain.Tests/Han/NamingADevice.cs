using FsCheck.Xunit;
using SmtPortal.Domain.Han;

namespace SmtPortal.Domain.Tests.Han;

/// <summary>INV-2, INV-3: the MAC address is an EUI-64; the installation code has 6, 8, 12 or 16 bytes and a CRC-16/X-25.</summary>
public sealed class NamingADevice
{
    private static readonly int[] Lengths = [6, 8, 12, 16];

    [Property(MaxTest = 500)]
    public bool An_address_is_read_again_however_it_is_written(ulong number, int seed)
    {
        var digits = $"{Math.Clamp(number, 1, ulong.MaxValue - 1):X16}";
        var mac = MacAddress.TryParse(Loosely(digits, seed));
        return mac?.Value == digits && MacAddress.TryParse(mac.ToString())! == mac && mac.ToString().Length == 23;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("000D6F000A9069E")]
    [InlineData("000D6F000A9069E33")]
    [InlineData("000D6F000A9069EG")]
    [InlineData("0000000000000000")]
    [InlineData("FF:FF:FF:FF:FF:FF:FF:FF")]
    [InlineData("０00D6F000A9069E3")]
    public void What_is_no_address_is_none(string? text) => Assert.Null(MacAddress.TryParse(text));

    /// <summary>The check value that every description of the CRC gives, and the example of the ZigBee specification.</summary>
    [Fact]
    public void The_check_is_that_of_X25()
    {
        Assert.Equal(0x906E, InstallationCode.Crc("123456789"u8));
        Assert.Equal(0xB5C3, InstallationCode.Crc(Convert.FromHexString("83FED3407A939723A5C639B26916D505")));
        Assert.NotNull(InstallationCode.TryParse("83FE D340 7A93 9723 A5C6 39B2 6916 D505 C3B5"));
        Assert.Null(InstallationCode.TryParse("83FE D340 7A93 9723 A5C6 39B2 6916 D505 B5C3"));
    }

    [Property(MaxTest = 500)]
    public bool A_code_of_each_length_is_read_again_however_it_is_written(byte length, int seed)
    {
        var code = InstallationCode.Of(Bytes(length, seed));
        return InstallationCode.TryParse(Loosely(code.Value, seed))! == code;
    }

    /// <summary>A CRC of sixteen bits finds every single wrong bit, and so every wrong digit.</summary>
    [Property(MaxTest = 1000)]
    public bool One_wrong_digit_is_found_wherever_it_stands(byte length, int seed, byte place, byte other)
    {
        var code = InstallationCode.Of(Bytes(length, seed)).Value;
        var (at, wrong) = (place % code.Length, "0123456789ABCDEF"[other % 16]);
        return code[at] == wrong || InstallationCode.TryParse(code[..at] + wrong + code[(at + 1)..]) is null;
    }

    [Property(MaxTest = 200)]
    public bool No_other_length_is_a_code(byte length, int seed)
    {
        var bytes = new byte[length % 24];
        new Random(seed).NextBytes(bytes);
        var crc = InstallationCode.Crc(bytes);
        return InstallationCode.TryParse(Convert.ToHexString([.. bytes, (byte)crc, (byte)(crc >> 8)])) is not null == Lengths.Contains(bytes.Length);
    }

    [Fact]
    public void A_code_does_not_show_itself() => Assert.DoesNotContain("83FE", $"{InstallationCode.TryParse("83FED3407A939723A5C639B26916D505C3B5")}", StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(byte length, int seed)
    {
        var bytes = new byte[Lengths[length % Lengths.Length]];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Loosely(string digits, int seed)
    {
        var random = new Random(seed);
        return string.Concat(digits.Select((c, i) => (random.Next(2) == 0 ? char.ToLowerInvariant(c) : c) + (i % 2 == 1 ? new[] { "", ":", "-", " " }[random.Next(4)] : ""))).Trim();
    }
}
