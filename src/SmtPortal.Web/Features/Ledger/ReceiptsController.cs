using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Ledger;

/// <summary>A customer's proof of what was consented to, made for print and as JSON (OPS-3).</summary>
[Authorize(Policies.Customer)]
[Route("/customer/agreements/{number:long}")]
public sealed class ReceiptsController(PortalDbContext db) : Controller
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { WriteIndented = true };

    [HttpGet("receipt")]
    public async Task<IActionResult> Show(long number, CancellationToken cancellationToken)
    {
        var receipt = await FindAsync(number, cancellationToken);
        return receipt is null ? NotFound() : View("CustomerReceipt", receipt);
    }

    [HttpGet("receipt.json")]
    public async Task<IActionResult> Download(long number, CancellationToken cancellationToken)
    {
        var receipt = await FindAsync(number, cancellationToken);
        return receipt is null ? NotFound() : File(JsonSerializer.SerializeToUtf8Bytes(receipt.AsJson(), Readable), "application/json", $"consent-receipt-{number}.json");
    }

    private async Task<Receipt?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var own = db.AgreementsOfCustomer(User.RequireCustomerId()).Where(a => a.Number == number);
        var agreement = await AgreementView.From(db, own).SingleOrDefaultAsync(cancellationToken);
        if (agreement is null)
            return null;
        var entries = await (
            from a in own
            from e in db.LedgerEntries.AsNoTracking()
            join d in db.LedgerPersonalData.AsNoTracking() on e.Id equals d.EntryId into data
            from d in data.DefaultIfEmpty()
            where e.AgreementId == a.PublicId
            orderby e.At
            select new ReceiptEntry(e, d)).ToListAsync(cancellationToken);
        return new Receipt(agreement, entries);
    }
}

/// <param name="Data">What was agreed to, in the words of the moment; null where it was erased.</param>
public sealed record ReceiptEntry(LedgerEntry Entry, LedgerPersonalData? Data);

public sealed record Receipt(AgreementView Agreement, IReadOnlyList<ReceiptEntry> Entries)
{
    /// <summary>
    /// For machines. The hash of the personal data can be computed again from salt and text: SHA-256 of the salt's bytes and
    /// the text in UTF-8. The seal is the portal's, and shows later whether an entry was altered.
    /// </summary>
    public object AsJson() => new
    {
        AgreementNumber = Agreement.Number,
        Agreement.Company,
        Entries = Entries.Select(e => new
        {
            e.Entry.Sequence,
            Seal = e.Entry.Seal is null ? null : Convert.ToHexStringLower(e.Entry.Seal),
            e.Entry.Id,
            e.Entry.At,
            Decision = e.Entry.Act.ToString(),
            e.Entry.TextVersion,
            PersonalDataHash = Convert.ToHexStringLower(e.Entry.PersonalDataHash),
            Salt = e.Data is null ? null : Convert.ToHexStringLower(e.Data.Salt),
            PersonalData = e.Data?.Json,
        }),
    };
}
