using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
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
public sealed class Invitation : IVersioned, IConsent
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

    /// <summary>Terms of Energy Data; <see cref="EnergyTerms.None"/> for the device kinds.</summary>
    public EnergyTerms Terms { get; private set; } = null!;

    /// <summary>The access of <see cref="Terms"/>, for lists that are filtered by it.</summary>
    public EnergyAccess Access { get; private set; }

    /// <summary>Address of the device; null for Energy Data.</summary>
    public MacAddress? Mac { get; private set; }

    /// <summary>What the device is; null unless it is to be added.</summary>
    public HanDeviceType? DeviceType { get; private set; }

    /// <summary>The company's words for the device; null unless it is to be added.</summary>
    public string? DeviceDescription { get; private set; }

    /// <summary>
    /// The installation code of the device that is to be added, encrypted; null for the other kinds, and once the invitation is
    /// closed: on acceptance the device has it (INV-4).
    /// </summary>
    public string? EncryptedCode { get; private set; }

    /// <summary>Why the company asks.</summary>
    public Purpose Purpose { get; private set; }

    /// <summary>The purpose in the company's words, plain text; null when none were given, never for <see cref="Purpose.Other"/>.</summary>
    public string? PurposeText { get; private set; }

    /// <summary>The company's own reference; null when it gave none.</summary>
    public string? Reference { get; private set; }

    /// <summary>The reference in upper case, for search.</summary>
    public string? NormalizedReference { get; private set; }

    /// <summary>Language of the mail, unless the customer's account has chosen one.</summary>
    public Language Language { get; private set; }

    /// <summary>The address as the company typed it; empty when it goes by a code.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address in upper case, for search; empty when it goes by a code.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>End of the authorization code by which it goes, such as <c>…X7</c>; null when it goes to an address (ACC-3).</summary>
    public string? CodeEnding { get; private set; }

    /// <summary>
    /// Whether the receiver had blocked the company (INV-10): nobody gets it or sees it but the company, to which it looks
    /// like any other until it expires.
    /// </summary>
    public bool IsRefused { get; private set; }

    /// <summary>The customer it is bound to (INV-11): that of the code, else who opened it signed in; null while nobody did.</summary>
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

    /// <summary>Whether it goes by an authorization code rather than to an address.</summary>
    public bool IsByCode => CodeEnding is not null;

    /// <summary>What the company sees of whom it invited.</summary>
    public string SentTo => InvitationReceiver.Shown(Email, CodeEnding);

    /// <summary>The device it is about; null for Energy Data.</summary>
    public DeviceTerms? Device => DeviceTerms.Of(Mac, DeviceType, DeviceDescription);

    /// <summary>What it asks for, whichever kind it is of.</summary>
    public ConsentTerms Consent => new(Kind, Terms, Device);

    /// <summary>Makes an invitation. Everything about its ESIIDs and its receiver has been checked by the caller.</summary>
    /// <exception cref="DomainException">No ESIID, too many, more than one for a device, or one twice.</exception>
    public static Invitation Issue(
        InvitationAuthor author, InvitationReceiver receiver, IReadOnlyCollection<string> esiids, ConsentTerms terms, InvitationWords words, TimeSpan lifetime, DateTimeOffset now)
    {
        if (esiids.Count is 0 or > MaxEsiids || esiids.Distinct().Count() != esiids.Count || (terms.IsForDevice && esiids.Count > 1))
            throw new DomainException($"An invitation is about 1 to {MaxEsiids} different ESIIDs, for a device about one, not {esiids.Count}.");
        if (words is { Purpose: Purpose.Other, PurposeText: null })
            throw new DomainException("Another purpose is said in words.");
        var invitation = new Invitation
        {
            PublicId = Guid.NewGuid(),
            ThirdPartyId = author.ThirdPartyId,
            CreatedByUserId = author.UserId,
            Kind = terms.Kind,
            Terms = terms.Energy,
            Access = terms.Energy.Access,
            Mac = terms.Device?.Mac,
            DeviceType = terms.Device?.Type,
            DeviceDescription = terms.Device?.Description,
            Purpose = words.Purpose,
            PurposeText = words.PurposeText,
            Reference = words.Reference,
            NormalizedReference = words.Reference?.ToUpperInvariant(),
            Language = words.Language,
            Email = receiver.Email,
            NormalizedEmail = receiver.NormalizedEmail,
            CodeEnding = receiver.CodeEnding,
            CustomerId = receiver.CustomerId,
            Status = InvitationStatus.Open,
            CreatedAt = now,
            EndsAt = now + lifetime,
        };
        invitation.esiids.AddRange(esiids.Select(e => new InvitationEsiid(
            e, terms.Device is { } device ? OpenKeyOf(author.ThirdPartyId, terms.Kind, device.Mac) : OpenKeyOf(author.ThirdPartyId, terms.Energy.Access, e))));
        return invitation;
    }

    /// <summary>What may be open only once for a device (INV-3): company, kind and device, since a home may have several.</summary>
    public static string OpenKeyOf(Guid thirdPartyId, AgreementKind kind, MacAddress device) => $"{thirdPartyId:N}/{kind}/{device.Value}";

    /// <summary>What may be open only once of Energy Data (INV-3): company, access and ESIID. One-time and continuous do not block each other.</summary>
    public static string OpenKeyOf(Guid thirdPartyId, EnergyAccess access, string esiid) => $"{thirdPartyId:N}/{AgreementKind.EnergyData}/{access}/{esiid}";

    /// <summary>Keeps the installation code of the device that is to be added, until the invitation is closed.</summary>
    /// <param name="encrypted">Encrypted, at most <see cref="InstallationCode.EncryptedMaxLength"/> characters.</param>
    /// <exception cref="DomainException">It is of another kind.</exception>
    public void KeepCode(string encrypted) =>
        EncryptedCode = Kind == AgreementKind.InHomeDevice ? encrypted : throw new DomainException("Only a device that is to be added has an installation code.");

    /// <summary>The receiver has blocked the company: no mail goes out, and it waits for its end.</summary>
    public void RefuseSilently() => IsRefused = true;

    /// <summary>Whether it can still be answered, withdrawn or resent: the clock decides, whether or not the row says so yet (INV-5).</summary>
    public bool IsOpenAt(DateTimeOffset now) => Status == InvitationStatus.Open && now < EndsAt;

    /// <summary>Where it stands by the clock.</summary>
    public InvitationStatus StatusAt(DateTimeOffset now) => StatusAt(Status, EndsAt, now);

    /// <summary>Where an invitation with this row and end stands by the clock.</summary>
    public static InvitationStatus StatusAt(InvitationStatus row, DateTimeOffset endsAt, DateTimeOffset now) =>
        row == InvitationStatus.Open && now >= endsAt ? InvitationStatus.Expired : row;

    /// <summary>Binds it to the customer who opened it signed in, or registered for it. Bound already, by whomever, it stays as it is.</summary>
    public void Bind(Guid customerId, DateTimeOffset now)
    {
        MustBeOpen(now);
        CustomerId ??= customerId;
    }

    /// <summary>The account it is bound to is gone without a trace, and was never used: an open one waits for whoever opens it next.</summary>
    /// <exception cref="DomainException">It goes by the account's code, or the account has accepted it.</exception>
    public void Unbind()
    {
        if (IsByCode || Status == InvitationStatus.Accepted)
            throw new DomainException("Who was invited by a code, or has accepted, stays with the invitation.");
        CustomerId = null;
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
        EncryptedCode = null;
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
    /// What may be open only once, as <c>Invitation.OpenKeyOf</c> says, while the invitation is open, null afterwards: a unique index on it lets the
    /// database refuse a second open invitation for the same.
    /// </summary>
    public string? OpenKey { get; private set; }

    internal void Release() => OpenKey = null;
}
