using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmtPortal.Web.Identity;

/// <summary>Codes of authenticator apps: RFC 6238 with what all of them know, HMAC-SHA-1, 30 seconds, six digits.</summary>
public static class Totp
{
    /// <summary>Bytes of a key: the length of the hash, as RFC 4226 advises.</summary>
    public const int KeyLength = 20;

    public const int Digits = 6;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A code is good one period before and after its own: clocks differ, and typing takes time.</summary>
    private const int PeriodsAround = 1;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>The number of the period that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / (long)Period.TotalSeconds;

    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps know no other; HMAC does not rest on collisions.
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0f)..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The period that a code is of; null: of none that is near.</summary>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now)
    {
        var (given, at) = (Encoding.ASCII.GetBytes(code), StepAt(now));
        long? found = null;
        for (var step = at - PeriodsAround; step <= at + PeriodsAround; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), given))
                found = step;
        }

        return found;
    }

    /// <summary>What the QR code says, in the form that all apps read.</summary>
    public static string Address(byte[] key, string account) =>
        $"otpauth://totp/SmtPortal:{Uri.EscapeDataString(account)}?secret={Base32(key)}&issuer=SmtPortal&digits={Digits}&period={(int)Period.TotalSeconds}";

    /// <summary>RFC 4648, without padding: a key has a whole number of groups.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = ((buffer << 8) | b) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Base32Alphabet[(buffer >> (bits - 5)) & 0x1f]);
        }

        if (bits > 0)
            text.Append(Base32Alphabet[(buffer << (5 - bits)) & 0x1f]);
        return text.ToString();
    }
}
