using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace SmtPortal.Web.Tests.Support;

/// <summary>The app on a person's phone, written by RFC 6238 and without a look at the portal's own.</summary>
/// <param name="key">As the page shows it, in Base32.</param>
public sealed class AuthenticatorApp(string key)
{
    public string CodeAt(DateTimeOffset moment)
    {
        var counter = BitConverter.GetBytes(moment.ToUnixTimeSeconds() / 30);
        Array.Reverse(counter);
#pragma warning disable CA5350 // The standard's own.
        var hash = HMACSHA1.HashData(Bytes(), counter);
#pragma warning restore CA5350
        var offset = hash[19] & 15;
        var number = ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private byte[] Bytes()
    {
        var digits = key.Where(c => c != ' ').Select(c => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, digits);
        var number = digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum << 5) | digit) >> (digits.Count * 5 % 8);
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[(digits.Count * 5 / 8) - bytes.Length], .. bytes];
    }
}
