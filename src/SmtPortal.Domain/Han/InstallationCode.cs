namespace SmtPortal.Domain.Han;

/// <summary>
/// The code on a device's label with which its meter lets it join (ZigBee Smart Energy): 6, 8, 12 or 16 bytes and the two bytes
/// of their CRC-16/X-25, the low one first. Whoever knows it can join a network in the device's place, so that it is shown to
/// nobody after entry and kept encrypted only.
/// </summary>
public sealed record InstallationCode
{
    /// <summary>Longest text that is looked at, in characters.</summary>
    public const int TypedMaxLength = 80;

    /// <summary>Longest encrypted form, in characters.</summary>
    public const int EncryptedMaxLength = 500;

    private const int CrcLength = 2;

    private static readonly int[] Lengths = [6, 8, 12, 16];

    private InstallationCode(string value) => Value = value;

    /// <summary>Hexadecimal digits of code and CRC, upper case, without anything between.</summary>
    public string Value { get; }

    /// <summary>
    /// Reads a code as labels write it: small letters, and spaces, colons, hyphens and dots between the digits, do not matter.
    /// Returns null when what is left is no code, or its CRC does not fit.
    /// </summary>
    public static InstallationCode? TryParse(string? text)
    {
        if (text is null || text.Length > TypedMaxLength)
            return null;
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not (':' or '-' or '.'))).ToUpperInvariant();
        if (!digits.All(char.IsAsciiHexDigitUpper) || !Lengths.Any(length => digits.Length == 2 * (length + CrcLength)))
            return null;
        var bytes = Convert.FromHexString(digits);
        var crc = Crc(bytes.AsSpan(..^CrcLength));
        return bytes[^2] == (byte)crc && bytes[^1] == crc >> 8 ? new InstallationCode(digits) : null;
    }

    /// <summary>The whole code of some bytes: these, and their CRC.</summary>
    /// <param name="code">6, 8, 12 or 16 bytes.</param>
    /// <exception cref="ArgumentException">As many bytes are no code.</exception>
    public static InstallationCode Of(ReadOnlySpan<byte> code)
    {
        if (!Lengths.Contains(code.Length))
            throw new ArgumentException("An installation code has 6, 8, 12 or 16 bytes.", nameof(code));
        var crc = Crc(code);
        return new InstallationCode(Convert.ToHexString([.. code, (byte)crc, (byte)(crc >> 8)]));
    }

    /// <summary>CRC-16/X-25: the polynomial x¹⁶+x¹²+x⁵+1 with the lowest bit first, begun with and turned over by all ones. Of <c>123456789</c> it is 906E.</summary>
    public static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        const int Polynomial = 0x8408;
        var crc = 0xFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
        }

        return (ushort)~crc;
    }

    /// <summary>Nothing of the code, so that no log holds it.</summary>
    public override string ToString() => "(an installation code)";
}
