using System.Globalization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Data;

/// <summary>
/// The one box in which a company looks for an invitation or agreement: a number, an ESIID, the MAC of a device, a customer's address,
/// the end of a code as pages show it, or the beginning of its own reference.
/// </summary>
public static class CompanyWords
{
    /// <summary>Longest words, in characters: an address. Longer ones fit nothing.</summary>
    public const int MaxLength = EmailAddress.MaxLength;

    /// <param name="rows">The company's own.</param>
    /// <param name="typed">Nothing: all of them.</param>
    /// <param name="byEsiid">Those of an ESIID.</param>
    public static IQueryable<TRow> WithWords<TRow>(this IQueryable<TRow> rows, string? typed, Func<string, IQueryable<TRow>> byEsiid)
        where TRow : class, IConsent
    {
        if (Words.Tidy(typed) is not { } words)
            return rows;
        if (words.Length > MaxLength)
            return rows.Where(_ => false);
        if (Esiid.TryParse(words) is { } esiid)
            return byEsiid(esiid);
        // Texts that begin so, as a range that an index gives: StartsWith becomes a LIKE, which most indexes do not serve. The column is
        // in upper case and compared by its bytes. What looks like something else may be a reference as well.
        var (from, to) = (words.ToUpperInvariant(), words.ToUpperInvariant() + char.MaxValue);
#pragma warning disable CA1309 // The comparisons of texts are the database's.
        if (MacAddress.TryParse(words) is { } mac)
            return rows.Where(r => r.Mac == mac || (string.Compare(r.NormalizedReference, from) >= 0 && string.Compare(r.NormalizedReference, to) < 0));
        if (words.IndexOf('…', StringComparison.Ordinal) is >= 0 and var dots && words[dots..].ToUpperInvariant() is var ending)
            return rows.Where(r => r.CodeEnding == ending);
        if (words.Contains('@', StringComparison.Ordinal) && EmailAddress.Normalize(words) is var address)
            return rows.Where(r => r.NormalizedEmail == address || (string.Compare(r.NormalizedReference, from) >= 0 && string.Compare(r.NormalizedReference, to) < 0));
        return long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? rows.Where(r => r.Number == number || (string.Compare(r.NormalizedReference, from) >= 0 && string.Compare(r.NormalizedReference, to) < 0))
            : rows.Where(r => string.Compare(r.NormalizedReference, from) >= 0 && string.Compare(r.NormalizedReference, to) < 0);
#pragma warning restore CA1309
    }
}
