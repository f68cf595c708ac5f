using System.Globalization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What comes first in a company's list.</summary>
public enum InvitationOrder
{
    Newest,
    Oldest,

    /// <summary>Of the open ones that which ends next.</summary>
    NextToEnd,
}

/// <summary>
/// What a company looks for among its invitations. All but the words may stand in an address; they may be an ESIID or a customer's mail
/// address, and are posted.
/// </summary>
public sealed class InvitationSearch
{
    public InvitationStatus? Status { get; set; }

    public AgreementKind? Kind { get; set; }

    public EnergyAccess? Access { get; set; }

    /// <summary>First Central day on which it may have been sent.</summary>
    public DateOnly? SentFrom { get; set; }

    /// <summary>Last Central day on which it may have been sent.</summary>
    public DateOnly? SentTo { get; set; }

    /// <summary>First Central day on which it may end.</summary>
    public DateOnly? EndsFrom { get; set; }

    /// <summary>Last Central day on which it may end.</summary>
    public DateOnly? EndsTo { get; set; }

    /// <summary>Only those whose last mail could not be delivered (INV-10).</summary>
    public bool Undelivered { get; set; }

    public InvitationOrder Order { get; set; }

    /// <summary>Rows of a page; see <see cref="Listing.Sizes"/>.</summary>
    public int? Size { get; set; }

    /// <summary>An invitation number, an ESIID, the MAC of a device, a customer's address, the end of a code as pages show it, or the beginning of the company's own reference.</summary>
    public string? Words { get; set; }

    public bool IsEmpty => Status is null && Kind is null && Access is null && SentFrom is null && SentTo is null && EndsFrom is null && EndsTo is null && !Undelivered
        && string.IsNullOrWhiteSpace(Words);

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
        foreach (var (name, day) in new[] { ("sentFrom", SentFrom), ("sentTo", SentTo), ("endsFrom", EndsFrom), ("endsTo", EndsTo) })
        {
            if (day is { } chosen)
                Add(name, chosen.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (Undelivered)
            Add("undelivered", "true");
        if (Order != InvitationOrder.Newest)
            Add("order", Order);
        if (Listing.SizeOf(Size) != Listing.Size)
            Add("size", Size);
        return route;
    }

    /// <summary>What of a company's invitations fits.</summary>
    public IQueryable<Invitation> In(PortalDbContext db, Guid thirdPartyId, DateTimeOffset now)
    {
        var invitations = db.InvitationsOf(thirdPartyId);
        if (Status is { } status)
            invitations = invitations.WhereStatusIs(status, now);
        if (Order == InvitationOrder.NextToEnd)
            invitations = invitations.OpenAt(now);
        if (Kind is { } kind)
            invitations = invitations.Where(i => i.Kind == kind);
        if (Access is { } access)
            invitations = invitations.Where(i => i.Access == access);
        if (SentFrom is { } sentFrom && CentralTime.StartOf(sentFrom) is var start)
            invitations = invitations.Where(i => i.CreatedAt >= start);
        if (SentTo is { } sentTo && CentralTime.EndOf(sentTo) is var end)
            invitations = invitations.Where(i => i.CreatedAt < end);
        if (EndsFrom is { } endsFrom && CentralTime.StartOf(endsFrom) is var first)
            invitations = invitations.Where(i => i.EndsAt >= first);
        if (EndsTo is { } endsTo && CentralTime.EndOf(endsTo) is var last)
            invitations = invitations.Where(i => i.EndsAt < last);
        if (Undelivered)
        {
            var refused = db.OutgoingEmails.Where(m => m.ThirdPartyId == thirdPartyId && (m.Status == OutgoingEmailStatus.Undeliverable || m.Status == OutgoingEmailStatus.Failed)
                && m.TargetKind == LinkTargets.Invitation && !db.OutgoingEmails.Any(l => l.TargetKind == m.TargetKind && l.TargetId == m.TargetId && l.CreatedAt > m.CreatedAt)).Select(m => m.TargetId);
            invitations = invitations.Where(i => refused.Contains(i.PublicId));
        }

        // Found from the ESIID: asked of each invitation in turn, it costs as many steps as the company has invitations.
        return invitations.WithWords(Words, esiid =>
        {
            var having = invitations.SelectMany(i => i.Esiids, (i, e) => new { i.Number, e.Esiid }).Where(x => x.Esiid == esiid).Select(x => x.Number);
            return invitations.Where(i => having.Contains(i.Number));
        });
    }
}
