namespace SmtPortal.Web.Features.Security;

/// <summary>
/// One try at something that is limited, such as a proof or a sign-in, counted under what it is limited by: the network
/// address, the account, the ESIID. Rows, so that all nodes count together. Kept for a day.
/// </summary>
public sealed class Attempt
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of what is counted, 32 bytes, so that the table is no list of who asked for which home.</summary>
    public required byte[] Key { get; init; }

    public required DateTimeOffset At { get; init; }
}
