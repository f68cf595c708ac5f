using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Formats;

/// <summary>Kilowatt-hours as text, to and from whole Wh, without floating point (USE-2).</summary>
internal static class KilowattHours
{
    private const int Decimals = 3;

    /// <summary>Reads digits with at most three decimals: <c>.145</c>, <c>0.28</c>, <c>000000000000007.980</c>. Returns what is wrong, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> text, out int wattHours)
    {
        wattHours = 0;
        var digits = 0;
        var decimals = -1;
        var value = 0L;
        foreach (var b in text)
        {
            if (b == '.' && decimals < 0)
            {
                decimals = 0;
                continue;
            }
            if (b is < (byte)'0' or > (byte)'9')
                return Problem(text);
            digits++;
            if (decimals >= 0 && ++decimals > Decimals)
                return $"found {CsvLine.Shown(text)}: more than three decimals. Give whole watt-hours, such as 0.145.";
            value = Math.Min(value * 10 + (b - '0'), long.MaxValue / 100);
        }
        if (digits == 0)
            return Problem(text);
        for (var i = Math.Max(decimals, 0); i < Decimals; i++)
            value = Math.Min(value * 10, long.MaxValue / 100);
        if (value > DayUsage.MaxWattHours)
            return $"found {CsvLine.Shown(text)}: more than {DayUsage.MaxWattHours / 1000} kWh in 15 minutes cannot be. Give kilowatt-hours, not watt-hours.";
        wattHours = (int)value;
        return null;
    }

    /// <summary>Writes Wh as kWh with three decimals and a leading zero, such as <c>0.145</c>. Returns the length.</summary>
    public static int Write(int wattHours, Span<byte> destination)
    {
        var (whole, fraction) = Math.DivRem(wattHours, 1000);
        whole.TryFormat(destination, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
        destination[length++] = (byte)'.';
        destination[length++] = (byte)('0' + fraction / 100);
        destination[length++] = (byte)('0' + fraction / 10 % 10);
        destination[length++] = (byte)('0' + fraction % 10);
        return length;
    }

    private static string Problem(ReadOnlySpan<byte> text)
    {
        var shown = CsvLine.Shown(text);
        if (text.Length > 1 && text[0] == '-')
            return $"found {shown}: energy is never negative. Surplus goes into rows of its own, marked Surplus Generation.";
        if (text.Length > 1 && text[1..].IndexOfAny("eE"u8) >= 0 && text[0] is >= (byte)'0' and <= (byte)'9')
            return $"found {shown}, a number in scientific notation. Format the column as a number with three decimals.";
        if (text.Contains((byte)','))
            return $"found {shown}: a comma in the number. Use a point for decimals, and nothing between thousands.";
        return $"found {shown}, which is not a number. Give kilowatt-hours such as 0.145.";
    }
}
