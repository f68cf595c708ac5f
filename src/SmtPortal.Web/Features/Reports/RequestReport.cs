using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Reports;

/// <summary>Which ESIIDs a report is about.</summary>
/// <param name="AgreementNumber">All of this agreement, or those of it that are typed; null: of any agreement.</param>
/// <param name="Typed">What was typed, pasted or picked, piece by piece; empty: all that the agreement, or every active one, covers.</param>
public sealed record ReportScope(long? AgreementNumber, IReadOnlyList<string> Typed);

/// <summary>What became of a request.</summary>
public enum RequestReportOutcome
{
    Requested,

    /// <summary>The company may not act.</summary>
    CompanyNotActive,

    /// <summary>The company has no Energy Data agreement of that number.</summary>
    NoSuchAgreement,

    /// <summary>Nothing was typed, and there is nothing that is active.</summary>
    NothingShared,

    /// <summary>More ESIIDs than one report may have.</summary>
    TooMany,
}

/// <param name="Report">The saved report; null unless requested.</param>
public sealed record RequestedReport(RequestReportOutcome Outcome, Report? Report = null);

/// <summary>
/// Asks for a report (RPT-1). What the company may not have is listed with a reason; the rest goes ahead. Reasons tell only
/// what the company knows of its own agreements.
/// </summary>
public sealed class RequestReport(PortalDbContext db, TimeProvider time, CompanyContacts contacts, IOptions<RuleOptions> rules)
{
    private const int LookedUpAtOnce = 500;

    public async Task<RequestedReport> ExecuteAsync(ReportAuthor author, ReportWish wish, ReportScope scope, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await db.ThirdParties.AnyAsync(t => t.Id == author.ThirdPartyId && t.Status == ThirdPartyStatus.Approved, cancellationToken))
            return new RequestedReport(RequestReportOutcome.CompanyNotActive);
        var agreements = db.AgreementsOf(author.ThirdPartyId).Where(a => a.Kind == AgreementKind.EnergyData);
        if (scope.AgreementNumber is { } number)
            agreements = agreements.Where(a => a.Number == number);
        if (scope.AgreementNumber is not null && !await agreements.AnyAsync(cancellationToken))
            return new RequestedReport(RequestReportOutcome.NoSuchAgreement);
        if (scope.Typed.Count > rules.Value.EsiidsPerReport)
            return new RequestedReport(RequestReportOutcome.TooMany);

        var shared = scope.Typed.Count > 0
            ? await FindAsync(agreements, Parsed(scope.Typed), now, cancellationToken)
            : await AllAsync(agreements, scope.AgreementNumber is not null, now, cancellationToken);
        var pieces = scope.Typed.Count > 0 ? scope.Typed : [.. shared.Select(s => s.Esiid)];
        if (pieces.Count == 0)
            return new RequestedReport(RequestReportOutcome.NothingShared);
        if (pieces.Count > rules.Value.EsiidsPerReport)
            return new RequestedReport(RequestReportOutcome.TooMany);

