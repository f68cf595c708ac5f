using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Registration;

public enum AddEsiidOutcome
{
    /// <summary>The account holds it from now on.</summary>
    Added,

    /// <summary>The account held it before.</summary>
    HeldAlready,

    /// <summary>The details do not match.</summary>
    DoesNotMatch,

    /// <summary>The details are right, and another account holds it: the holder may object, now or since an earlier claim of the account.</summary>
    Claimed,

    /// <summary>A third account has claimed it, which is not decided yet.</summary>
    ClaimedByAnother,

    /// <summary>A claim of the account on it was taken back or refused not long ago, and the same account still holds it.</summary>
    ClaimedTooSoon,

    /// <summary>The account has made as many claims as it may in a day.</summary>
    TooManyClaims,
}

/// <summary>Adds an ESIID with proof to an account that is there (ACC-1), or claims it from the account that holds it (ACC-7).</summary>
public sealed class AddEsiid(PortalDbContext db, EsiidProof proof, TakeEsiid take)
{
    /// <remarks>Of two who prove the same one at once, the second looks again, and claims it.</remarks>
    public Task<AddEsiidOutcome> ExecuteAsync(Guid customerId, ProofDetails details, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(customerId, details, cancellationToken), uniqueToo: true);

    private async Task<AddEsiidOutcome> TryAsync(Guid customerId, ProofDetails details, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await proof.IsProvenAsync(details, cancellationToken))
            return AddEsiidOutcome.DoesNotMatch;
        if (await db.OccupanciesOfCustomer(customerId).AnyAsync(o => o.Esiid == details.Esiid, cancellationToken))
            return AddEsiidOutcome.HeldAlready;
        var outcome = await take.ExecuteAsync(customerId, details.Esiid, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }
}
