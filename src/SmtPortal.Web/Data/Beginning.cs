namespace SmtPortal.Web.Data;

/// <summary>All texts that begin with the same words, as a range that an index gives: <c>StartsWith</c> becomes a LIKE, which most indexes do not serve.</summary>
public static class Beginning
{
    /// <returns>The first text of the range, and the first behind it, for a column in upper case that is compared by its bytes.</returns>
    public static (string From, string To) Of(string words) => (words.ToUpperInvariant(), words.ToUpperInvariant() + char.MaxValue);
}
