using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Invitations;

/// <summary>Where an invitation stands. Every state but the first is final.</summary>
public enum InvitationStatus
{
    /// <summary>Waits for the customer.</summary>
    Open,

    /// <summary>The customer agreed; there is an agreement.</summary>
    Accepted,

    /// <summary>The customer, or whoever got the mail, said no.</summary>
    Rejected,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>The company took it back.</summary>
    Withdrawn,

    /// <summary>It lost its ground: the customer it was bound to moved out or closed the account.</summary>
    Cancelled,
}

/// <summary>Why a company asks (product.md section 9).</summary>
public enum Purpose
{
    /// <summary>Energy advice.</summary>
    EnergyAdvice,

    /// <summary>Bill comparison.</summary>
    BillComparison,

    /// <summary>Solar or storage offer.</summary>
    SolarOrStorageOffer,

    /// <summary>Demand response.</summary>
    DemandResponse,

    /// <summary>Building management.</summary>
    BuildingManagement,

    /// <summary>Research.</summary>
    Research,

    /// <summary>Something else, said in words.</summary>
    Other,
}

/// <summary>Why a customer said no (product.md section 9).</summary>
public enum RejectionReason
{
    /// <summary>I don't know this company.</summary>
    UnknownCompany,

    /// <summary>I did not ask for this.</summary>
    NotAskedFor,

    /// <summary>Wrong person.</summary>
    WrongPerson,

    /// <summary>I don't want to share my data.</summary>
    DoNotShare,

    /// <summary>The period is too long.</summary>
    PeriodTooLong,

    /// <summary>I no longer need the service.</summary>
    ServiceNotNeeded,

    /// <summary>Something else, said in words.</summary>
    Other,
}

/// <summary>A company asks a customer for an agreement (product.md section 3).</summary>
public sealed class Invitation : IVersioned
{
    /// <summary>Most ESIIDs of one invitation.</summary>
    public const int MaxEsiids = 100;

    /// <summary>Longest text of purpose or reason, in characters.</summary>
    public const int TextMaxLength = 300;

    /// <summary>Longest own reference of the company, in characters.</summary>
    public const int ReferenceMaxLength = 50;

    /// <summary>How long after a rejection its reason may still be given.</summary>
    public static readonly TimeSpan ReasonTime = TimeSpan.FromHours(24);

    private readonly List<InvitationEsiid> esiids = [];

    private Invitation()
    {
    }

    /// <summary>Running number; what people quote.</summary>
    public long Number { get; private set; }

    /// <summary>Id in addresses of pages and API: tells nothing and cannot be guessed.</summary>
    public Guid PublicId { get; private set; }

    /// <summary>The company that asks.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The company's user who asked.</summary>
    public Guid CreatedByUserId { get; private set; }

    /// <summary>What is asked for.</summary>
    public AgreementKind Kind { get; private set; }

    /// <summary>Terms of Energy Data.</summary>
    public EnergyTerms Terms { get; private set; } = null!;

    /// <summary>Why the company asks.</summary>
    public Purpose Purpose { get; private set; }

    /// <summary>The purpose in the company's words, plain text; null when none were given, never for <see cref="Purpose.Other"/>.</summary>
    public string? PurposeText { get; private set; }

    /// <summary>The company's own reference; null when it gave none.</summary>
    public string? Reference { get; private set; }

    /// <summary>Language of the mail, unless the customer's account has chosen one.</summary>
    public Language Language { get; private set; }

    /// <summary>The address as the company typed it.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address in upper case, for search.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>
    /// Whether the receiver had blocked the company (INV-10): nobody gets it or sees it but the company, to which it looks
    /// like any other until it expires.
    /// </summary>
    public bool IsRefused { get; private set; }

