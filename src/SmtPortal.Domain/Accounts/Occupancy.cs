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

    /// <summary>Last Central day of the occupancy, never before the first; null while it is current.</summary>
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

    /// <summary>
    /// Whether a move of this day ends or shortens it: one of its first day or before is about those who lived there earlier,
    /// and one after its last day about those who came later.
    /// </summary>
    public bool IsConcernedBy(DateOnly moveDay) => FirstDay < moveDay && (LastDay is null || moveDay <= LastDay);

    /// <summary>
    /// Ends it. The day of the move-out is the next occupant's; the day before is the last that this one sees. An occupancy that
    /// ends on the day it began keeps that one day.
    /// </summary>
    /// <exception cref="DomainException">It has ended already.</exception>
    public void End(DateOnly moveOutDay)
    {
        if (!IsCurrent)
            throw new DomainException("An occupancy ends once.");
        LastDay = Later(FirstDay, moveOutDay.AddDays(-1));
        CurrentEsiid = null;
    }

    /// <summary>A back-dated move shows that it ended earlier than was known: what is seen shrinks with it (ACC-7).</summary>
    /// <exception cref="DomainException">It is current, or the move does not concern it.</exception>
    public void Shorten(DateOnly moveDay)
    {
        if (IsCurrent || !IsConcernedBy(moveDay))
            throw new DomainException("Only an ended occupancy that a move concerns is shortened.");
        LastDay = moveDay.AddDays(-1);
    }

    /// <summary>The part of a period that lies inside the occupancy; null when no day does.</summary>
    public (DateOnly From, DateOnly To)? Cut(DateOnly from, DateOnly to)
    {
        var first = from < FirstDay ? FirstDay : from;
        var last = LastDay is { } end && end < to ? end : to;
        return first <= last ? (first, last) : null;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
