using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Invitations;

/// <param name="Mail">What became of the last mail; null: none was made, or it is long gone.</param>
public sealed record CompanyInvitationRow(
    Guid PublicId, long Number, string SentTo, string? Reference, ConsentTerms Consent, int Esiids, InvitationStatus Status, DateTimeOffset CreatedAt, DateTimeOffset EndsAt,
    OutgoingEmailStatus? Mail)
{
    public InvitationStatus StatusAt(DateTimeOffset now) => Invitation.StatusAt(Status, EndsAt, now);

    public bool IsUndelivered => Mail is OutgoingEmailStatus.Undeliverable or OutgoingEmailStatus.Failed;
}

/// <param name="Next">Number of the invitation after which the next page begins; null: this is the last.</param>
public sealed record CompanyInvitationList(InvitationSearch Search, IReadOnlyList<CompanyInvitationRow> Rows, string? Next, DateTimeOffset Now);

/// <summary>A company's invitations, filtered and a page at a time.</summary>
public sealed class CompanyInvitationLists(PortalDbContext db, TimeProvider time)
{
    public async Task<CompanyInvitationList> PageAsync(Guid thirdPartyId, InvitationSearch search, string? place, CancellationToken cancellationToken)
    {
        var (now, size) = (time.GetUtcNow(), Listing.SizeOf(search.Size));
        var found = search.In(db, thirdPartyId, now);
        long? from = long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var ordered = search.Order switch
        {
            InvitationOrder.Oldest => found.Where(i => from == null || i.Number > from).OrderBy(i => i.Number),
            InvitationOrder.NextToEnd => await ByEndAsync(thirdPartyId, found, from, cancellationToken),
            _ => found.Where(i => from == null || i.Number < from).OrderByDescending(i => i.Number),
        };
        var rows = await ordered.AsNoTracking().Take(size + 1).Select(i => new CompanyInvitationRow(
            i.PublicId, i.Number, InvitationReceiver.Shown(i.Email, i.CodeEnding), i.Reference, new ConsentTerms(i.Kind, i.Terms, DeviceTerms.Of(i.Mac, i.DeviceType, i.DeviceDescription)), i.Esiids.Count, i.Status, i.CreatedAt, i.EndsAt,
            db.OutgoingEmails.Where(m => m.TargetKind == LinkTargets.Invitation && m.TargetId == i.PublicId).OrderByDescending(m => m.CreatedAt)
                .Select(m => (OutgoingEmailStatus?)m.Status).FirstOrDefault())).ToListAsync(cancellationToken);
        return new CompanyInvitationList(search, [.. rows.Take(size)], rows.Count > size ? rows[size - 1].Number.ToString(CultureInfo.InvariantCulture) : null, now);
    }

    private async Task<IQueryable<Invitation>> ByEndAsync(Guid thirdPartyId, IQueryable<Invitation> found, long? from, CancellationToken cancellationToken)
    {
        var ordered = found.OrderBy(i => i.EndsAt).ThenBy(i => i.Number);
        if (from is null)
            return ordered;
        var last = await db.InvitationsOf(thirdPartyId).Where(i => i.Number == from).Select(i => (DateTimeOffset?)i.EndsAt).SingleOrDefaultAsync(cancellationToken);
        return last is null ? ordered : ordered.Where(i => i.EndsAt >= last && (i.EndsAt > last || (i.EndsAt == last && i.Number > from)));
    }
}

/// <summary>A company's invitations as a CSV or XLSX list, as they are filtered: a row for each, written while it is read.</summary>
public sealed class ExportInvitations(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts)
{
    /// <summary>Names of the columns.</summary>
    public static readonly IReadOnlyList<string> Header =
        ["INVITATION", "STATUS", "TERMS", "CUSTOMER", "ESIIDS", "PURPOSE", "REFERENCE", "SENT", "REMINDED", "ENDS", "ANSWERED", "REASON", "AGREEMENT", "MAIL", "DEVICE"];

    private const int BatchSize = 500;

    public async Task WriteAsync(Stream stream, ListFormat format, Guid thirdPartyId, InvitationSearch search, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var writer = await ListWriter.OpenAsync(stream, format, Header, cancellationToken);
        var found = search.In(db, thirdPartyId, now).AsNoTracking();
        var rows = Listing.ReadAsync(below => found.Where(i => below == null || i.Number < below).OrderByDescending(i => i.Number).Take(BatchSize).Select(i => new
        {
            i.Number,
            i.Status,
            i.EndsAt,
            Consent = new ConsentTerms(i.Kind, i.Terms, DeviceTerms.Of(i.Mac, i.DeviceType, i.DeviceDescription)),
            SentTo = InvitationReceiver.Shown(i.Email, i.CodeEnding),
            Esiids = i.Esiids.Select(e => e.Esiid).ToList(),
            i.Purpose,
            i.Reference,
            i.CreatedAt,
            i.RemindedAt,
            i.ClosedAt,
            i.RejectionReason,
            i.RejectionText,
            Agreement = db.Agreements.Where(a => a.InvitationNumber == i.Number).Select(a => (long?)a.Number).FirstOrDefault(),
            Mail = db.OutgoingEmails.Where(m => m.TargetKind == LinkTargets.Invitation && m.TargetId == i.PublicId).OrderByDescending(m => m.CreatedAt)
                .Select(m => (OutgoingEmailStatus?)m.Status).FirstOrDefault(),
        }), row => row.Number, cancellationToken);
        await foreach (var row in rows)
        {
            var status = Invitation.StatusAt(row.Status, row.EndsAt, now);
            var answered = status is InvitationStatus.Accepted or InvitationStatus.Rejected ? row.ClosedAt : null;
            await writer.WriteAsync(
                [
                    row.Number, status.ToString(), texts.KindOf(row.Consent), row.SentTo, string.Join(' ', row.Esiids), texts.NameOf(row.Purpose), row.Reference,
                    CentralTime.DayOf(row.CreatedAt), DayOf(row.RemindedAt), CentralTime.DayOf(row.EndsAt), DayOf(answered),
                    row.RejectionReason is { } reason ? row.RejectionText ?? texts.NameOf(reason) : null, row.Agreement,
                    row.Mail is OutgoingEmailStatus.Undeliverable or OutgoingEmailStatus.Failed ? "Undeliverable" : null,
                    row.Consent.Device?.Mac.ToString(),
                ],
                cancellationToken);
        }
    }

    private static DateOnly? DayOf(DateTimeOffset? moment) => moment is { } at ? CentralTime.DayOf(at) : null;
}
