using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SmtPortal.Web.Data;

/// <summary>
/// Stores a moment as UTC <see cref="DateTime"/> cut to microseconds, the finest that every database keeps, so that what
/// is read equals what was written. SQLite cannot compare the type with offset at all.
/// </summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    moment => Cut(moment),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)))
{
    private static DateTime Cut(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
