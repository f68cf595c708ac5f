using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Ledger;

/// <param name="Erased">Entries whose personal data are gone now.</param>
/// <param name="Refusal">Why nothing was done; null: it was done.</param>
public sealed record EraseLedgerDataResult(int Erased, string? Refusal);

/// <summary>
/// Erases the personal data of one person beside the ledger (OPS-3): the entries, with their hashes, stay, and so does the chain.
/// Only from the command line, and not while the person has an account: receipts of consent need the data.
/// </summary>
public sealed class EraseLedgerData(PortalDbContext db)
{
    /// <param name="who">The id of a closed account, or a mail address.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EraseLedgerDataResult> ExecuteAsync(string who, CancellationToken cancellationToken)
    {
        IQueryable<LedgerPersonalData> chosen;
        if (Guid.TryParse(who, out var customerId))
        {
            chosen = db.LedgerPersonalData.Where(d => db.LedgerEntries.Any(e => e.Id == d.EntryId && e.CustomerId == customerId));
        }
        else if (EmailAddress.IsWellFormed(who))
        {
            var address = EmailAddress.Normalize(who);
            if (await db.Users.AnyAsync(u => u.NormalizedEmail == address && u.CustomerId != null, cancellationToken))
                return new EraseLedgerDataResult(0, "An account has this address. Its owner closes it first, on the page of the profile.");
            // In the data themselves: invitations are kept for a shorter time than the ledger.
            var written = JsonSerializer.Serialize(who, JsonSerializerOptions.Web).ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The comparison is the database's.
            chosen = db.LedgerPersonalData.Where(d => d.Json.ToUpper().Contains(written));
#pragma warning restore CA1304, CA1311, CA1862
        }
        else
        {
            return new EraseLedgerDataResult(0, $"'{who}' is neither a mail address nor the id of an account.");
        }

        if (await db.Customers.AnyAsync(c => c.ClosedAt == null && db.LedgerEntries.Any(e => e.CustomerId == c.Id && chosen.Any(d => d.EntryId == e.Id)), cancellationToken))
            return new EraseLedgerDataResult(0, "Some of it belongs to an account that is open. Its owner closes it first, on the page of the profile.");
        return new EraseLedgerDataResult(await chosen.EraseAsync(cancellationToken), null);
    }
}
