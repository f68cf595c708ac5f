namespace SmtPortal.Domain.Han;

/// <summary>
/// The address of a device on a home area network: an EUI-64, eight bytes written as 16 hexadecimal digits. All zeros and all
/// ones are no device's.
/// </summary>
public sealed record MacAddress
{
    /// <summary>Digits of an address, without anything between.</summary>
    public const int Length = 16;

    /// <summary>Longest text that is looked at, in characters.</summary>
    public const int TypedMaxLength = 40;

    private MacAddress(string value) => Value = value;

    /// <summary>The 16 digits, upper case, without anything between: what is stored and looked up.</summary>
    public string Value { get; }

    /// <summary>
    /// Reads an address as people and labels write it: small letters, and spaces, colons, hyphens and dots between the digits, do
    /// not matter. Returns null when what is left is no device's address.
    /// </summary>
    public static MacAddress? TryParse(string? text)
    {
        if (text is null || text.Length > TypedMaxLength)
            return null;
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not (':' or '-' or '.'))).ToUpperInvariant();
        return digits.Length == Length && digits.All(char.IsAsciiHexDigitUpper) && digits.Any(c => c != '0') && digits.Any(c => c != 'F')
            ? new MacAddress(digits)
            : null;
    }

    /// <summary>As labels show it: <c>00:0D:6F:00:0A:90:69:E3</c>.</summary>
    public override string ToString() => string.Join(':', Value.Chunk(2).Select(pair => new string(pair)));
}
