using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Registry;

/// <summary>What a TDSP tells about who lives at an ESIID.</summary>
public enum MoveKind
{
    /// <summary>Somebody moves out; the day is the first that is no longer theirs.</summary>
    MoveOut,

    /// <summary>Somebody moves in; the day is their first. Whoever lived there before, without a move-out, is out with it (ACC-7).</summary>
    MoveIn,
}

/// <summary>Whether a move has acted.</summary>
public enum MoveStatus
{
    /// <summary>Its day has not begun, or the job has not come to it yet.</summary>
    Waiting,

    /// <summary>It has done what it does.</summary>
    Done,
}

/// <summary>
/// A move-in or move-out (ACC-7). One of a future day acts at 00:00 Central time of that day; one of today or a day before acts
/// at once, and its day bounds what anybody sees from then on.
/// </summary>
public sealed class MoveEvent : IVersioned
{
    private MoveEvent()
    {
    }

    /// <summary>Id of the event.</summary>
    public Guid Id { get; private set; }

    /// <summary>Where.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>In or out.</summary>
    public MoveKind Kind { get; private set; }

    /// <summary>Central day of the move.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>When it acts, UTC: the midnight (Central time) with which its day begins.</summary>
    public DateTimeOffset ActsAt { get; private set; }

    /// <summary>Whether it has acted.</summary>
    public MoveStatus Status { get; private set; }

    /// <summary>The operator who entered it; null: it came in a TDSP's file.</summary>
    public Guid? EnteredByUserId { get; private set; }

    /// <summary>When it was entered, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it acted, UTC; null while it waits.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>The occupancy that it ended; null while it waits, and when it ended none.</summary>
    public Guid? EndedOccupancyId { get; private set; }

    /// <summary>Agreements that ended when it acted.</summary>
    public int AgreementsEnded { get; private set; }

    /// <summary>Agreements that went on with fewer ESIIDs.</summary>
    public int AgreementsShrunk { get; private set; }

    /// <summary>Bound invitations that were cancelled.</summary>
    public int InvitationsCancelled { get; private set; }

    /// <summary>Devices that left the home area network.</summary>
    public int DevicesRemoved { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Notes a move, which then waits for its day.</summary>
    public static MoveEvent Enter(MoveKind kind, string esiid, DateOnly day, Guid? enteredBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Esiid = esiid,
        Kind = kind,
        Day = day,
        ActsAt = CentralTime.StartOf(day),
        Status = MoveStatus.Waiting,
        EnteredByUserId = enteredBy,
        CreatedAt = now,
    };

    /// <summary>Whether its day has begun and it has not acted yet.</summary>
    public bool IsDueAt(DateTimeOffset now) => Status == MoveStatus.Waiting && now >= ActsAt;

    /// <summary>Notes that it has acted.</summary>
    /// <param name="endedOccupancyId">The occupancy that it ended; null: none.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">Its day has not begun, or it has acted.</exception>
    public void Act(Guid? endedOccupancyId, DateTimeOffset now)
    {
        if (!IsDueAt(now))
            throw new DomainException("A move acts once, when its day has begun.");
        (Status, DoneAt, EndedOccupancyId) = (MoveStatus.Done, now, endedOccupancyId);
    }

    /// <summary>Notes how much ended with the occupancy, for who entered the move.</summary>
    /// <exception cref="DomainException">It has ended no occupancy.</exception>
    public void NoteEnded(int agreements, int shrunk, int invitations, int devices)
    {
        if (EndedOccupancyId is null)
            throw new DomainException("Nothing ends with a move that ends no occupancy.");
        (AgreementsEnded, AgreementsShrunk, InvitationsCancelled, DevicesRemoved) = (agreements, shrunk, invitations, devices);
    }
}
