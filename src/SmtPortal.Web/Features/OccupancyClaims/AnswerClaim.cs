using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Customers;

namespace SmtPortal.Web.Features.OccupancyClaims;

public enum AnswerClaimOutcome
{
    /// <summary>It is as they wanted, now or since an earlier click.</summary>
    Done,

    /// <summary>Something else happened to it first, or its time is over.</summary>
    TooLate,
}

/// <summary>The holder of a claimed ESIID objects or gives it up, who claimed takes the claim back (ACC-7). The caller has checked at whose door they stand.</summary>
public sealed class AnswerClaim(PortalDbContext db, TimeProvider time, CustomerContacts customers, PassClaim pass)
{
    /// <param name="words">What the holder says; null: nothing.</param>
    public Task<AnswerClaimOutcome> ObjectAsync(Guid id, string? words, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var (now, claim) = (time.GetUtcNow(), await db.OccupancyClaims.SingleAsync(c => c.Id == id, cancellationToken));
        if (!claim.MayObjectAt(now))
            return claim.ObjectedAt is not null ? AnswerClaimOutcome.Done : AnswerClaimOutcome.TooLate;
        claim.RaiseObjection(words, now);
        await customers.TellAsync(claim.HolderId, new ClaimObjectedEmail(claim, toHolder: true), cancellationToken);
        await customers.TellAsync(claim.CustomerId, new ClaimObjectedEmail(claim, toHolder: false), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AnswerClaimOutcome.Done;
    });

    public async Task<AnswerClaimOutcome> GiveUpAsync(Guid id, Guid userId, CancellationToken cancellationToken) =>
        await pass.ExecuteAsync(
            id, (claim, now) => claim.IsUndecidedAt(now), (claim, now) => claim.GiveUp(now), _ => time.GetUtcNow(), userId, _ => Task.CompletedTask, cancellationToken)
            ? AnswerClaimOutcome.Done : AnswerClaimOutcome.TooLate;

    public Task<AnswerClaimOutcome> WithdrawAsync(Guid id, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var (now, claim) = (time.GetUtcNow(), await db.OccupancyClaims.SingleAsync(c => c.Id == id, cancellationToken));
        if (!claim.IsUndecidedAt(now))
            return claim.Status == OccupancyClaimStatus.Withdrawn ? AnswerClaimOutcome.Done : AnswerClaimOutcome.TooLate;
        claim.Withdraw(now);
        await customers.TellAsync(claim.HolderId, new ClaimWithdrawnEmail(claim), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AnswerClaimOutcome.Done;
    });
}

/// <summary>An operator decides about a claim to which the holder objected; both read the note (ACC-7).</summary>
public sealed class DecideClaim(PortalDbContext db, TimeProvider time, CustomerContacts customers, AuditLog audit, PassClaim pass)
{
    /// <returns>False: another operator was faster, or the claim ended otherwise.</returns>
    public Task<bool> ExecuteAsync(Guid id, bool forHolder, string note, Guid operatorId, CancellationToken cancellationToken) => forHolder
        ? RefuseAsync(id, note, operatorId, cancellationToken)
        : pass.ExecuteAsync(
            id, (claim, _) => claim.Status == OccupancyClaimStatus.Objected, (claim, now) => claim.Decide(forHolder: false, note, now), _ => time.GetUtcNow(), operatorId,
            claim => audit.RecordAsync(AuditAct.ClaimPassed, operatorId, AuditSubject.Of(claim), note, cancellationToken), cancellationToken);

    private Task<bool> RefuseAsync(Guid id, string note, Guid operatorId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var claim = await db.OccupancyClaims.SingleAsync(c => c.Id == id, cancellationToken);
        if (claim.Status != OccupancyClaimStatus.Objected)
            return false;
        claim.Decide(forHolder: true, note, time.GetUtcNow());
        await audit.RecordAsync(AuditAct.ClaimRefused, operatorId, AuditSubject.Of(claim), note, cancellationToken);
        await customers.TellAsync(claim.HolderId, new ClaimRefusedEmail(claim, toHolder: true), cancellationToken);
        await customers.TellAsync(claim.CustomerId, new ClaimRefusedEmail(claim, toHolder: false), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    });
}
