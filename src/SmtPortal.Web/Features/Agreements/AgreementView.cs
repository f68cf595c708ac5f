using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ratings;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>An agreement in a list.</summary>
/// <param name="SentTo">The address or the end of the code that the company used; customers' pages do not show it.</param>
/// <param name="LastDay">Null: it has no end of its own, as those about a device.</param>
public sealed record AgreementView(
    long Number,
    string Company,
    ThirdPartyStatus CompanyStatus,
    ConsentTerms Consent,
    Purpose Purpose,
    string? PurposeText,
    string? Reference,
    string SentTo,
    DateOnly FirstDay,
    DateOnly? LastDay,
    DateTimeOffset? EndsAt,
    DateTimeOffset? EndedAt,
    AgreementStatus Status,
    EndReason? EndReason,
    TerminationReason? TerminationReason,
    string? TerminationText,
    IReadOnlyList<CoveredEsiid> Covered)
{
    /// <summary>What it covers, or covered when it ended.</summary>
    public IReadOnlyList<string> Esiids => [.. Covered.Where(c => c.LeftAt is null || c.LeftAt == EndedAt).Select(c => c.Esiid)];

    /// <summary>What left it before.</summary>
    public IReadOnlyList<string> LostEsiids => [.. Covered.Where(c => c.LeftAt is not null && c.LeftAt != EndedAt).Select(c => c.Esiid)];

    /// <summary>Terms of Energy Data; <see cref="EnergyTerms.None"/> for the device kinds.</summary>
    public EnergyTerms Terms => Consent.Energy;

    /// <summary>Where it stands by the clock. That of a closed company has ended with the company, whether or not its row says so yet.</summary>
    public AgreementStatus StatusAt(DateTimeOffset now) => Agreement.StatusAt(Status, EndsAt, now) switch
    {
        AgreementStatus.Active when CompanyStatus == ThirdPartyStatus.Closed => AgreementStatus.Terminated,
        var status => status,
    };

    public static IQueryable<AgreementView> From(PortalDbContext db, IQueryable<Agreement> agreements) => InOrder(db, agreements.OrderByDescending(a => a.Number));

    /// <summary>In the order that the agreements come in.</summary>
    public static IQueryable<AgreementView> InOrder(PortalDbContext db, IQueryable<Agreement> agreements) =>
        from a in agreements.AsNoTracking()
        join c in db.ThirdParties on a.ThirdPartyId equals c.Id
        select new AgreementView(
            a.Number, c.Name, c.Status, new ConsentTerms(a.Kind, a.Terms, DeviceTerms.Of(a.Mac, a.DeviceType, a.DeviceDescription)), a.Purpose, a.PurposeText, a.Reference,
            InvitationReceiver.Shown(a.Email, a.CodeEnding), a.FirstDay, a.LastDay, a.EndsAt,
            a.EndedAt ?? (a.Status == AgreementStatus.Active && c.Status == ThirdPartyStatus.Closed ? c.StatusSince : null), a.Status, a.EndReason, a.TerminationReason, a.TerminationText,
            a.Esiids.OrderBy(e => e.Esiid).Select(e => new CoveredEsiid(e.Esiid, e.LeftAt, e.UsedUpAt)).ToList());
}

/// <summary>An ESIID of an agreement, and whether it still counts.</summary>
/// <param name="LeftAt">When it left with the occupancy (AGR-5); null while it has not.</param>
/// <param name="UsedUpAt">When its one-time data were delivered (AGR-4); null while they were not.</param>
public sealed record CoveredEsiid(string Esiid, DateTimeOffset? LeftAt, DateTimeOffset? UsedUpAt);

/// <param name="Words">What a customer looks for; null for everything.</param>
public sealed record AgreementList(Listing<AgreementView> Rows, DateTimeOffset Now, string? Words = null);

/// <summary>An agreement's own page.</summary>
public sealed record AgreementPage(AgreementView Agreement, IReadOnlyList<AgreementEvent> History, DateTimeOffset Now)
{
    public AgreementStatus Status => Agreement.StatusAt(Now);

    /// <summary>What customers think of the company; null on a company's page.</summary>
    public AgreementRating? Rating { get; init; }

    /// <summary>What was typed on the page that asks whether to end it.</summary>
    public TerminationForm Form { get; init; } = new();

    /// <summary>The agreement of a number among those that the reader owns; null when it is not among them.</summary>
    public static async Task<AgreementPage?> FindAsync(
        PortalDbContext db, IQueryable<Agreement> own, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var agreement = await AgreementView.From(db, own.Where(a => a.Number == number)).SingleOrDefaultAsync(cancellationToken);
        if (agreement is null)
            return null;
        var ofAgreement =
            from a in db.Agreements
            join e in db.LedgerEntries on (Guid?)a.PublicId equals e.AgreementId
            where a.Number == number
            select new { e.Id, e.At, e.Act };
        var ofInvitation =
            from a in db.Agreements
            join i in db.Invitations on a.InvitationNumber equals i.Number
            join e in db.LedgerEntries on (Guid?)i.PublicId equals e.InvitationId
            where a.Number == number && e.Act == ConsentAct.Invited
            select new { e.Id, e.At, e.Act };
        var history = await ofAgreement.Concat(ofInvitation).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new AgreementEvent(e.At, e.Act)).ToListAsync(cancellationToken);
        return new AgreementPage(agreement, history, now);
    }
}

/// <param name="At">When.</param>
/// <param name="Act">What was decided.</param>
/// <remarks>Who decided follows from the act and the agreement's reason to end: sign-ins come and go.</remarks>
public sealed record AgreementEvent(DateTimeOffset At, ConsentAct Act);
