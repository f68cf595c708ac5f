using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>A line of a company's list.</summary>
/// <param name="Esiid">The first of the agreement; in a list by ESIID that of the line.</param>
/// <param name="Esiids">How many the agreement covers, or covered when it ended.</param>
/// <param name="IsLost">In a list by ESIID: whether the agreement no longer covers it.</param>
public sealed record CompanyAgreementRow(
    long Number, string SentTo, ConsentTerms Consent, string? Reference, DateOnly FirstDay, DateOnly? LastDay, AgreementStatus Status, string Esiid, int Esiids, bool IsLost = false);

/// <param name="Next">Where the next page begins: numbers only, so that it may stand in an address; null: this is the last.</param>
public sealed record CompanyAgreementList(AgreementSearch Search, IReadOnlyList<CompanyAgreementRow> Rows, string? Next, DateTimeOffset Now);

/// <summary>A company's agreements by number, by ESIID and by customer (AGR-7), each read from an index, a page at a time.</summary>
public sealed class CompanyAgreementLists(PortalDbContext db, TimeProvider time)
{
    public async Task<CompanyAgreementList> PageAsync(Guid thirdPartyId, AgreementSearch search, string? place, CancellationToken cancellationToken)
    {
        var (now, size) = (time.GetUtcNow(), Listing.SizeOf(search.Size));
        var found = search.In(db.AgreementsOf(thirdPartyId), now);
        if (search.By == AgreementListing.Esiid)
            return await ByEsiidAsync(thirdPartyId, search, found, place, now, cancellationToken);
        var from = NumberOf(place);
        var ordered = search.By == AgreementListing.Customer ? await ByCustomerAsync(thirdPartyId, found, from, cancellationToken) : search.Order switch
        {
            AgreementOrder.Oldest => found.Where(a => from == null || a.Number > from).OrderBy(a => a.Number),
            AgreementOrder.NextToEnd => await ByEndAsync(thirdPartyId, found, from, cancellationToken),
            _ => found.Where(a => from == null || a.Number < from).OrderByDescending(a => a.Number),
        };
        var rows = await ordered.AsNoTracking().Take(size + 1).Select(a => new CompanyAgreementRow(
            a.Number, InvitationReceiver.Shown(a.Email, a.CodeEnding), new ConsentTerms(a.Kind, a.Terms, DeviceTerms.Of(a.Mac, a.DeviceType, a.DeviceDescription)), a.Reference, a.FirstDay, a.LastDay,
            Agreement.StatusAt(a.Status, a.EndsAt, now),
            a.Esiids.Where(e => e.LeftAt == null || e.LeftAt == a.EndedAt).Min(e => e.Esiid)!, a.Esiids.Count(e => e.LeftAt == null || e.LeftAt == a.EndedAt), false)).ToListAsync(cancellationToken);
        return new CompanyAgreementList(search, [.. rows.Take(size)], rows.Count > size ? rows[size - 1].Number.ToString(CultureInfo.InvariantCulture) : null, now);
    }

#pragma warning disable CA1309 // The comparisons of texts are the database's.
    private async Task<IQueryable<Agreement>> ByCustomerAsync(Guid thirdPartyId, IQueryable<Agreement> found, long? from, CancellationToken cancellationToken)
    {
        var ordered = found.OrderBy(a => a.NormalizedEmail).ThenBy(a => a.Number);
        if (from is null)
            return ordered;
        // The address of a customer does not stand in that of a page: it is that of the agreement with which the last page ended.
        var last = await db.AgreementsOf(thirdPartyId).Where(a => a.Number == from).Select(a => a.NormalizedEmail).SingleOrDefaultAsync(cancellationToken);
        return last is null ? ordered : ordered.Where(a => string.Compare(a.NormalizedEmail, last) >= 0 && (string.Compare(a.NormalizedEmail, last) > 0 || (a.NormalizedEmail == last && a.Number > from)));
    }

