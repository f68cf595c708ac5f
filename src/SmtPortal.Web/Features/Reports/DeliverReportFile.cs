using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Reports;

/// <summary>A claimed file with its report, and where it goes.</summary>
/// <param name="LeaseId">The worker's hold on it.</param>
/// <param name="Folder">The company's folder as the writing account sees it.</param>
public sealed record ReportFileTask(Report Report, ReportFile File, Guid LeaseId, string Folder)
{
    public string FinalPath => Folder + Report.PathOf(File);

    /// <summary>
    /// Beside the companies' folders, on the same disk: a company sees nothing of a file before the last check, and cannot
    /// stand in its way.
    /// </summary>
    public string StagingFolder => Folder[..Folder.LastIndexOf('/')] + "/staging";

    public string TemporaryPath => $"{StagingFolder}/{File.Id:N}.part";
}

/// <summary>
/// Delivers one claimed file over an open session: check, write under a temporary name, check again while the agreement is
/// held, rename, mark, commit. Killed at any point it is done again to the same end, under the same names.
/// </summary>
public sealed class DeliverReportFile(PortalDbContext db, ReportAccess access, ReportFileContent content, ConsentGate consent, TimeProvider time)
{
    /// <summary>How long a file is held while it is worked on.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>An upload ends well before its lease: two never write to one name.</summary>
    private static readonly TimeSpan UploadLimit = TimeSpan.FromSeconds(90);

    /// <summary>Whoever ends the agreement waits for one rename, at most so long.</summary>
    private static readonly TimeSpan RenameLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(15);

    private enum HandedOver
    {
        Delivered,
        Dropped,
        Later,
    }

    /// <exception cref="FileDropException">The server; the caller decides whether the file or all of the server waits.</exception>
    public async Task ExecuteAsync(IFileDropSession session, ReportFileTask task, CancellationToken cancellationToken)
    {
        if (!task.File.IsWaiting)
        {
            await ClearAsync(session, task, cancellationToken);
            return;
        }

        var judgement = await access.JudgeAsync(task.Report, task.File, time.GetUtcNow(), cancellationToken);
        if (judgement.Access != FileAccess.Allowed)
        {
            await RefuseAsync(session, task, judgement, cancellationToken);
            return;
        }

        task.File.Begin(time.GetUtcNow(), Lease);
        await db.SaveChangesAsync(cancellationToken);
        if (await WriteAsync(session, task, judgement.Sight, cancellationToken) is not { } written)
        {
            task.File.Fail(ReportReason.NoData, time.GetUtcNow());
            await ClearAsync(session, task, cancellationToken);
            return;
        }

        if (await HandOverAsync(session, task, judgement, written, cancellationToken) == HandedOver.Dropped)
            await ClearAsync(session, task, cancellationToken);
    }

    /// <summary>Deletes what a begun upload may have left under either name, and saves what was decided about the file.</summary>
    private async Task ClearAsync(IFileDropSession session, ReportFileTask task, CancellationToken cancellationToken)
    {
        if (task.File.MayHaveLeftovers)
        {
            // Saved first: should the server break off here, the decision stands and the clearing is tried again.
            await db.SaveChangesAsync(cancellationToken);
            await session.DeleteAsync(task.TemporaryPath, cancellationToken);
            await session.DeleteAsync(task.FinalPath, cancellationToken);
            if (!await db.HasOtherFilesAsync(task.File, cancellationToken))
                await session.RemoveFolderAsync(task.Folder + task.Report.Folder, cancellationToken);
        }

        task.File.MarkCleared();
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task RefuseAsync(IFileDropSession session, ReportFileTask task, FileJudgement judgement, CancellationToken cancellationToken)
    {
        Refuse(task.File, judgement);
        if (task.File.IsWaiting)
            await db.SaveChangesAsync(cancellationToken);
        else
            await ClearAsync(session, task, cancellationToken);
    }

    private void Refuse(ReportFile file, FileJudgement judgement)
    {
        if (judgement.Access == FileAccess.OnHold)
            file.Hold(time.GetUtcNow() + HeldFor);
        else
            file.Drop(judgement.Sight.Reason!.Value, time.GetUtcNow());
    }

    /// <summary>Writes the content under the temporary name. Null: nothing is stored for the period.</summary>
    private async Task<DeliveredContent?> WriteAsync(IFileDropSession session, ReportFileTask task, Sight sight, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(UploadLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await session.MakeFolderAsync(task.StagingFolder, either.Token);
            await session.MakeFolderAsync(task.Folder + task.Report.Folder, either.Token);
            var (days, size, sha256) = (0, 0L, "");
            await session.UploadAsync(task.TemporaryPath, async (stream, token) =>
            {
                await using var measured = new MeasuredStream(stream);
                days = await content.WriteAsync(task.Report, task.File.Esiid, sight.From, sight.To, measured, token);
                (size, sha256) = (measured.Size, measured.Sha256());
            }, either.Token);
            if (days == 0)
                return null;
            var stands = await session.SizeAsync(task.TemporaryPath, either.Token);
            return stands == size
                ? new DeliveredContent(size, sha256, sight.From, sight.To)
                : throw new FileDropException(FileDropFailure.ConnectionLost, $"The server holds {stands ?? 0} bytes of {size}.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FileDropException(FileDropFailure.TimedOut, $"The upload took more than {UploadLimit.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>The last check, the rename and the mark, while nobody can end the agreement.</summary>
    private async Task<HandedOver> HandOverAsync(
        IFileDropSession session, ReportFileTask task, FileJudgement first, DeliveredContent written, CancellationToken cancellationToken)
    {
        var (file, report) = (task.File, task.Report);
        // A one-time agreement changes with its delivery, so its files are delivered one after the other; so is the first file
        // of any agreement, of which the customer is told once.
        await using var gate = first.MustBeAlone
            ? await consent.ExclusiveAsync(db, file.AgreementNumber, cancellationToken)
            : await consent.ShareAsync(db, file.AgreementNumber, cancellationToken);
        // What termination or cancelling did to the row in the meantime shows here.
        await db.Entry(file).ReloadAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (file.LeaseId != task.LeaseId || file.LeaseUntil < now + RenameLimit)
            throw new DbUpdateConcurrencyException("The lease of a file was over before it was renamed.");
        if (!file.IsWaiting)
            return HandedOver.Dropped;
        var last = await access.JudgeAsync(report, file, now, cancellationToken);
        if (last.Access == FileAccess.Allowed && last.Sight == first.Sight)
        {
            await RenameAsync(session, task, cancellationToken);
            // With the moment of the last check: an agreement whose time is over meanwhile was still in force then.
            await access.NoteDeliveryAsync(report, file, written, last, now);
            await db.SaveChangesAsync(CancellationToken.None);
            await gate.CommitAsync(CancellationToken.None);
            return HandedOver.Delivered;
        }

        if (last.Access == FileAccess.Allowed)
            file.Hold(now); // A back-dated event has narrowed what may be seen: written anew at once.
        else
            Refuse(file, last);
        await db.SaveChangesAsync(cancellationToken);
        await gate.CommitAsync(cancellationToken);
        return file.IsWaiting ? HandedOver.Later : HandedOver.Dropped;
    }

    private async Task RenameAsync(IFileDropSession session, ReportFileTask task, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RenameLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await session.RenameAsync(task.TemporaryPath, task.FinalPath, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FileDropException(FileDropFailure.TimedOut, $"The rename took more than {RenameLimit.TotalSeconds:0} seconds.");
        }
    }
}
