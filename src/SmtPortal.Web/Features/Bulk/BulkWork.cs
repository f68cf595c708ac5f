using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Bulk;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Bulk;

/// <summary>The single ones of what is done in bulk.</summary>
public sealed class BulkActs(ResendInvitation remind, WithdrawInvitation withdraw, AskExtension ask, CreateInvitation invite, IValidator<InvitationForm> validator)
{
    public ResendInvitation Remind => remind;

    public WithdrawInvitation Withdraw => withdraw;

    public AskExtension Ask => ask;

    public CreateInvitation Invite => invite;

    public IValidator<InvitationForm> Validator => validator;
}

/// <summary>
/// Checks or carries out one claimed row, by the use case of a single one. What it does and the row that says so are one transaction:
/// a kill leaves both or neither, so that nothing is sent twice and nothing is lost.
/// </summary>
public sealed partial class BulkWork(PortalDbContext db, BulkActs acts, TimeProvider time, ILogger<BulkWork> logger)
{
    private const string Fault = "A fault of the portal kept it from being done. Try it once more, or tell the operators.";

    public async Task DoAsync(Guid id, Guid leaseId, CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(id, leaseId, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another worker holds it now: what it does is what counts.
            Lost(logger, id);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One row must not keep the others: it is tried again, then left with its reason.
            Broke(logger, failure, id);
            db.ChangeTracker.Clear();
            if (await db.BulkRows.SingleOrDefaultAsync(r => r.Id == id && r.LeaseId == leaseId && r.NextAttemptAt != null, cancellationToken) is { } row)
            {
                row.MarkBroken(Fault, time.GetUtcNow());
                await db.SaveChangesAsync(cancellationToken);
            }
        }
    }

