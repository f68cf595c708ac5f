using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>Takes a file that an operator uploads into the inbox; the job reads it like any other.</summary>
public sealed class ReceiveUpload(PortalDbContext db, InboxFolder folder, AuditLog audit, Bell bell, TimeProvider time)
{
    /// <summary>Returns the file, which waits. When the upload breaks off, its row is refused by the job an hour later.</summary>
    public async Task<InboxFile> ExecuteAsync(string name, Guid operatorId, Stream content, CancellationToken ct)
    {
        var file = InboxFile.Receive(name, time.GetUtcNow());
        db.InboxFiles.Add(file);
        await audit.RecordAsync(AuditAct.UsageFileUploaded, operatorId, new AuditSubject(file.Name, "/ops/inbox"), null, ct);
        await db.SaveChangesAsync(ct);
        await folder.SaveAsync(content, file.Id, ct);
        bell.Ring<ReadInbox>();
        return file;
    }
}
