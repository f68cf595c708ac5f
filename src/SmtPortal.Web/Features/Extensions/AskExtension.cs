using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Extensions;

public enum AskExtensionOutcome
{
    Asked,

    /// <summary>Not this company's, or it does not exist.</summary>
    NotFound,

    /// <summary>It has ended, or this day is not one that may be asked for now.</summary>
    NotOffered,

    /// <summary>One is open already.</summary>
    OpenAlready,

    /// <summary>The customer declined one lately; <see cref="AskExtensionResult.Until"/> says until when the company waits.</summary>
    DeclinedLately,
}

/// <param name="Until">When the company may ask again; null unless the customer declined lately.</param>
public sealed record AskExtensionResult(AskExtensionOutcome Outcome, DateTimeOffset? Until = null);

/// <summary>A company asks the customer for a later last day (AGR-2, AGR-3).</summary>
public sealed class AskExtension(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules, ExtensionNews news, ConsentLedger ledger)
{
    public Task<AskExtensionResult> ExecuteAsync(long number, Guid thirdPartyId, Guid userId, DateOnly lastDay, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(number, thirdPartyId, userId, lastDay, cancellationToken), uniqueToo: true);

    private async Task<AskExtensionResult> TryAsync(long number, Guid thirdPartyId, Guid userId, DateOnly lastDay, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var agreement = await db.AgreementsOf(thirdPartyId).SingleOrDefaultAsync(a => a.Number == number, cancellationToken);
        if (agreement is null)
            return new AskExtensionResult(AskExtensionOutcome.NotFound);
        if (!agreement.ExtensionDaysAt(now).Contains(lastDay))
            return new AskExtensionResult(AskExtensionOutcome.NotOffered);
        var open = await db.ExtensionRequests.SingleOrDefaultAsync(r => r.OpenAgreement == number, cancellationToken);
        if (open?.IsOpenAt(now) == true)
            return new AskExtensionResult(AskExtensionOutcome.OpenAlready);
        // The clock has ended it already; its row may not stand in the way until the job comes.
        if (open is not null)
            await ExpireExtensions.ExpireAsync([(open, agreement)], news, ledger, now, cancellationToken);
        var wait = TimeSpan.FromDays(rules.Value.RejectionWaitDays);
        var declined = await db.ExtensionRequests.Where(r => r.AgreementNumber == number && r.Status == ExtensionStatus.Declined)
            .MaxAsync(r => r.ClosedAt, cancellationToken);
        if (declined + wait > now)
            return new AskExtensionResult(AskExtensionOutcome.DeclinedLately, declined + wait);

        // In two steps, since of the two rows only one may name the agreement.
        await db.SaveChangesAsync(cancellationToken);
        var request = ExtensionRequest.Ask(agreement, lastDay, userId, TimeSpan.FromDays(rules.Value.ExtensionDays), now);
        db.ExtensionRequests.Add(request);
        // Who ends the agreement at the same moment must lose, or win, against this.
        db.Entry(agreement).State = EntityState.Modified;
        ledger.Record(ConsentAct.ExtensionAsked, request, agreement.PublicId, userId);
        await TellAsync(request, agreement, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new AskExtensionResult(AskExtensionOutcome.Asked);
    }

    private async Task TellAsync(ExtensionRequest request, Agreement agreement, CancellationToken cancellationToken)
    {
        var company = await db.ThirdParties.Where(c => c.Id == agreement.ThirdPartyId).Select(c => c.Name).SingleAsync(cancellationToken);
        await news.AskAsync(new ExtensionAskedEmail(request, agreement, company), request.CustomerId, cancellationToken);
    }
}

public enum ChangeExtensionOutcome
{
    Done,

    /// <summary>Not this company's, or none was ever asked.</summary>
    NotFound,

    /// <summary>Answered, withdrawn, cancelled or expired in the meantime.</summary>
    NoLongerOpen,

    /// <summary>The one reminder has been sent.</summary>
    RemindedAlready,
}

/// <summary>A company reminds of its open request, once, or takes it back.</summary>
public sealed class ChangeExtension(PortalDbContext db, TimeProvider time, ExtensionNews news, ConsentLedger ledger)
{
    public Task<ChangeExtensionOutcome> RemindAsync(long number, Guid thirdPartyId, CancellationToken cancellationToken) =>
        ExecuteAsync(number, thirdPartyId, async (request, agreement, now) =>
        {
            if (!request.MayRemindAt(now))
                return ChangeExtensionOutcome.RemindedAlready;
            request.Remind(now);
            var company = await db.ThirdParties.Where(c => c.Id == thirdPartyId).Select(c => c.Name).SingleAsync(cancellationToken);
            await news.AskAsync(new ExtensionAskedEmail(request, agreement, company, reminder: true), request.CustomerId, cancellationToken);
            return ChangeExtensionOutcome.Done;
        }, cancellationToken);

    public Task<ChangeExtensionOutcome> WithdrawAsync(long number, Guid thirdPartyId, Guid userId, CancellationToken cancellationToken) =>
        ExecuteAsync(number, thirdPartyId, (request, agreement, now) =>
        {
            request.Withdraw(now);
            ledger.Record(ConsentAct.ExtensionWithdrawn, request, agreement.PublicId, userId);
            return Task.FromResult(ChangeExtensionOutcome.Done);
        }, cancellationToken);

    private Task<ChangeExtensionOutcome> ExecuteAsync(
        long number, Guid thirdPartyId, Func<ExtensionRequest, Agreement, DateTimeOffset, Task<ChangeExtensionOutcome>> change, CancellationToken cancellationToken) =>
        db.LookAgainAsync(async () =>
        {
            var now = time.GetUtcNow();
            var agreement = await db.AgreementsOf(thirdPartyId).AsNoTracking().SingleOrDefaultAsync(a => a.Number == number, cancellationToken);
            if (agreement is null)
                return ChangeExtensionOutcome.NotFound;
            var request = await db.ExtensionRequestsOf(thirdPartyId).SingleOrDefaultAsync(r => r.OpenAgreement == number, cancellationToken);
            if (request is null || !request.IsOpenAt(now))
                return ChangeExtensionOutcome.NoLongerOpen;
            var outcome = await change(request, agreement, now);
            await db.SaveChangesAsync(cancellationToken);
            return outcome;
        });
}
