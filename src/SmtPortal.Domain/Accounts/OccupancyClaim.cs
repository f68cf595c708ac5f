using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>Where a claim stands. Every state but the first two is final.</summary>
public enum OccupancyClaimStatus
{
    /// <summary>The holder may object.</summary>
    Open,

    /// <summary>The holder has objected: an operator decides.</summary>
    Objected,

    /// <summary>The ESIID went to who claimed it.</summary>
    Passed,

    /// <summary>An operator decided for the holder.</summary>
    Refused,

    /// <summary>Who claimed took it back.</summary>
    Withdrawn,

    /// <summary>It lost its ground: somebody else moved in meanwhile, or who claimed has closed the account.</summary>
    Lapsed,
}

/// <summary>
/// Somebody proved an ESIID that another account holds (ACC-7). The holder may object for some days; if nobody does, it passes.
/// An ESIID has at most one claim that is not decided.
/// </summary>
public sealed class OccupancyClaim : IVersioned
{
    /// <summary>Longest objection, in characters.</summary>
    public const int ObjectionMaxLength = 500;

    /// <summary>Longest note of an operator, in characters.</summary>
    public const int NoteMaxLength = 500;

    private OccupancyClaim()
    {
    }

    /// <summary>Id, also in addresses of pages and mails: tells nothing and cannot be guessed.</summary>
    public Guid Id { get; private set; }

    /// <summary>What is claimed.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>The ESIID until the claim is decided, null afterwards: a unique index on it lets the database refuse a second claim.</summary>
    public string? OpenEsiid { get; private set; }

    /// <summary>The occupancy that would end.</summary>
    public Guid HolderOccupancyId { get; private set; }

    /// <summary>The account that holds the ESIID.</summary>
    public Guid HolderId { get; private set; }

    /// <summary>The account that claims it.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Where it stands by its row; ask <see cref="StatusAt(DateTimeOffset)"/>, since the clock decides.</summary>
    public OccupancyClaimStatus Status { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>From here on nobody objects to it any more, UTC: without an objection it passes.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When the holder objected, UTC; null: not.</summary>
    public DateTimeOffset? ObjectedAt { get; private set; }

    /// <summary>What the holder said, for the operators only; null: nothing.</summary>
    public string? Objection { get; private set; }

    /// <summary>When it was decided, by whomever, UTC; null while it is not.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What the operator who decided said to both; null where none did.</summary>
    public string? Note { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Claims an ESIID.</summary>
    /// <param name="held">The current occupancy of it.</param>
    /// <param name="customerId">The account that proved it.</param>
    /// <param name="lifetime">How long the holder may object.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">The occupancy has ended, or is the account's own.</exception>
    public static OccupancyClaim Make(Occupancy held, Guid customerId, TimeSpan lifetime, DateTimeOffset now)
    {
        if (!held.IsCurrent || held.CustomerId == customerId)
            throw new DomainException("What another holds now can be claimed, and nothing else.");
        return new OccupancyClaim
        {
            Id = Guid.NewGuid(),
            Esiid = held.Esiid,
            OpenEsiid = held.Esiid,
            HolderOccupancyId = held.Id,
            HolderId = held.CustomerId,
            CustomerId = customerId,
            Status = OccupancyClaimStatus.Open,
            MadeAt = now,
            EndsAt = now + lifetime,
        };
    }

    /// <summary>Where a claim with this row and end stands by the clock: without an objection it has passed at its end.</summary>
    public static OccupancyClaimStatus StatusAt(OccupancyClaimStatus row, DateTimeOffset endsAt, DateTimeOffset now) =>
        row == OccupancyClaimStatus.Open && now >= endsAt ? OccupancyClaimStatus.Passed : row;

    /// <summary>Where it stands by the clock.</summary>
    public OccupancyClaimStatus StatusAt(DateTimeOffset now) => StatusAt(Status, EndsAt, now);

    /// <summary>Whether the holder can still object: the clock decides, whether or not the row says so yet.</summary>
    public bool MayObjectAt(DateTimeOffset now) => Status == OccupancyClaimStatus.Open && now < EndsAt;

    /// <summary>Whether its time is over without an objection, and the row does not say yet that it has passed.</summary>
    public bool IsDueAt(DateTimeOffset now) => Status == OccupancyClaimStatus.Open && now >= EndsAt;

    /// <summary>Whether the holder can give the ESIID up, and who claims take the claim back: until it is decided.</summary>
    public bool IsUndecidedAt(DateTimeOffset now) => StatusAt(now) is OccupancyClaimStatus.Open or OccupancyClaimStatus.Objected;

    /// <summary>The holder objects: an operator decides.</summary>
    /// <param name="words">What they say, at most <see cref="ObjectionMaxLength"/> characters; null: nothing.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">It is not open, or its time is over.</exception>
    public void RaiseObjection(string? words, DateTimeOffset now)
    {
        Must(MayObjectAt(now), now);
        (Status, ObjectedAt, Objection) = (OccupancyClaimStatus.Objected, now, words);
    }

    /// <summary>Nobody objected in time.</summary>
    /// <exception cref="DomainException">Its time is not over, or it is not open.</exception>
    public void PassByTime(DateTimeOffset now)
    {
        Must(IsDueAt(now), now);
        End(OccupancyClaimStatus.Passed, now);
    }

    /// <summary>The holder gives the ESIID up, also after having objected.</summary>
    /// <exception cref="DomainException">It is decided, or its time is over.</exception>
    public void GiveUp(DateTimeOffset now)
    {
        Must(IsUndecidedAt(now), now);
        End(OccupancyClaimStatus.Passed, now);
    }

    /// <summary>An operator decides about an objection.</summary>
    /// <param name="forHolder">For the one or the other.</param>
    /// <param name="note">What both read.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">Nobody has objected, or it is decided.</exception>
    public void Decide(bool forHolder, string note, DateTimeOffset now)
    {
        Must(Status == OccupancyClaimStatus.Objected, now);
        Note = note;
        End(forHolder ? OccupancyClaimStatus.Refused : OccupancyClaimStatus.Passed, now);
    }

    /// <summary>Who claimed takes it back.</summary>
    /// <exception cref="DomainException">It is decided, or its time is over.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        Must(IsUndecidedAt(now), now);
        End(OccupancyClaimStatus.Withdrawn, now);
    }

    /// <summary>The holder has left, so that nobody stands against it any more: with or without an objection, it passes.</summary>
    /// <exception cref="DomainException">The row says that it is decided.</exception>
    public void PassAsHolderLeft(DateTimeOffset now)
    {
        Must(OpenEsiid is not null, now);
        End(OccupancyClaimStatus.Passed, now);
    }

    /// <summary>It loses its ground.</summary>
    /// <exception cref="DomainException">The row says that it is decided.</exception>
    public void Lapse(DateTimeOffset now)
    {
        Must(OpenEsiid is not null, now);
        End(OccupancyClaimStatus.Lapsed, now);
    }

    private void Must(bool may, DateTimeOffset now)
    {
        if (!may)
            throw new DomainException($"The claim is {StatusAt(now)}.");
    }

    private void End(OccupancyClaimStatus status, DateTimeOffset now) => (Status, ClosedAt, OpenEsiid) = (status, now, null);
}
