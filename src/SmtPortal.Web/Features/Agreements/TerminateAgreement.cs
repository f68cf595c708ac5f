using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Agreements;

public enum TerminateOutcome
{
    /// <summary>It is terminated, now or since an earlier click.</summary>
    Terminated,

    /// <summary>It had ended by itself before.</summary>
    EndedBefore,

    /// <summary>Not theirs, or it does not exist.</summary>
    NotFound,

    /// <summary>An In-Home Device agreement, which ends with its device.</summary>
    EndsWithDevice,
}

/// <summary>Ends an Energy Data or Services agreement, which either side may do alone at any time (AGR-2), with a reason or without. Nothing is delivered under it from its commit on (AGR-6).</summary>
public sealed class TerminateAgreement(PortalDbContext db, TimeProvider time, AgreementEnd end)
{
    public Task<TerminateOutcome> ByCustomerAsync(long number, Guid customerId, Guid userId, TerminationNote? note, CancellationToken cancellationToken) =>
        ExecuteAsync(db.AgreementsOfCustomer(customerId), number, EndReason.ByCustomer, userId, note, cancellationToken);

    public Task<TerminateOutcome> ByThirdPartyAsync(long number, Guid thirdPartyId, Guid userId, TerminationNote? note, CancellationToken cancellationToken) =>
        ExecuteAsync(db.AgreementsOf(thirdPartyId), number, EndReason.ByThirdParty, userId, note, cancellationToken);

    private Task<TerminateOutcome> ExecuteAsync(
        IQueryable<Agreement> own, long number, EndReason reason, Guid userId, TerminationNote? note, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        if (!await own.AnyAsync(a => a.Number == number, cancellationToken))
            return TerminateOutcome.NotFound;
        await using var held = await end.HoldAsync([number], cancellationToken);
        var now = time.GetUtcNow();
        var agreement = await own.SingleAsync(a => a.Number == number, cancellationToken);
        if (!agreement.IsActiveAt(now))
            return agreement.Status == AgreementStatus.Terminated ? TerminateOutcome.Terminated : TerminateOutcome.EndedBefore;
        if (!agreement.MayBeEndedDirectly)
            return TerminateOutcome.EndsWithDevice;
        agreement.Terminate(reason, now, note);
        await end.RecordAsync([agreement], ConsentAct.Terminated, userId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return TerminateOutcome.Terminated;
    });
}

/// <summary>What goes into the save in which an agreement ends, by whatever way: ledger, mails to both sides, undelivered files dropped.</summary>
public sealed class AgreementEnd(PortalDbContext db, CustomerContacts customers, CompanyContacts companies, ConsentLedger ledger, ConsentGate consent, CancelExtensions extensions)
{
    /// <summary>
    /// Waits for a delivery that is being handed over under one of the agreements, and keeps others off until the commit. Pass
    /// it before loading what is to end.
    /// </summary>
    public Task<HeldConsent> HoldAsync(IReadOnlyCollection<long> agreementNumbers, CancellationToken cancellationToken) =>
        consent.ExclusiveAsync(db, agreementNumbers, cancellationToken);

    /// <summary>With as many queries for many agreements as for one.</summary>
    public async Task RecordAsync(IReadOnlyCollection<Agreement> agreements, ConsentAct act, Guid? actor, CancellationToken cancellationToken)
    {
        await NoteAsync(agreements, act, actor, cancellationToken);
        var ids = agreements.Select(a => a.ThirdPartyId).Distinct().ToList();
        var names = await db.ThirdParties.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        await customers.TellAsync([.. agreements.Select(a => new CustomerMail(a.CustomerId, new EndedEmailToCustomer(a, names[a.ThirdPartyId])))], cancellationToken);
        // Who of the company ended it is told by the page.
        await companies.TellAsync(
            [.. agreements.Select(a => new CompanyMail(a.ThirdPartyId, new EndedEmailToCompany(a), a.EndReason == EndReason.ByThirdParty ? actor : null))], cancellationToken);
    }

    /// <summary>All but the mails, for what ends several agreements and tells both sides of them together.</summary>
    public async Task NoteAsync(IReadOnlyCollection<Agreement> agreements, ConsentAct act, Guid? actor, CancellationToken cancellationToken)
    {
        foreach (var together in agreements.GroupBy(a => a.EndedAt!.Value))
            await db.DropUndeliveredAsync([.. together.Select(a => a.Number)], null, ReportReason.AgreementEnded, together.Key, cancellationToken);
        await extensions.ExecuteAsync(agreements, upTo: null, actor, cancellationToken);
        foreach (var agreement in agreements)
            ledger.Record(act, agreement, actor);
    }
}
