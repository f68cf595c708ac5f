namespace SmtPortal.Domain.Accounts;

/// <summary>
/// The form of a D-U-N-S number: nine digits that Dun and Bradstreet gives, which the Texas market lengthens by four of the
/// company's own (DUNS+4). The ninth was a check digit until 2006; numbers given since have none, so nothing can be checked
/// but the form.
/// </summary>
public static class Duns
{
    /// <summary>Digits of a DUNS+4, the longest form.</summary>
    public const int MaxLength = 13;

    private const int Length = 9;

    /// <summary>The digits of a number as people type it, with hyphens (<c>15-048-3782</c>) or spaces; null for what is none.</summary>
    public static string? TryParse(string? text)
    {
        var digits = string.Concat((text ?? "").Where(c => c is not (' ' or '-')));
        return digits.Length is Length or MaxLength && digits.All(char.IsAsciiDigit) && digits.Any(c => c != '0') ? digits : null;
    }
}
