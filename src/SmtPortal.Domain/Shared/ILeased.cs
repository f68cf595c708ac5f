namespace SmtPortal.Domain.Shared;

/// <summary>
/// A row of work that one of several workers takes for a while. The lease is lost with its holder and free again when it
/// is over; work is done only by who holds it.
/// </summary>
public interface ILeased : IVersioned
{
    /// <summary>Id of the row.</summary>
    Guid Id { get; }

    /// <summary>Who holds the row, new for every claim; null: nobody has claimed it, or it was let go.</summary>
    Guid? LeaseId { get; }

    /// <summary>UTC moment at which the lease is over; null: not leased.</summary>
    DateTimeOffset? LeaseUntil { get; }
}
