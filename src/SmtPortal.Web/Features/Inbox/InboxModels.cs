namespace SmtPortal.Web.Features.Inbox;

/// <summary>A page of inbox files, newest first.</summary>
/// <param name="Status">Only files in this state; null: all.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
public sealed record InboxList(IReadOnlyList<InboxLine> Files, InboxFileStatus? Status, long? Older);

public sealed record InboxLine(
    long Number, string Name, DateTimeOffset ReceivedAt, InboxFileStatus Status, int DaysNew, int DaysRevised, int DaysUnchanged, int DaysOlder, long RowsBad);

/// <summary>One file with a page of its errors.</summary>
/// <param name="Next">Where the next page of errors begins; null on the last.</param>
public sealed record InboxFilePage(InboxFile File, IReadOnlyList<InboxFileError> Errors, long? Next);

public sealed class UploadForm
{
    public IFormFile? File { get; set; }
}
