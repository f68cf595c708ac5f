using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>Removes files that were read or refused from the disk, and then their rows and errors (OPS-6). The usage in them stays.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed partial class PurgeInbox(
    PortalDbContext db, PurgeRun purge, InboxFolder folder, ReadInboxParts parts, IOptions<RetentionOptions> retention) : IJob
{
    private const int Batch = 100;
    private readonly HashSet<long> kept = [];

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var before = parts.Time.GetUtcNow().AddDays(-retention.Value.InboxFileDays);
        return purge.RunAsync("purge-inbox", cancellationToken, ct => PurgeAsync(before, ct));
    }

    private async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var over = await db.InboxFiles.Where(f => f.FinishedAt < before && !kept.Contains(f.Number)).OrderBy(f => f.FinishedAt).Take(Batch).ToListAsync(cancellationToken);
        db.InboxFiles.RemoveRange(over.Where(IsOffTheDisk));
        await db.SaveChangesAsync(cancellationToken);
        return over.Count;
    }

    /// <summary>A file that the disk does not give up keeps its row; the next run tries again.</summary>
    private bool IsOffTheDisk(InboxFile file)
    {
        try
        {
            folder.Remove(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            kept.Add(file.Number);
            NotRemoved(parts.Logger, file.Id, e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Inbox file {File} could not be removed: {Reason}. The next run tries again")]
    private static partial void NotRemoved(ILogger logger, Guid file, string reason);
}
