using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Bulk;

/// <summary>
/// Keeps what a filtered list shows as the rows of a task (AGR-7), so that what is carried out is what was shown and confirmed. What it
/// cannot be done to at all is left out. Null: there is nothing.
/// </summary>
public sealed class ChooseBulk(PortalDbContext db, TimeProvider time)
{
    public async Task<BulkTask?> InvitationsAsync(BulkAuthor author, BulkKind kind, InvitationSearch search, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = search.In(db, author.ThirdPartyId, now).OpenAt(now);
        if (kind == BulkKind.Remind)
            open = open.Where(i => i.RemindedAt == null);
        return await KeepAsync(
            author, kind, await open.OrderByDescending(i => i.Number).Take(BulkTask.MaxRows + 1).Select(i => new BulkSubject(i.PublicId, i.Number, InvitationReceiver.Shown(i.Email, i.CodeEnding))).ToListAsync(cancellationToken), now, cancellationToken);
    }

    public async Task<BulkTask?> AgreementsAsync(BulkAuthor author, AgreementSearch search, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Those that end first come first; what cannot be extended by a month yet would only stand in their way.
        var latest = CentralTime.DayOf(now).AddMonths(EnergyTerms.MaxMonths - 1);
        var running = search.In(db.AgreementsOf(author.ThirdPartyId), now).ActiveAt(now)
            .Where(a => a.Kind == AgreementKind.EnergyData && a.Access == EnergyAccess.Continuous && a.LastDay <= latest
                && !db.ExtensionRequests.Any(r => r.OpenAgreement == a.Number && r.EndsAt > now));
        return await KeepAsync(
            author, BulkKind.AskExtension, await running.OrderBy(a => a.LastDay).ThenBy(a => a.Number).Take(BulkTask.MaxRows + 1).Select(a => new BulkSubject(null, a.Number, InvitationReceiver.Shown(a.Email, a.CodeEnding))).ToListAsync(cancellationToken), now, cancellationToken);
    }

    private async Task<BulkTask?> KeepAsync(BulkAuthor author, BulkKind kind, List<BulkSubject> subjects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (subjects.Count == 0)
            return null;
        var task = BulkTask.Of(author, kind, subjects, now);
        db.BulkTasks.Add(task);
        await db.SaveChangesAsync(cancellationToken);
        return task;
    }
}

/// <summary>Keeps the lines of a file as the rows of a task, to be checked and then shown.</summary>
public sealed class UploadInvitations(PortalDbContext db, TimeProvider time)
{
    public async Task<BulkTask> ExecuteAsync(BulkAuthor author, IReadOnlyList<BulkLine> lines, CancellationToken cancellationToken)
    {
        var task = BulkTask.FromFile(author, lines, time.GetUtcNow());
        db.BulkTasks.Add(task);
        await db.SaveChangesAsync(cancellationToken);
        return task;
    }
}

/// <summary>So that nobody fills the database, or the workers' time, for the others (section 11).</summary>
public sealed class BulkLimit(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules)
{
    /// <returns>What to tell whoever may begin no more at present; null: they may.</returns>
    public async Task<string?> RefusalAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddHours(-24);
        return await db.BulkTasksOf(thirdPartyId).CountAsync(t => t.CreatedAt > since, cancellationToken) < rules.Value.BulkTasksPerDay
            ? null
            : $"Your company has begun {rules.Value.BulkTasksPerDay} of these within 24 hours. Go on later.";
    }
}

public enum StartBulkOutcome
{
    /// <summary>It runs, or has run, since this click or an earlier one.</summary>
    Started,

    NotFound,

    /// <summary>Its lines are being checked.</summary>
    NotReady,

    /// <summary>No row of it can be carried out.</summary>
    NothingToDo,
}

/// <summary>The second click: every row that can be carried out is to be. The same click twice begins once.</summary>
public sealed class StartBulk(PortalDbContext db, TimeProvider time)
{
    /// <param name="months">How many months more are asked for; null for everything but extensions.</param>
    public Task<StartBulkOutcome> ExecuteAsync(Guid id, Guid thirdPartyId, int? months, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var task = await db.BulkTasksOf(thirdPartyId).SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        if (task is null)
            return StartBulkOutcome.NotFound;
        if (task.Status == BulkTaskStatus.Checking)
            return StartBulkOutcome.NotReady;
        if (task.Status != BulkTaskStatus.Ready)
            return StartBulkOutcome.Started;
        var rows = await db.BulkRows.Where(r => r.TaskId == id && r.Status == BulkRowStatus.Ready).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return StartBulkOutcome.NothingToDo;
        var now = time.GetUtcNow();
        task.Start(months, now);
        rows.ForEach(row => row.Start(now));
        await db.SaveChangesAsync(cancellationToken);
        return StartBulkOutcome.Started;
    });
}

/// <summary>Takes back what has not been begun of a task that runs. What a worker holds at this moment is still done.</summary>
public sealed class StopBulk(PortalDbContext db, TimeProvider time, Bell bell)
{
    /// <summary>What the rows say that were not begun.</summary>
    public const string Stopped = "Stopped before its turn.";

    /// <returns>Whether there is such a task.</returns>
    public async Task<bool> ExecuteAsync(Guid id, Guid thirdPartyId, CancellationToken cancellationToken)
    {
        if (!await db.BulkTasksOf(thirdPartyId).AnyAsync(t => t.Id == id, cancellationToken))
            return false;
        await db.TakeBackAsync(id, Stopped, time.GetUtcNow(), cancellationToken);
        // The worker sees that its last row has its result.
        bell.Ring<WorkBulkTasks>();
        return true;
    }
}