    private async Task<IQueryable<Agreement>> ByEndAsync(Guid thirdPartyId, IQueryable<Agreement> found, long? from, CancellationToken cancellationToken)
    {
        var ordered = found.OrderBy(a => a.LastDay).ThenBy(a => a.Number);
        if (from is null)
            return ordered;
        var last = await db.AgreementsOf(thirdPartyId).Where(a => a.Number == from).Select(a => a.LastDay).SingleOrDefaultAsync(cancellationToken);
        return last is null ? ordered : ordered.Where(a => a.LastDay >= last && (a.LastDay > last || (a.LastDay == last && a.Number > from)));
    }

    /// <summary>A place is the agreement's number and which of its ESIIDs it was, since no ESIID stands in an address.</summary>
    private async Task<CompanyAgreementList> ByEsiidAsync(
        Guid thirdPartyId, AgreementSearch search, IQueryable<Agreement> found, string? place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var size = Listing.SizeOf(search.Size);
        var lines = found.SelectMany(a => a.Esiids, (a, e) => new { Agreement = a, Line = e }).Where(x => x.Line.ThirdPartyId == thirdPartyId);
        // One that was looked for is shown alone, not with the others of its agreement.
        if (search.Esiid is { } wanted)
            lines = lines.Where(x => x.Line.Esiid == wanted);
        if (NumberOf(place) is { } from && await LastEsiidAsync(thirdPartyId, from, place!, cancellationToken) is { } last)
            lines = lines.Where(x => string.Compare(x.Line.Esiid, last) >= 0 && (string.Compare(x.Line.Esiid, last) > 0 || (x.Line.Esiid == last && x.Agreement.Number > from)));
        var rows = await lines.OrderBy(x => x.Line.Esiid).ThenBy(x => x.Agreement.Number).Take(size + 1).Select(x => new
        {
            x.Line.Esiid,
            x.Line.LeftAt,
            x.Agreement.Number,
            SentTo = InvitationReceiver.Shown(x.Agreement.Email, x.Agreement.CodeEnding),
            Consent = new ConsentTerms(x.Agreement.Kind, x.Agreement.Terms, DeviceTerms.Of(x.Agreement.Mac, x.Agreement.DeviceType, x.Agreement.DeviceDescription)),
            x.Agreement.Reference,
            x.Agreement.FirstDay,
            x.Agreement.LastDay,
            x.Agreement.EndsAt,
            x.Agreement.Status,
        }).AsNoTracking().ToListAsync(cancellationToken);
        string? next = null;
        if (rows.Count > size)
        {
            var (number, esiid) = (rows[size - 1].Number, rows[size - 1].Esiid);
            var before = await db.AgreementsOf(thirdPartyId).Where(a => a.Number == number).SelectMany(a => a.Esiids).CountAsync(e => string.Compare(e.Esiid, esiid) < 0, cancellationToken);
            next = string.Create(CultureInfo.InvariantCulture, $"{number}-{before}");
        }

        return new CompanyAgreementList(
            search,
            [.. rows.Take(size).Select(r => new CompanyAgreementRow(
                r.Number, r.SentTo, r.Consent, r.Reference, r.FirstDay, r.LastDay, Agreement.StatusAt(r.Status, r.EndsAt, now), r.Esiid, 1, r.LeftAt is not null))],
            next,
            now);
    }
#pragma warning restore CA1309

    private async Task<string?> LastEsiidAsync(Guid thirdPartyId, long number, string place, CancellationToken cancellationToken)
    {
        var which = int.TryParse(place.Split('-').ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return await db.AgreementsOf(thirdPartyId).Where(a => a.Number == number).SelectMany(a => a.Esiids).OrderBy(e => e.Esiid).Select(e => e.Esiid).Skip(which).FirstOrDefaultAsync(cancellationToken);
    }

    private static long? NumberOf(string? place) => long.TryParse(place?.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
