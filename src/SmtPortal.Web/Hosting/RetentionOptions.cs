namespace SmtPortal.Web.Hosting;

/// <summary>How long things are kept (OPS-6). Settings section <c>Retention</c>. The consent ledger is kept whole.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Usage, in whole months before the current one.</summary>
    public int UsageMonths { get; set; } = 24;

    /// <summary>Revisions of a day that a later one has replaced, in whole months before the current one, by the day they are about.</summary>
    public int RevisionMonths { get; set; } = 13;

    /// <summary>Ended invitations, accepted ones too: what was agreed stands in the agreement.</summary>
    public int InvitationMonths { get; set; } = 13;

    /// <summary>Ended agreements.</summary>
    public int AgreementYears { get; set; } = 7;

    /// <summary>What companies saw, and the reports by which they did.</summary>
    public int ActivityMonths { get; set; } = 13;

    /// <summary>What companies did to many at once, and files of invitations that were never sent.</summary>
    public int BulkTaskDays { get; set; } = 30;

    /// <summary>Decided claims on ESIIDs, as long as a former occupant sees their own days.</summary>
    public int ClaimMonths { get; set; } = 24;

    /// <summary>Bodies of mails that have left or were given up.</summary>
    public int MailBodyDays { get; set; } = 30;

    /// <summary>Mails themselves.</summary>
    public int MailMonths { get; set; } = 13;

    /// <summary>Files that were read from the inbox or refused, with their rows and the errors found in them.</summary>
    public int InboxFileDays { get; set; } = 30;
}