    private async Task TryAsync(Guid id, Guid leaseId, CancellationToken cancellationToken)
    {
        var held = db.BulkRows.Where(r => r.Id == id && r.LeaseId == leaseId && r.NextAttemptAt != null);
        var row = await held.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (row is null)
            return;
        var task = await db.BulkTasks.AsNoTracking().SingleAsync(t => t.Id == row.TaskId, cancellationToken);
        await using var transaction = row.Status == BulkRowStatus.Unchecked ? null : await db.Database.BeginTransactionAsync(cancellationToken);
        var note = row.Status == BulkRowStatus.Unchecked ? await CheckAsync(task, row, cancellationToken) : await CarryOutAsync(task, row, cancellationToken);
        if (await held.SingleOrDefaultAsync(cancellationToken) is not { } now)
            return;
        note(now);
        await db.SaveChangesAsync(cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Action<BulkRow>> CheckAsync(BulkTask task, BulkRow row, CancellationToken cancellationToken)
    {
        var (_, problems) = await ReadAsync(task, row, cancellationToken);
        return r => r.MarkChecked(problems.Count == 0 ? null : string.Join('\n', problems));
    }

    private async Task<Action<BulkRow>> CarryOutAsync(BulkTask task, BulkRow row, CancellationToken cancellationToken)
    {
        if (!await db.ThirdParties.AnyAsync(c => c.Id == task.ThirdPartyId && c.Status == ThirdPartyStatus.Approved, cancellationToken))
            return NotDone("Your company may not act at present.");
        if (!await db.Users.AnyAsync(u => u.Id == task.UserId && u.ThirdPartyId == task.ThirdPartyId, cancellationToken))
            return NotDone("Whoever began this no longer works for your company here. Begin it anew.");
        switch (task.Kind)
        {
            case BulkKind.Remind:
                return Note(await acts.Remind.ExecuteAsync(row.InvitationId!.Value, task.ThirdPartyId, cancellationToken));
            case BulkKind.Withdraw:
                return Note(await acts.Withdraw.ExecuteAsync(row.InvitationId!.Value, task.ThirdPartyId, task.UserId, cancellationToken));
            case BulkKind.AskExtension:
                return await AskAsync(task, row, cancellationToken);
            default:
                return await InviteAsync(task, row, cancellationToken);
        }
    }

    private async Task<Action<BulkRow>> AskAsync(BulkTask task, BulkRow row, CancellationToken cancellationToken)
    {
        var lastDay = await db.AgreementsOf(task.ThirdPartyId).Where(a => a.Number == row.Number).Select(a => (DateOnly?)a.LastDay).SingleOrDefaultAsync(cancellationToken);
        if (lastDay is null)
            return NotDone("The agreement no longer exists.");
        var result = await acts.Ask.ExecuteAsync(row.Number!.Value, task.ThirdPartyId, task.UserId, lastDay.Value.AddMonths(task.Months!.Value), cancellationToken);
        return result.Outcome switch
        {
            AskExtensionOutcome.Asked => r => r.MarkDone(),
            AskExtensionOutcome.OpenAlready => NotDone("A request to extend it is open already."),
            AskExtensionOutcome.DeclinedLately => NotDone($"The customer declined lately. You may ask again from {Show.Moment(result.Until!.Value)}."),
            _ => NotDone("It has ended, or cannot be extended by so many months: twelve months from today are the most."),
        };
    }

    private async Task<Action<BulkRow>> InviteAsync(BulkTask task, BulkRow row, CancellationToken cancellationToken)
    {
        // Anything may have happened since it was checked.
        var (form, problems) = await ReadAsync(task, row, cancellationToken);
        if (problems.Count > 0)
            return NotDone(string.Join('\n', problems));
        var result = await acts.Invite.ExecuteAsync(form, task.UserId, cancellationToken);
        return result.Outcome switch
        {
            CreateInvitationOutcome.Created => r => r.MarkSent(result.PublicId!.Value, result.Number!.Value),
            CreateInvitationOutcome.DailyLimit => NotDone("Your company had used up its invitations of 24 hours. Upload this line again later."),
            CreateInvitationOutcome.CodeDoesNotFit => NotDone(InvitationFile.At(nameof(form.Code), InvitationFormValidator.CodeDoesNotFit)),
            _ => NotDone("A colleague has just invited for one of these ESIIDs."),
        };
    }

    /// <summary>The form of a line and all that is wrong with it, by the rules of the form for one.</summary>
    private async Task<(InvitationForm Form, IReadOnlyList<string> Problems)> ReadAsync(BulkTask task, BulkRow row, CancellationToken cancellationToken)
    {
        var (form, problems) = InvitationFile.FormOf(row.Content!);
        form.By(task.ThirdPartyId);
        var all = new List<string>(problems);
        var unread = problems.Select(p => p.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var failure in (await acts.Validator.ValidateAsync(form, cancellationToken)).Errors)
        {
            // What could not be understood is told once, not as missing too.
            var told = InvitationFile.At(failure.PropertyName, failure.ErrorMessage);
            if (!unread.Contains(told.Split(':')[0]))
                all.Add(told);
        }

        if (row.Status == BulkRowStatus.Unchecked && row.Problem is not null)
            all.Add(row.Problem);
        return (form, all);
    }

    private static Action<BulkRow> Note(ChangeInvitationOutcome outcome) => outcome switch
    {
        ChangeInvitationOutcome.Done => row => row.MarkDone(),
        ChangeInvitationOutcome.RemindedAlready => NotDone("Its one reminder has been sent already."),
        ChangeInvitationOutcome.NoLongerOpen => NotDone("It is no longer open."),
        _ => NotDone("The invitation no longer exists."),
    };

    private static Action<BulkRow> NotDone(string problem) => row => row.MarkNotDone(problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Row {Row} of a bulk task could not be worked on; it is tried again later")]
    private static partial void Broke(ILogger logger, Exception exception, Guid row);

    [LoggerMessage(Level = LogLevel.Information, Message = "Row {Row} of a bulk task was taken by another worker while this one held it")]
    private static partial void Lost(ILogger logger, Guid row);
}
