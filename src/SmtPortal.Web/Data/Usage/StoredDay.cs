using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Data.Usage;

/// <summary>
/// One ESIID, direction and Central day as it is stored: the values packed, never a row for each interval. Written only
/// by <see cref="UsageStore"/>, through the database's bulk path.
/// </summary>
public abstract class StoredDay
{
    public required string Esiid { get; init; }

    public required UsageDirection Direction { get; init; }

    /// <summary>The Central day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When the TDSP last revised the day, UTC, whole seconds.</summary>
    public required DateTimeOffset Revision { get; init; }

    /// <summary>The values as <see cref="PackedDay"/> packs them.</summary>
    public required byte[] Packed { get; set; }

    /// <summary>The version byte of <see cref="Packed"/>, to find rows of an old layout.</summary>
    public required byte Layout { get; set; }

    /// <summary>Sum of the values that are there, in Wh.</summary>
    public required long TotalWh { get; set; }

    /// <summary>Register at the day's first midnight, in Wh; null until a register read of the day has come.</summary>
    public long? FirstReadWh { get; set; }

    /// <summary>Register at the midnight that ends the day, in Wh; null until a register read of the day has come.</summary>
    public long? LastReadWh { get; set; }

    /// <summary>The inbox file that brought the values last; null when they came some other way.</summary>
    public Guid? SourceFileId { get; set; }

    /// <summary>The ingest batch that wrote the values last. Numbers rise in the order of the commits.</summary>
    public required long BatchNumber { get; set; }

    /// <exception cref="InvalidDataException">The stored bytes are damaged.</exception>
    public DayUsage Unpack() => PackedDay.Unpack(Esiid, Direction, Day, Revision, Packed);
}

/// <summary>The day as its latest revision has it. Key order: ESIID, direction, day.</summary>
public sealed class UsageDayRow : StoredDay;

/// <summary>A revision of a day that a later one has replaced, or that came after it.</summary>
public sealed class UsageDayRevision : StoredDay;

/// <summary>The one row that every ingest batch locks and counts up: its lock puts the commits of batches in the order of their numbers.</summary>
public sealed class IngestCounter
{
    public const int TheOne = 1;

    public int Id { get; init; }

    public long LastBatch { get; set; }
}
