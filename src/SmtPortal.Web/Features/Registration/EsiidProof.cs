using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Registration;

/// <summary>What a customer says to prove that an ESIID is theirs (ACC-1).</summary>
/// <param name="Esiid">Well-formed.</param>
/// <param name="MeterNumber">As typed, without white space.</param>
/// <param name="RepCertificate">Certificate number of the REP they chose.</param>
public sealed record ProofDetails(string Esiid, string MeterNumber, string RepCertificate);

/// <summary>
/// Checks proof, and begins the occupancy that follows from it. An ESIID that is unknown or out of service
/// gets the same answer as a wrong meter number or REP, so that nothing about a home can be learnt by trying. What
/// right proof leads to, where another account holds the ESIID, is for <see cref="TakeEsiid"/>.
/// </summary>
public sealed class EsiidProof(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules)
{
    /// <summary>What may be seen of a home for which the TDSP has sent no move-in and the portal holds no usage yet.</summary>
    private const int MonthsBeforeAnyUsage = 13;

    private DateOnly Today => CentralTime.DayOf(time.GetUtcNow());

    /// <summary>Whether the details are those of an ESIID in service, whoever holds it.</summary>
    public async Task<bool> IsProvenAsync(ProofDetails details, CancellationToken cancellationToken) =>
        await db.Premises.AsNoTracking().SingleOrDefaultAsync(p => p.Esiid == details.Esiid, cancellationToken) is { Status: PremiseStatus.Active } premise
        && premise.IsProvenBy(details.MeterNumber, details.RepCertificate, Today, rules.Value.ReplacedRepDays);

    /// <summary>The account that holds an ESIID; null when none does, or one whose address nobody has confirmed.</summary>
    public Task<Guid?> HolderAsync(string esiid, CancellationToken cancellationToken) =>
        db.Occupancies.Where(o => o.CurrentEsiid == esiid && !db.UnconfirmedUsers().Any(u => u.CustomerId == o.CustomerId))
            .Select(o => (Guid?)o.CustomerId).SingleOrDefaultAsync(cancellationToken);

    /// <summary>
    /// Adds the occupancy of a proven ESIID to the caller's save. Of two that prove the same one at once, the second save
    /// breaks the unique index of current occupancies.
    /// </summary>
    public Task BeginOccupancyAsync(Guid customerId, string esiid, CancellationToken cancellationToken) =>
        BeginOccupancyAsync(customerId, esiid, DateOnly.MinValue, cancellationToken);

    /// <summary>The same where the former occupancy ends in the same save.</summary>
    /// <param name="notBefore">First Central day that it may have.</param>
    public async Task BeginOccupancyAsync(Guid customerId, string esiid, DateOnly notBefore, CancellationToken cancellationToken)
    {
        var start = await OccupancyStartAsync(esiid, cancellationToken);
        db.Occupancies.Add(Occupancy.Begin(customerId, esiid, start > notBefore ? start : notBefore, time.GetUtcNow()));
    }

    /// <summary>
    /// The latest move-in; where the TDSP has sent none, the first day that the portal holds (ACC-7). Never a day of
    /// somebody who lived there before (ACC-9).
    /// </summary>
    private async Task<DateOnly> OccupancyStartAsync(string esiid, CancellationToken cancellationToken)
    {
        var start = await db.Premises.Where(p => p.Esiid == esiid).Select(p => p.LastMoveIn).SingleAsync(cancellationToken)
            ?? await db.UsageDays.Where(d => d.Esiid == esiid).MinAsync(d => (DateOnly?)d.Day, cancellationToken)
            ?? Today.AddMonths(-MonthsBeforeAnyUsage);
        var before = await db.Occupancies.Where(o => o.Esiid == esiid).MaxAsync(o => o.LastDay, cancellationToken);
        return before is { } last && last >= start ? last.AddDays(1) : start;
    }
}
