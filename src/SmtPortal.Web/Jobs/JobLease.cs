namespace SmtPortal.Web.Jobs;

/// <summary>Lets one sweep of a name run at a time across all nodes; lost with the process, free again when the lease is over.</summary>
public sealed class JobLease
{
    public const int NameMaxLength = 60;

    public required string Name { get; init; }

    /// <summary>Who holds it; new for every taking, so that a late holder cannot release another's.</summary>
    public Guid Holder { get; set; }

    public DateTimeOffset Until { get; set; }
}
