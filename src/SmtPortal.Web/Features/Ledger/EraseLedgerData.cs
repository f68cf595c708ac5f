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
        IQueryable<LedgerEntry> entries;
        if (Guid.TryParse(who, out var customerId))
        {
            entries = db.LedgerEntries.Where(e => e.CustomerId == customerId);
        }
        else if (EmailAddress.IsWellFormed(who))
        {
            var address = EmailAddress.Normalize(who);
            if (await db.Users.AnyAsync(u => u.NormalizedEmail == address && u.CustomerId != null, cancellationToken))
                return new EraseLedgerDataResult(0, "An account has this address. Its owner closes it first, on the page of the profile.");
            entries = db.LedgerEntries.Where(e =>
                db.Invitations.Any(i => i.PublicId == e.InvitationId && i.NormalizedEmail == address)
                || db.Agreements.Any(a => a.PublicId == e.AgreementId && a.NormalizedEmail == address));
        }
        else
        {
            return new EraseLedgerDataResult(0, $"'{who}' is neither a mail address nor the id of an account.");
        }

        if (await db.Customers.AnyAsync(c => c.ClosedAt == null && entries.Any(e => e.CustomerId == c.Id), cancellationToken))
            return new EraseLedgerDataResult(0, "Some of it belongs to an account that is open. Its owner closes it first, on the page of the profile.");
        var erased = await db.LedgerPersonalData.Where(d => entries.Any(e => e.Id == d.EntryId)).ExecuteDeleteAsync(cancellationToken);
        return new EraseLedgerDataResult(erased, null);
    }
}
