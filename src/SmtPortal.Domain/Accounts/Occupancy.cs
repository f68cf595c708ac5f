using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>Ties a customer to an ESIID from move-in to move-out (ACC-7). Sight of everything about the ESIID is cut to it (ACC-9).</summary>
public sealed class Occupancy : IVersioned
{
    private Occupancy()
    {
    }

    /// <summary>Id of the occupancy.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The ESIID occupied.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>First Central day of the occupancy.</summary>
    public DateOnly FirstDay { get; private set; }

    /// <summary>Last Central day of the occupancy; null while it is current. A back-dated move-out can lie before the first day: then no day is seen.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>
    /// The ESIID while the occupancy is current, null afterwards: a unique index on it lets the database refuse a second
    /// current occupancy of one ESIID.
    /// </summary>
    public string? CurrentEsiid { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsCurrent => LastDay is null;

    /// <summary>Begins an occupancy.</summary>
    public static Occupancy Begin(Guid customerId, string esiid, DateOnly firstDay, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CustomerId = customerId,
        Esiid = esiid,
        FirstDay = firstDay,
        CurrentEsiid = esiid,
    };

    /// <summary>Ends it. The day of the move-out is the next occupant's; the day before is the last that this one sees.</summary>
    /// <exception cref="DomainException">It has ended already.</exception>
    public void End(DateOnly moveOutDay)
    {
        if (!IsCurrent)
            throw new DomainException("An occupancy ends once.");
        LastDay = moveOutDay.AddDays(-1);
        CurrentEsiid = null;
    }

    /// <summary>The part of a period that lies inside the occupancy; null when no day does.</summary>
    public (DateOnly From, DateOnly To)? Cut(DateOnly from, DateOnly to)
    {
        var first = from < FirstDay ? FirstDay : from;
        var last = LastDay is { } end && end < to ? end : to;
        return first <= last ? (first, last) : null;
    }
}
