using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Registration;

namespace SmtPortal.Web.Features.Esiids;

/// <summary>What became of a line of a file.</summary>
public enum EsiidLineOutcome
{
    Added,
    HeldAlready,
    DoesNotMatch,

    /// <summary>Another account holds it, which may object now (ACC-7).</summary>
    Claimed,
    ClaimedByAnother,
    ClaimedTooSoon,
    TooManyClaims,

    /// <summary>No well-formed ESIID.</summary>
    BadEsiid,

    /// <summary>A spreadsheet took the ESIID for a number.</summary>
    SpoiltEsiid,

    /// <summary>None, or a longer one than there are.</summary>
    BadMeterNumber,

    UnknownRep,

    /// <summary>The name is a part of several.</summary>
    SeveralReps,

    /// <summary>Too many tries have failed.</summary>
    NotChecked,
}

/// <param name="Line">Number of the line or row in the file.</param>
/// <param name="Esiid">As it stands in the file.</param>
/// <param name="Reps">REPs that the name may mean, when it means several.</param>
public sealed record EsiidLineResult(int Line, string Esiid, EsiidLineOutcome Outcome, IReadOnlyList<Rep> Reps)
{
    /// <summary>From when on it can be claimed again, UTC; null unless it was claimed too soon.</summary>
    public DateTimeOffset? ClaimAgainFrom { get; init; }
}

/// <param name="Wait">How long until the lines that were not checked may be tried; null: all were.</param>
public sealed record EsiidFileResult(IReadOnlyList<EsiidLineResult> Lines, TimeSpan? Wait);

/// <summary>
/// Adds ESIIDs from a file, each line like the form and in a save of its own (ACC-1): with the same proof, the same limits and
/// the same slowness. What the account holds already is no try, so that the same file once more changes nothing and costs nothing.
/// </summary>
public sealed class AddEsiidsFromFile(PortalDbContext db, AddEsiid add, MakeClaim claims, ProofLimits limits, RepChoices reps)
{
    /// <param name="source">The network address, see <see cref="Hosting.RateLimits.Source"/>.</param>
    public async Task<EsiidFileResult> ExecuteAsync(Guid customerId, string source, IReadOnlyList<EsiidFileRow> rows, CancellationToken cancellationToken)
    {
        var named = rows.Select(r => Esiid.TryParse(r.Esiid)).OfType<string>().Distinct().ToList();
        var held = (await db.OccupanciesOfCustomer(customerId).Where(o => named.Contains(o.Esiid)).Select(o => o.Esiid).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var (results, wait) = (new List<EsiidLineResult>(), (TimeSpan?)null);
        foreach (var row in rows)
        {
            var (result, details) = await ReadAsync(row, held, cancellationToken);
            if (details is not null && wait is null && (wait = await limits.TryAsync(source, customerId, details.Esiid, cancellationToken)) is null)
            {
                result = result with { Outcome = await ProveAsync(customerId, source, details, cancellationToken) };
                if (result.Outcome == EsiidLineOutcome.Added)
                    held.Add(details.Esiid);
                if (result.Outcome == EsiidLineOutcome.ClaimedTooSoon)
                    result = result with { ClaimAgainFrom = await claims.AgainFromAsync(customerId, details.Esiid, cancellationToken) };
                db.ChangeTracker.Clear();
            }

            results.Add(result);
        }

        return new EsiidFileResult(results, wait);
    }

    /// <summary>What a line says; without details when there is nothing to try.</summary>
    private async Task<(EsiidLineResult Result, ProofDetails? Details)> ReadAsync(EsiidFileRow row, HashSet<string> held, CancellationToken cancellationToken)
    {
        (EsiidLineResult, ProofDetails?) Not(EsiidLineOutcome outcome, IReadOnlyList<Rep>? candidates = null) => (new EsiidLineResult(row.Line, row.Esiid, outcome, candidates ?? []), null);
        if (Esiid.TryParse(row.Esiid) is not { } esiid)
            return Not(EsiidFile.IsSpoilt(row.Esiid) ? EsiidLineOutcome.SpoiltEsiid : EsiidLineOutcome.BadEsiid);
        if (held.Contains(esiid))
            return Not(EsiidLineOutcome.HeldAlready);
        if (ProofForm.WithoutSpaces(row.MeterNumber) is not { Length: > 0 and <= Premise.MeterNumberMaxLength } meter)
            return Not(EsiidLineOutcome.BadMeterNumber);
        var rep = await reps.FindAsync(row.Rep, cancellationToken);
        return rep.Candidates.Count > 1 ? Not(EsiidLineOutcome.SeveralReps, rep.Candidates)
            : rep.Certificate is null ? Not(EsiidLineOutcome.UnknownRep)
            : (new EsiidLineResult(row.Line, row.Esiid, EsiidLineOutcome.NotChecked, []), new ProofDetails(esiid, meter, rep.Certificate));
    }

    private async Task<EsiidLineOutcome> ProveAsync(Guid customerId, string source, ProofDetails details, CancellationToken cancellationToken)
    {
        var outcome = await add.ExecuteAsync(customerId, details, cancellationToken);
        if (outcome == AddEsiidOutcome.DoesNotMatch)
            return EsiidLineOutcome.DoesNotMatch;
        await limits.ForgiveAsync(source, customerId, cancellationToken);
        return outcome switch
        {
            AddEsiidOutcome.Added => EsiidLineOutcome.Added,
            AddEsiidOutcome.Claimed => EsiidLineOutcome.Claimed,
            AddEsiidOutcome.ClaimedByAnother => EsiidLineOutcome.ClaimedByAnother,
            AddEsiidOutcome.ClaimedTooSoon => EsiidLineOutcome.ClaimedTooSoon,
            AddEsiidOutcome.TooManyClaims => EsiidLineOutcome.TooManyClaims,
            _ => EsiidLineOutcome.HeldAlready,
        };
    }
}
