using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>A company's agreements as a CSV or XLSX list, as they are filtered (AGR-7): a row for each, written while it is read.</summary>
public sealed class ExportAgreements(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts)
{
    /// <summary>Names of the columns.</summary>
    public static readonly IReadOnlyList<string> Header = ["AGREEMENT", "STATUS", "TERMS", "CUSTOMER", "ESIIDS", "REFERENCE", "FIRST_DAY", "LAST_DAY", "ENDED", "END_REASON", "DEVICE", "WHY", "LOST_ESIIDS"];

    private const int BatchSize = 500;

    public async Task WriteAsync(Stream stream, ListFormat format, Guid thirdPartyId, AgreementSearch search, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var writer = await ListWriter.OpenAsync(stream, format, Header, cancellationToken);
        var found = search.In(db.AgreementsOf(thirdPartyId), now);
        var rows = Listing.ReadAsync(below => AgreementView.From(db, found.Where(a => below == null || a.Number < below)).Take(BatchSize), row => row.Number, cancellationToken);
        await foreach (var row in rows)
        {
            await writer.WriteAsync(
                [
                    row.Number, row.StatusAt(now).ToString(), texts.KindOf(row.Consent), row.SentTo, string.Join(' ', row.Esiids), row.Reference,
                    row.FirstDay, row.LastDay, row.EndedAt is { } ended ? CentralTime.DayOf(ended) : null, row.EndReason is { } reason ? texts.NameOf(reason) : null,
                    row.Consent.Device?.Mac.ToString(),
                    row.TerminationReason is { } why ? texts.WhyOf(why, row.TerminationText) : null,
                    row.LostEsiids.Count > 0 ? string.Join(' ', row.LostEsiids) : null,
                ],
                cancellationToken);
        }
    }
}
