using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Registration;

public enum AddEsiidOutcome
{
    /// <summary>The account holds it from now on.</summary>
    Added,

    /// <summary>The account held it before.</summary>
    HeldAlready,

    /// <summary>The details do not match, or another holds it.</summary>
    DoesNotMatch,
}

/// <summary>Adds an ESIID with proof to an account that is there (ACC-1).</summary>
public sealed class AddEsiid(PortalDbContext db, EsiidProof proof)
{
    public async Task<AddEsiidOutcome> ExecuteAsync(Guid customerId, ProofDetails details, CancellationToken cancellationToken)
    {
        try
        {
            return await db.LookAgainAsync(() => TryAsync(customerId, details, cancellationToken));
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return await HoldsAsync(customerId, details.Esiid, cancellationToken) ? AddEsiidOutcome.HeldAlready : AddEsiidOutcome.DoesNotMatch;
        }
    }

    private async Task<AddEsiidOutcome> TryAsync(Guid customerId, ProofDetails details, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await proof.IsProvenAsync(details, cancellationToken))
            return AddEsiidOutcome.DoesNotMatch;
        if (await HoldsAsync(customerId, details.Esiid, cancellationToken))
            return AddEsiidOutcome.HeldAlready;
        if (await proof.HolderAsync(details.Esiid, cancellationToken) is not null)
            return AddEsiidOutcome.DoesNotMatch;
        await db.RemoveAccountsAsync(
            db.UnconfirmedUsers().Where(u => db.Occupancies.Any(o => o.CurrentEsiid == details.Esiid && o.CustomerId == u.CustomerId)), cancellationToken);
        await proof.BeginOccupancyAsync(customerId, details.Esiid, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AddEsiidOutcome.Added;
    }

    private Task<bool> HoldsAsync(Guid customerId, string esiid, CancellationToken cancellationToken) =>
        db.OccupanciesOfCustomer(customerId).AnyAsync(o => o.Esiid == esiid, cancellationToken);
}
