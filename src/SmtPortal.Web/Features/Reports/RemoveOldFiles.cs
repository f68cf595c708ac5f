using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Reports;

/// <summary>Takes files out of companies' folders when their days there are over (RPT-7). One at a time across all nodes.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed partial class RemoveOldFiles(
    PortalDbContext db, CompanyFolders folders, IFileDrop drop, IOptions<DeliveryOptions> options, OldFilesParts parts) : IJob
{
    private const int Batch = 100;
    private const int MostBatches = 100;
    private readonly HashSet<Guid> kept = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!folders.AreSetUp)
            return;
        await using var lease = await parts.Leases.TakeAsync("old-files", cancellationToken);
        if (lease is null)
            return;
        try
        {
            IFileDropSession? session = null;
            try
            {
                for (var i = 0; i < MostBatches && await DueAsync(cancellationToken) is { Count: > 0 } due; i++)
                {
                    session ??= await drop.OpenAsync(options.Value.Target(), cancellationToken);
                    foreach (var file in due)
                    {
                        if (!await lease.ExtendAsync(cancellationToken))
                            return;
                        await TryRemoveAsync(session, file, cancellationToken);
                    }
                }
            }
            finally
            {
                await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }
        catch (FileDropException failure)
        {
            // The next run goes on from here.
            Stopped(parts.Logger, failure.Kind, failure.ReplyCode);
        }
    }

    /// <summary>A file that the server will not remove does not keep those of others: the next run tries it again.</summary>
    private async Task TryRemoveAsync(IFileDropSession session, ReportFile file, CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(session, file, cancellationToken);
        }
        catch (FileDropException refused) when (refused.Kind == FileDropFailure.ServerRefused)
        {
            kept.Add(file.Id);
            Stopped(parts.Logger, refused.Kind, refused.ReplyCode);
        }
    }

    private Task<List<ReportFile>> DueAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var before = parts.Time.GetUtcNow().AddDays(-options.Value.DaysKept);
        return db.ReportFiles.Where(f => f.RemovedAt == null && f.DeliveredAt < before && !kept.Contains(f.Id)).OrderBy(f => f.DeliveredAt).Take(Batch).ToListAsync(cancellationToken);
    }

    private async Task RemoveAsync(IFileDropSession session, ReportFile file, CancellationToken cancellationToken)
    {
        var report = await db.Reports.SingleAsync(r => r.Number == file.ReportNumber, cancellationToken);
        var target = await folders.TargetOfAsync(file.ThirdPartyId, cancellationToken);
        await session.DeleteAsync(target.Path + report.PathOf(file), cancellationToken);
        // With its last file the report's folder goes; one that is still to come finds or makes it.
        if (!await db.HasOtherFilesAsync(file, cancellationToken))
            await session.RemoveFolderAsync(target.Path + report.Folder, cancellationToken);
        file.MarkRemoved(parts.Time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removing old files stopped: {Kind} {ReplyCode}")]
    private static partial void Stopped(ILogger logger, FileDropFailure kind, int? replyCode);
}

/// <summary>What the job works with.</summary>
public sealed class OldFilesParts(JobLeases leases, TimeProvider time, ILogger<RemoveOldFiles> logger)
{
    public JobLeases Leases => leases;

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}
