using System.Globalization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>By what a company's list goes (AGR-7).</summary>
public enum AgreementListing
{
    Number,

    /// <summary>A row for each ESIID.</summary>
    Esiid,
    Customer,
}

/// <summary>What comes first in a list by number.</summary>
public enum AgreementOrder
{
    Newest,
    Oldest,

    /// <summary>Of the active ones that which ends next.</summary>
    NextToEnd,
}

/// <summary>
/// What a company looks for among its agreements (AGR-7). All but the words may stand in an address; they may be an ESIID or a
/// customer's mail address, and are posted.
/// </summary>
public sealed class AgreementSearch
{
    /// <summary>Longest text that is looked for, in characters.</summary>
    public const int WordsMaxLength = CompanyWords.MaxLength;

    public AgreementStatus? Status { get; set; }

    public AgreementKind? Kind { get; set; }

    public EnergyAccess? Access { get; set; }

    /// <summary>First Central day on which it may end.</summary>
    public DateOnly? EndsFrom { get; set; }

    /// <summary>Last Central day on which it may end.</summary>
    public DateOnly? EndsTo { get; set; }

    /// <summary>
    /// An agreement number, an ESIID, the MAC of a device, a customer's address, the end of a code as pages show it, or the beginning
    /// of the company's own reference.
    /// </summary>
    public string? Words { get; set; }

    /// <summary>The ESIID that the words are; null: they are something else.</summary>
    public string? Esiid => Domain.Registry.Esiid.TryParse(Domain.Shared.Words.Tidy(Words));

    public AgreementListing By { get; set; }

    /// <summary>For a list by number.</summary>
    public AgreementOrder Order { get; set; }

    /// <summary>Rows of a page; see <see cref="Listing.Sizes"/>.</summary>
    public int? Size { get; set; }

    public bool IsEmpty => Status is null && Kind is null && Access is null && EndsFrom is null && EndsTo is null && string.IsNullOrWhiteSpace(Words);

    /// <summary>All of it that may stand in an address: what is not the usual.</summary>
    public Dictionary<string, string> Route()
    {
        var route = new Dictionary<string, string>();
        void Add(string name, object? value) => route.Add(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        if (Status is not null)
            Add("status", Status);
        if (Kind is not null)
            Add("kind", Kind);
        if (Access is not null)
            Add("access", Access);
        if (EndsFrom is { } from)
            Add("endsFrom", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (EndsTo is { } to)
            Add("endsTo", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (By != AgreementListing.Number)
            Add("by", By);
        if (Order != AgreementOrder.Newest)
            Add("order", Order);
        if (Listing.SizeOf(Size) != Listing.Size)
            Add("size", Size);
        return route;
    }

    public IQueryable<Agreement> In(IQueryable<Agreement> agreements, DateTimeOffset now)
    {
        if (Status is { } status)
            agreements = agreements.WhereStatusIs(status, now);
        if (Kind is { } kind)
            agreements = agreements.Where(a => a.Kind == kind);
        if (By == AgreementListing.Number && Order == AgreementOrder.NextToEnd)
            agreements = agreements.ActiveAt(now).Where(a => a.LastDay != null);
        if (Access is { } access)
            agreements = agreements.Where(a => a.Access == access);
        if (EndsFrom is { } from)
            agreements = agreements.Where(a => a.LastDay >= from);
        if (EndsTo is { } to)
            agreements = agreements.Where(a => a.LastDay <= to);
        // Found from the ESIID: asked of each agreement in turn, it costs as many steps as the company has agreements.
        return agreements.WithWords(Words, esiid =>
        {
            var having = agreements.SelectMany(a => a.Esiids, (a, e) => new { a.Number, e.Esiid }).Where(x => x.Esiid == esiid).Select(x => x.Number);
            return agreements.Where(a => having.Contains(a.Number));
        });
    }
}

/// <summary>What a customer looks for in one box: a company, an agreement number, an ESIID, a meter number or the MAC of a device (AGR-7).</summary>
public static class CustomerAgreementSearch
{
    public static IQueryable<Agreement> Find(PortalDbContext db, IQueryable<Agreement> own, string? text)
    {
        if (Domain.Shared.Words.Tidy(text) is not { Length: <= AgreementSearch.WordsMaxLength } words)
            return own;
        if (Esiid.TryParse(words) is { } esiid)
            return own.Where(a => a.Esiids.Any(e => e.Esiid == esiid));
        if (MacAddress.TryParse(words) is { } mac)
            return own.Where(a => a.Mac == mac);
        var number = long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        var upper = words.ToUpperInvariant();
        // A number is part of many names, and seldom meant as that.
        var named = number < 0 ? db.ThirdParties.Where(c => c.NormalizedName.Contains(upper)) : db.ThirdParties.Where(c => c.NormalizedName.StartsWith(upper));
        return own.Where(a => a.Number == number
            || named.Any(c => c.Id == a.ThirdPartyId)
            || a.Esiids.Any(e => db.Premises.Any(p => p.Esiid == e.Esiid && (p.MeterNumber == words || p.MeterNumber == upper))));
    }
}
