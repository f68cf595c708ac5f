using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Activity;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.AccessHistory;
using SmtPortal.Web.Features.Agreements;

namespace SmtPortal.Web.Features.Reports;

/// <summary>What may be done with a file at a moment.</summary>
public enum FileAccess
{
    /// <summary>It may be delivered.</summary>
    Allowed,

    /// <summary>Not now: the company is suspended.</summary>
    OnHold,

    /// <summary>Never again.</summary>
    Ended,
}

/// <param name="Access">What may be done.</param>
/// <param name="Sight">The days, or the reason.</param>
/// <param name="Terms">One-time or continuous.</param>
/// <param name="IsFirst">Whether nothing was seen under the agreement yet.</param>
public sealed record FileJudgement(FileAccess Access, Sight Sight, EnergyAccess Terms, bool IsFirst = false)
{
    public bool IsOneTime => Terms == EnergyAccess.OneTime;

    /// <summary>Whether the delivery changes what stands once for the agreement, so that two must not happen at the same moment.</summary>
    public bool MustBeAlone => IsOneTime || IsFirst;
}

/// <summary>Asks anew whether a file may be delivered, when it is written and when it is renamed (RPT-6), and notes that it was.</summary>
public sealed class ReportAccess(PortalDbContext db, AgreementEnd end, TellFirstAccess first)
{
    /// <summary>Reads everything anew from the database, the report's own state too.</summary>
    /// <param name="now">The moment, UTC.</param>
    public async Task<FileJudgement> JudgeAsync(Report report, ReportFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cancelled = await db.Reports.AsNoTracking().AnyAsync(r => r.Number == report.Number && r.Status == ReportStatus.Cancelled, cancellationToken);
        var company = await db.ThirdParties.AsNoTracking().Where(t => t.Id == file.ThirdPartyId).Select(t => t.Status).SingleAsync(cancellationToken);
        var shared = await db.SharedAt(db.AgreementsOf(file.ThirdPartyId).Where(a => a.Number == file.AgreementNumber), now)
            .AsNoTracking().SingleAsync(s => s.Esiid == file.Esiid, cancellationToken);
        if (cancelled)
            return new FileJudgement(FileAccess.Ended, Sight.Refused(ReportReason.Cancelled), shared.Access);
        if (company is not (ThirdPartyStatus.Approved or ThirdPartyStatus.Suspended))
            return new FileJudgement(FileAccess.Ended, Sight.Refused(ReportReason.CompanyNotActive), shared.Access);
        // The twelve months count from the day it was last asked for: waiting for a server takes nothing away, asking again gives nothing back.
        var sight = shared.Judge(report.Wish, CentralTime.DayOf(report.AskedAgainAt ?? report.CreatedAt));
        if (sight.Reason is not null)
            return new FileJudgement(FileAccess.Ended, sight, shared.Access);
        if (company == ThirdPartyStatus.Suspended)
            return new FileJudgement(FileAccess.OnHold, sight, shared.Access);
        return new FileJudgement(FileAccess.Allowed, sight, shared.Access, await first.IsDueAsync(file.AgreementNumber, cancellationToken));
    }

    /// <summary>
    /// Marks a file as delivered and puts into the caller's save what goes with it: the record that the customer sees and the
    /// mail about the first one (USE-8), and a one-time agreement used up (AGR-4).
    /// </summary>
    /// <param name="judgement">The last one, made while the agreement is held.</param>
    public async Task NoteDeliveryAsync(Report report, ReportFile file, DeliveredContent content, FileJudgement judgement, DateTimeOffset now)
    {
        file.MarkDelivered(content, now);
        var accessor = new Accessor(file.ThirdPartyId, report.RequestedByUserId, file.AgreementNumber, file.OccupancyId, file.Esiid);
        db.AccessRecords.Add(new AccessRecord(accessor, AccessedData.FifteenMinuteUsage, content.From, content.To, AccessWay.File, now));
        if (judgement.IsFirst)
            await first.AddAsync(file.AgreementNumber, now, CancellationToken.None);
        if (!judgement.IsOneTime)
            return;
        var agreement = await db.Agreements.SingleAsync(a => a.Number == file.AgreementNumber, CancellationToken.None);
        agreement.UseUp(file.Esiid, now);
        db.Entry(agreement).State = EntityState.Modified;
        if (agreement.Status == AgreementStatus.Completed)
            await end.RecordAsync([agreement], ConsentAct.Completed, report.RequestedByUserId, CancellationToken.None);
    }
}