    /// <summary>The customer it is bound to (INV-11); null while nobody opened it signed in.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Where it stands by its row; ask <c>StatusAt</c>, since the clock decides.</summary>
    public InvitationStatus Status { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From here on nothing but expiry can happen to it, UTC. A reminder does not change it.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When the one reminder was sent, UTC; null while it was not.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it left <see cref="InvitationStatus.Open"/>, UTC; null while it has not.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Why it was rejected; null when it was not, or no reason was given.</summary>
    public RejectionReason? RejectionReason { get; private set; }

    /// <summary>The reason in the customer's words; null unless the reason is <see cref="RejectionReason.Other"/>.</summary>
    public string? RejectionText { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>The delivery points it is about.</summary>
    public IReadOnlyList<InvitationEsiid> Esiids => esiids;

    /// <summary>Makes an Energy Data invitation. Everything about its ESIIDs has been checked by the caller.</summary>
    /// <exception cref="DomainException">No ESIID, too many, or one twice.</exception>
    public static Invitation Issue(
        InvitationAuthor author, string email, IReadOnlyCollection<string> esiids, EnergyTerms terms, InvitationWords words, TimeSpan lifetime, DateTimeOffset now)
    {
        if (esiids.Count is 0 or > MaxEsiids || esiids.Distinct().Count() != esiids.Count)
            throw new DomainException($"An invitation is about 1 to {MaxEsiids} different ESIIDs, not {esiids.Count}.");
        if (words is { Purpose: Purpose.Other, PurposeText: null })
            throw new DomainException("Another purpose is said in words.");
        var invitation = new Invitation
        {
            PublicId = Guid.NewGuid(),
            ThirdPartyId = author.ThirdPartyId,
            CreatedByUserId = author.UserId,
            Kind = AgreementKind.EnergyData,
            Terms = terms,
            Purpose = words.Purpose,
            PurposeText = words.PurposeText,
            Reference = words.Reference,
            Language = words.Language,
            Email = email,
            NormalizedEmail = EmailAddress.Normalize(email),
            Status = InvitationStatus.Open,
            CreatedAt = now,
            EndsAt = now + lifetime,
        };
        invitation.esiids.AddRange(esiids.Select(e => new InvitationEsiid(e, OpenKeyOf(author.ThirdPartyId, invitation.Kind, terms.Access, e))));
        return invitation;
    }

    /// <summary>
    /// What may be open only once (INV-3): company, kind, access and ESIID. One-time and continuous do not block each other.
    /// </summary>
    public static string OpenKeyOf(Guid thirdPartyId, AgreementKind kind, EnergyAccess access, string esiid) =>
        $"{thirdPartyId:N}/{kind}/{access}/{esiid}";

    /// <summary>The receiver has blocked the company: no mail goes out, and it waits for its end.</summary>
    public void RefuseSilently() => IsRefused = true;

    /// <summary>Whether it can still be answered, withdrawn or resent: the clock decides, whether or not the row says so yet (INV-5).</summary>
    public bool IsOpenAt(DateTimeOffset now) => Status == InvitationStatus.Open && now < EndsAt;

    /// <summary>Where it stands by the clock.</summary>
    public InvitationStatus StatusAt(DateTimeOffset now) => StatusAt(Status, EndsAt, now);

    /// <summary>Where an invitation with this row and end stands by the clock.</summary>
    public static InvitationStatus StatusAt(InvitationStatus row, DateTimeOffset endsAt, DateTimeOffset now) =>
        row == InvitationStatus.Open && now >= endsAt ? InvitationStatus.Expired : row;

    /// <summary>Binds it to the customer who opened it signed in. Bound already, by whomever, it stays as it is.</summary>
    public void Bind(Guid customerId, DateTimeOffset now)
    {
        MustBeOpen(now);
        CustomerId ??= customerId;
    }

    /// <summary>The customer agrees.</summary>
    public void Accept(Guid customerId, DateTimeOffset now)
    {
        Close(InvitationStatus.Accepted, now);
        CustomerId = customerId;
    }

    /// <summary>The customer, or whoever got the mail, says no; a reason may follow.</summary>
    public void Reject(DateTimeOffset now) => Close(InvitationStatus.Rejected, now);

    /// <summary>Whether the reason of a rejection may still be given.</summary>
    public bool MayGiveReasonAt(DateTimeOffset now) =>
        Status == InvitationStatus.Rejected && RejectionReason is null && now < ClosedAt + ReasonTime;

    /// <summary>Says why it was rejected.</summary>
    public void GiveReason(RejectionReason reason, string? text, DateTimeOffset now)
    {
        if (!MayGiveReasonAt(now))
            throw new DomainException("A reason is given once, within a day of the rejection.");
        RejectionReason = reason;
        RejectionText = reason == Invitations.RejectionReason.Other ? text : null;
    }

    /// <summary>The company takes it back.</summary>
    public void Withdraw(DateTimeOffset now) => Close(InvitationStatus.Withdrawn, now);

    /// <summary>The customer it is bound to moved out or closed the account.</summary>
    public void Cancel(DateTimeOffset now) => Close(InvitationStatus.Cancelled, now);

    /// <summary>Whether the one reminder may be sent.</summary>
    public bool MayRemindAt(DateTimeOffset now) => IsOpenAt(now) && RemindedAt is null;

    /// <summary>Notes the one reminder; the end stays as it was.</summary>
    public void Remind(DateTimeOffset now)
    {
        if (!MayRemindAt(now))
            throw new DomainException("An invitation is resent once, while it is open.");
        RemindedAt = now;
    }

    /// <summary>Makes the row say what the clock says.</summary>
    public void Expire(DateTimeOffset now)
    {
        if (Status != InvitationStatus.Open || now < EndsAt)
            throw new DomainException("Only an open invitation whose time is over expires.");
        End(InvitationStatus.Expired, EndsAt);
    }

    private void Close(InvitationStatus status, DateTimeOffset now)
    {
        MustBeOpen(now);
        End(status, now);
    }

    private void MustBeOpen(DateTimeOffset now)
    {
        if (!IsOpenAt(now))
            throw new DomainException($"The invitation is {StatusAt(now)}.");
    }

    private void End(InvitationStatus status, DateTimeOffset at)
    {
        Status = status;
        ClosedAt = at;
        foreach (var esiid in esiids)
            esiid.Release();
    }
}

/// <summary>Who asks.</summary>
/// <param name="ThirdPartyId">The company.</param>
/// <param name="UserId">Its user.</param>
public sealed record InvitationAuthor(Guid ThirdPartyId, Guid UserId);

/// <summary>What the company says with an invitation.</summary>
/// <param name="Purpose">Why it asks.</param>
/// <param name="PurposeText">The purpose in its words; null for none.</param>
/// <param name="Reference">Its own reference; null for none.</param>
/// <param name="Language">Language of the mail.</param>
public sealed record InvitationWords(Purpose Purpose, string? PurposeText, string? Reference, Language Language);

/// <summary>One delivery point of an invitation.</summary>
public sealed class InvitationEsiid
{
    /// <summary>Longest <see cref="OpenKey"/>, in characters.</summary>
    public const int OpenKeyMaxLength = 100;

    internal InvitationEsiid(string esiid, string openKey) => (Esiid, OpenKey) = (esiid, openKey);

    private InvitationEsiid()
    {
    }

    /// <summary>The ESIID.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>
    /// <see cref="Invitation.OpenKeyOf"/> while the invitation is open, null afterwards: a unique index on it lets the
    /// database refuse a second open invitation for the same.
    /// </summary>
    public string? OpenKey { get; private set; }

    internal void Release() => OpenKey = null;
}
