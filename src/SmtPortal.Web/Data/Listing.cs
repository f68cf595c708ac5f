using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace SmtPortal.Web.Data;

/// <summary>A page of a list, newest first, and where the next one begins.</summary>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Next">Number before which the next page begins; null when this is the last.</param>
public sealed record Listing<TRow>(IReadOnlyList<TRow> Rows, long? Next);

/// <summary>Where a page ends of a list that is ordered by time, newest first, of things without a number.</summary>
public sealed record MomentCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>The end of a page that has another behind it; null on the last.</summary>
    public static string? After<TRow>(List<TRow> rows, Func<TRow, MomentCursor> place) => rows.Count > Listing.Size ? place(rows[Listing.Size - 1]).ToString() : null;

    /// <summary>Null for what is no cursor: then the list begins at its beginning.</summary>
    public static MomentCursor? TryParse(string? text) =>
        text?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new MomentCursor(new DateTimeOffset(moment, TimeSpan.Zero), guid)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:N}");
}

public static class Listing
{
    /// <summary>Counts stop here, and are shown as "1,000+".</summary>
    public const int CountedTo = 1000;

    /// <summary>A count as it is shown.</summary>
    public static string Counted(int count) => count > CountedTo ? "1,000+" : count.ToString("#,##0", CultureInfo.GetCultureInfo("en-US"));

    /// <summary>Rows of a page. Queries take one more, which tells whether there is a next page.</summary>
    public const int Size = 25;

    /// <summary>How many rows of a page may be chosen.</summary>
    public static readonly IReadOnlyList<int> Sizes = [Size, 50, 100];

    /// <summary>A size that was asked for, if it may be chosen.</summary>
    public static int SizeOf(int? asked) => asked is { } size && Sizes.Contains(size) ? size : Size;

    /// <summary>
    /// Reads all of a list, the highest numbers first, a few hundred rows at a time: in one query a database sorts all of them with
    /// what hangs on them before it gives the first.
    /// </summary>
    /// <param name="below">A query for rows below a number (null: from the top), the highest first, of a limited length.</param>
    /// <param name="number">Of a row.</param>
    public static async IAsyncEnumerable<TRow> ReadAsync<TRow>(
        Func<long?, IQueryable<TRow>> below, Func<TRow, long> number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? last = null;
        while (await below(last).ToListAsync(cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                yield return row;
            last = number(rows[^1]);
        }
    }

    public static Listing<TRow> Of<TRow>(List<TRow> rows, Func<TRow, long> number) =>
        rows.Count > Size ? new Listing<TRow>(rows[..Size], number(rows[Size - 1])) : new Listing<TRow>(rows, null);
}