        var (allowed, refused) = Sort(pieces, shared.ToLookup(s => s.Esiid), wish, CentralTime.DayOf(now));
        refused.AddRange(await TakeOutWhatIsOnItsWayAsync(allowed, cancellationToken));
        var report = Report.Request(author, wish, allowed, refused, now);
        db.Reports.Add(report);
        if (report.IsOpen)
            await db.SaveChangesAsync(cancellationToken);
        else
            await SaveFailedAsync(report, refused, cancellationToken);
        return new RequestedReport(RequestReportOutcome.Requested, report);
    }

    /// <summary>Every ESIID was refused, so that no job closes it: who else of the company wants to know is told here. The mail names the number, which the first save gives.</summary>
    private async Task SaveFailedAsync(Report report, List<(string Text, ReportReason Reason)> refused, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        List<ReportFileCount> counts = [.. refused.GroupBy(r => r.Reason).Select(g => new ReportFileCount(ReportFileStatus.Dropped, g.Key, g.Count()))];
        await contacts.TellAsync(report.ThirdPartyId, new ReportFailedEmail(report, counts), cancellationToken, doer: report.RequestedByUserId);
        db.WebhookEvents.Add(ReportEvents.Of(report, report.CreatedAt));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static List<string> Parsed(IEnumerable<string> typed) => [.. typed.Select(Esiid.TryParse).OfType<string>().Distinct()];

    private async Task<List<SharedEsiid>> FindAsync(IQueryable<Agreement> agreements, List<string> esiids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new List<SharedEsiid>();
        foreach (var some in esiids.Chunk(LookedUpAtOnce))
            found.AddRange(await db.SharedAt(agreements, now).AsNoTracking().Where(s => some.Contains(s.Esiid)).ToListAsync(cancellationToken));
        return found;
    }

    /// <summary>All of an agreement, whatever its state; else all of every agreement that is continuous and active.</summary>
    private Task<List<SharedEsiid>> AllAsync(IQueryable<Agreement> agreements, bool ofOne, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.SharedAt(agreements, now).AsNoTracking().Where(s => ofOne || (s.IsActive && s.IsIn && s.Access == EnergyAccess.Continuous))
            .OrderBy(s => s.Esiid).ThenBy(s => s.AgreementNumber).Take(rules.Value.EsiidsPerReport + 1).ToListAsync(cancellationToken);

    /// <summary>Each ESIID once, under the agreement that lets the company see it, the continuous one first.</summary>
    private static (List<(SharedEsiid Shared, Sight Sight)> Allowed, List<(string Text, ReportReason Reason)> Refused) Sort(
        IEnumerable<string> pieces, ILookup<string, SharedEsiid> shared, ReportWish wish, DateOnly today)
    {
        List<(SharedEsiid, Sight)> allowed = [];
        List<(string, ReportReason)> refused = [];
        var seen = new HashSet<string>();
        foreach (var piece in pieces)
        {
            if (Esiid.TryParse(piece) is not { } esiid)
            {
                if (seen.Add(piece))
                    refused.Add((piece, ReportReason.NotAnEsiid));
            }
            else if (seen.Add(esiid))
            {
                var best = shared[esiid].Select(s => (Shared: s, Sight: s.Judge(wish, today))).OrderBy(s => Rank(s.Shared, s.Sight)).FirstOrDefault();
                if (best.Sight is { Reason: null })
                    allowed.Add(best);
                else
                    refused.Add((esiid, best.Sight?.Reason ?? ReportReason.NoAgreement));
            }
        }

        return (allowed, refused);
    }

    /// <summary>What may be seen comes first; then the reason that says most.</summary>
    private static int Rank(SharedEsiid shared, Sight sight) => (sight.Reason, shared.Access) switch
    {
        (null, EnergyAccess.Continuous) => 0,
        (null, _) => 1,
        (ReportReason.AgreementEnded, _) => 4,
        (ReportReason.EsiidLeft, _) => 3,
        _ => 2,
    };

    /// <summary>One-time means one file (AGR-4): while it waits in another report it is not asked for twice.</summary>
    private async Task<List<(string, ReportReason)>> TakeOutWhatIsOnItsWayAsync(List<(SharedEsiid Shared, Sight Sight)> allowed, CancellationToken cancellationToken)
    {
        var numbers = allowed.Where(a => a.Shared.Access == EnergyAccess.OneTime).Select(a => a.Shared.AgreementNumber).Distinct().ToList();
        var refused = new List<(string, ReportReason)>();
        foreach (var some in numbers.Chunk(LookedUpAtOnce))
        {
            var waiting = await db.ReportFiles.Where(f => some.Contains(f.AgreementNumber) && f.Status == ReportFileStatus.Waiting)
                .Select(f => new { f.AgreementNumber, f.Esiid }).ToListAsync(cancellationToken);
            var onTheirWay = waiting.Select(w => (w.AgreementNumber, w.Esiid)).ToHashSet();
            refused.AddRange(allowed.Where(a => onTheirWay.Contains((a.Shared.AgreementNumber, a.Shared.Esiid))).Select(a => (a.Shared.Esiid, ReportReason.OnItsWay)));
            allowed.RemoveAll(a => onTheirWay.Contains((a.Shared.AgreementNumber, a.Shared.Esiid)));
        }

        return refused;
    }
}
