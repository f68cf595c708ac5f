using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>A company's agreements as a CSV list, as they are filtered (AGR-7): a row for each, written while it is read.</summary>
public sealed class ExportAgreements(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts)
{
    /// <summary>The first line.</summary>
    public const string Header = "AGREEMENT,STATUS,TERMS,CUSTOMER,ESIIDS,REFERENCE,FIRST_DAY,LAST_DAY,ENDED,END_REASON,DEVICE";

    private const int FlushEvery = 200;

    public async Task WriteAsync(Stream stream, Guid thirdPartyId, AgreementSearch search, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Header + "\n");
        var written = 0;
        await foreach (var row in AgreementView.From(db, search.In(db.AgreementsOf(thirdPartyId), now)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(ListCsv.Row(
                row.Number.ToString(CultureInfo.InvariantCulture), row.StatusAt(now).ToString(), texts.KindOf(row.Consent), row.SentTo, string.Join(' ', row.Esiids), row.Reference,
                Day(row.FirstDay), row.LastDay is { } last ? Day(last) : null, row.EndedAt is { } ended ? Day(CentralTime.DayOf(ended)) : null, row.EndReason is { } reason ? texts.NameOf(reason).ToString() : null,
                row.Consent.Device?.Mac.ToString()));
            if (++written % FlushEvery == 0)
                await writer.FlushAsync(cancellationToken);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
