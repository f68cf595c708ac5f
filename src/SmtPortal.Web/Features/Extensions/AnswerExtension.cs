using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Extensions;

public enum AnswerExtensionOutcome
{
    /// <summary>It is as they wanted, now or since an earlier click.</summary>
    Done,

    /// <summary>Something else happened to it first.</summary>
    NoLongerOpen,

    /// <summary>The company may not act at present; the customer may still decline.</summary>
    CompanyStopped,
}

/// <summary>The customer approves a request to extend, signed in, or declines it, by link or in the portal (AGR-2). The caller has checked at whose door they stand.</summary>
public sealed class AnswerExtension(PortalDbContext db, TimeProvider time, ExtensionNews news, ConsentLedger ledger, IOptions<RuleOptions> rules)
{
    public Task<AnswerExtensionOutcome> ApproveAsync(Guid id, Guid userId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var request = await db.ExtensionRequests.SingleAsync(r => r.Id == id, cancellationToken);
        if (request.Status == ExtensionStatus.Approved)
            return AnswerExtensionOutcome.Done;
        var agreement = await db.Agreements.SingleAsync(a => a.Number == request.AgreementNumber, cancellationToken);
        if (!request.IsOpenAt(now) || !agreement.IsActiveAt(now))
            return AnswerExtensionOutcome.NoLongerOpen;
        var company = await db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == request.ThirdPartyId, cancellationToken);
        if (!company.MayAct)
            return AnswerExtensionOutcome.CompanyStopped;
        request.Approve(agreement, rules.Value.AgreementTimes, now);
        ledger.Record(ConsentAct.Extended, agreement, userId);
        await news.ExtendedAsync(agreement, company.Name, new ExtendedEmailToCompany(agreement, approved: true), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AnswerExtensionOutcome.Done;
    });

    /// <param name="userId">The customer's sign-in; null: by the mail's link.</param>
    public Task<AnswerExtensionOutcome> DeclineAsync(Guid id, Guid? userId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var request = await db.ExtensionRequests.SingleAsync(r => r.Id == id, cancellationToken);
        if (!request.IsOpenAt(now))
            return request.Status == ExtensionStatus.Declined ? AnswerExtensionOutcome.Done : AnswerExtensionOutcome.NoLongerOpen;
        request.Decline(now);
        var agreement = await db.Agreements.AsNoTracking().SingleAsync(a => a.Number == request.AgreementNumber, cancellationToken);
        ledger.Record(ConsentAct.ExtensionDeclined, request, agreement.PublicId, userId);
        await news.RefusedAsync(request, agreement.Reference, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return AnswerExtensionOutcome.Done;
    });
}
