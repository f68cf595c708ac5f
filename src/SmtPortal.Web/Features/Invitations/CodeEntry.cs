using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Invitations;

/// <param name="Fits">Whether a customer has this code and lives at all of the ESIIDs. Why not, nobody is told.</param>
/// <param name="LockedUntil">When the company may enter a code again; null: it may.</param>
public sealed record CodeTry(bool Fits, DateTimeOffset? LockedUntil = null);

/// <summary>
/// Finds the customer of an account authorization code (INV-3). A wrong code and ESIIDs that do not fit it are one and the same;
/// so many of either in an hour lock the company out of entering codes.
/// </summary>
public sealed class CodeEntry(PortalDbContext db, AttemptLimits limits, TimeProvider time, IOptions<RuleOptions> rules)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Tries a code. What does not fit is counted.</summary>
    public async Task<CodeTry> TryAsync(Guid thirdPartyId, AuthorizationCode code, IReadOnlyCollection<string> esiids, CancellationToken cancellationToken)
    {
        var limit = LimitOf(thirdPartyId);
        if (await limits.TryAsync([limit], cancellationToken) is { } wait)
            return new CodeTry(Fits: false, time.GetUtcNow() + wait);
        if (await FindAsync(code, esiids, cancellationToken) is null)
            return new CodeTry(Fits: false);
        await limits.TakeBackAsync([limit], cancellationToken);
        return new CodeTry(Fits: true);
    }

    /// <summary>The customer who has the code and lives at all of the ESIIDs; null: there is none. Counts nothing.</summary>
    public async Task<Guid?> FindAsync(AuthorizationCode code, IReadOnlyCollection<string> esiids, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.Where(c => c.AuthorizationCode == code)
            .Select(c => new { c.Id, Fitting = db.Occupancies.Count(o => o.CustomerId == c.Id && o.CurrentEsiid != null && esiids.Contains(o.Esiid)) })
            .SingleOrDefaultAsync(cancellationToken);
        return esiids.Count > 0 && customer?.Fitting == esiids.Count ? customer.Id : null;
    }

    /// <summary>How often a company's codes did not fit in the last hour.</summary>
    public Task<int> FailuresAsync(Guid thirdPartyId, CancellationToken cancellationToken) => limits.CountAsync(LimitOf(thirdPartyId), cancellationToken);

    private AttemptLimit LimitOf(Guid thirdPartyId) => new("code company", thirdPartyId.ToString(), rules.Value.CodeFailuresPerHour, Window);
}
