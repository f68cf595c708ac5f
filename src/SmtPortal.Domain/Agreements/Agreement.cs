using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Agreements;

/// <summary>Where an agreement stands (AGR-10).</summary>
public enum AgreementStatus
{
    /// <summary>The company may use it.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>One-time: every file was delivered.</summary>
    Completed,

    /// <summary>Ended before its time; <see cref="Agreement.EndReason"/> says by what.</summary>
    Terminated,
}

/// <summary>What terminated an agreement.</summary>
public enum EndReason
{
    /// <summary>The customer.</summary>
    ByCustomer,

    /// <summary>The company.</summary>
    ByThirdParty,

    /// <summary>The customer moved out of its last ESIID.</summary>
    MoveOut,

    /// <summary>The customer closed the account.</summary>
    AccountClosed,

    /// <summary>The company was closed.</summary>
    CompanyClosed,

    /// <summary>Its device was removed.</summary>
    DeviceRemoved,
}

/// <summary>What the terms of an agreement do not say about its time (AGR-4).</summary>
/// <param name="OneTime">How long a one-time agreement waits for its files to be made.</param>
/// <param name="Reminder">How long before a continuous agreement ends both sides are reminded.</param>
public sealed record AgreementTimes(TimeSpan OneTime, TimeSpan Reminder);

/// <summary>A customer's consent, in force from acceptance to its end (product.md section 4).</summary>
public sealed class Agreement : IVersioned, IConsent
{
    private readonly List<AgreementEsiid> esiids = [];

    private Agreement()
    {
    }

    /// <summary>The agreement number: running; what people quote.</summary>
    public long Number { get; private set; }

    /// <summary>Id in links of mails: tells nothing and cannot be guessed.</summary>
    public Guid PublicId { get; private set; }

    /// <summary>Number of the invitation it came from.</summary>
    public long InvitationNumber { get; private set; }

    /// <summary>The company.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>What it allows.</summary>
    public AgreementKind Kind { get; private set; }

    /// <summary>Terms of Energy Data; <see cref="EnergyTerms.None"/> for the device kinds.</summary>
    public EnergyTerms Terms { get; private set; } = null!;

    /// <summary>The access of <see cref="Terms"/>, for lists that are filtered by it.</summary>
    public EnergyAccess Access { get; private set; }

    /// <summary>Address of the device; null for Energy Data.</summary>
    public MacAddress? Mac { get; private set; }

    /// <summary>What the device is; null unless the agreement was to add it.</summary>
    public HanDeviceType? DeviceType { get; private set; }

    /// <summary>The company's words for the device; null unless the agreement was to add it.</summary>
    public string? DeviceDescription { get; private set; }

    /// <summary>Why the company asked.</summary>
    public Purpose Purpose { get; private set; }

    /// <summary>The purpose in the company's words; null when none were given.</summary>
    public string? PurposeText { get; private set; }

    /// <summary>The company's own reference; null when it gave none.</summary>
    public string? Reference { get; private set; }

    /// <summary>The reference in upper case, for search.</summary>
    public string? NormalizedReference { get; private set; }

    /// <summary>The address the company used, all it ever sees of the customer's addresses (ACC-3); empty when it used a code.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address in upper case, for search; empty when the company used a code.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>End of the authorization code that the company used, such as <c>…X7</c>; null when it used an address.</summary>
    public string? CodeEnding { get; private set; }

    /// <summary>Central day of acceptance.</summary>
    public DateOnly FirstDay { get; private set; }

    /// <summary>Last Central day; null for the device kinds, which have no end of their own.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>
    /// The moment it ends by itself, UTC: the midnight (Central time) after <see cref="LastDay"/>; one-time: 30 days after acceptance;
    /// null for the device kinds, which have no end of their own.
    /// </summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>When both sides are to be reminded that it ends, UTC; null when they were, or when it ends without.</summary>
    public DateTimeOffset? RemindAt { get; private set; }

    /// <summary>When it was accepted, UTC.</summary>
    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>When it ended, UTC; null while its row says active.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Where it stands by its row; ask <c>StatusAt</c>, since the clock decides.</summary>
    public AgreementStatus Status { get; private set; }

    /// <summary>What terminated it; null unless terminated.</summary>
    public EndReason? EndReason { get; private set; }

    /// <summary>Why whoever terminated it did so, if they said; the other side sees it.</summary>
    public TerminationReason? TerminationReason { get; private set; }

    /// <summary>What they added in words; null: nothing.</summary>
    public string? TerminationText { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>The delivery points it is about, those it has lost included.</summary>
    public IReadOnlyList<AgreementEsiid> Esiids => esiids;

    /// <summary>Makes the agreement of an invitation that is being accepted (AGR-1, AGR-3).</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="customerId">Who accepts.</param>
    /// <param name="occupancies">The customer's current occupancy of each of its ESIIDs.</param>
    /// <param name="times">How long one-time agreements live, and when both sides are reminded.</param>
    /// <param name="now">The moment of acceptance.</param>
    public static Agreement Of(Invitation invitation, Guid customerId, IReadOnlyDictionary<string, Guid> occupancies, AgreementTimes times, DateTimeOffset now)
    {
        var isOneTime = invitation.Terms.Access == EnergyAccess.OneTime;
        var last = isOneTime ? CentralTime.DayOf(now + times.OneTime) : invitation.Consent.LastDayIfAccepted(now);
        var agreement = new Agreement
        {
            PublicId = Guid.NewGuid(),
            InvitationNumber = invitation.Number,
            ThirdPartyId = invitation.ThirdPartyId,
            CustomerId = customerId,
            Kind = invitation.Kind,
            Terms = invitation.Terms with { },
            Access = invitation.Terms.Access,
            Mac = invitation.Mac,
            DeviceType = invitation.DeviceType,
            DeviceDescription = invitation.DeviceDescription,
            Purpose = invitation.Purpose,
            PurposeText = invitation.PurposeText,
            Reference = invitation.Reference,
            NormalizedReference = invitation.Reference?.ToUpperInvariant(),
            Email = invitation.Email,
            NormalizedEmail = invitation.NormalizedEmail,
            CodeEnding = invitation.CodeEnding,
            FirstDay = CentralTime.DayOf(now),
            LastDay = last,
            EndsAt = isOneTime ? now + times.OneTime : last is { } day ? CentralTime.EndOf(day) : null,
            AcceptedAt = now,
            Status = AgreementStatus.Active,
        };
        agreement.RemindAt = agreement.IsContinuous ? agreement.EndsAt - times.Reminder : null;
        agreement.esiids.AddRange(invitation.Esiids.Select(e => new AgreementEsiid(e.Esiid, occupancies[e.Esiid], agreement.ThirdPartyId)));
        return agreement;
    }

    /// <summary>What the company sees of the customer: the address or the end of the code that it used.</summary>
    public string SentTo => InvitationReceiver.Shown(Email, CodeEnding);

    /// <summary>The device it is about; null for Energy Data.</summary>
    public DeviceTerms? Device => DeviceTerms.Of(Mac, DeviceType, DeviceDescription);

    /// <summary>What it allows, whichever kind it is of.</summary>
    public ConsentTerms Consent => new(Kind, Terms, Device);

    /// <summary>
    /// Whether either side may end it directly (AGR-2). An In-Home Device agreement ends with its device: by the question that is
    /// asked when that is removed.
    /// </summary>
    public bool MayBeEndedDirectly => Kind != AgreementKind.InHomeDevice;

    /// <summary>Whether it runs for months, rather than for one file of each ESIID or as long as a device is there.</summary>
    public bool IsContinuous => Terms.Access == EnergyAccess.Continuous;

    /// <summary>Last days to which it may be extended at a moment (AGR-3); none for one that is one-time, over, or as long as it may be.</summary>
    public IReadOnlyList<DateOnly> ExtensionDaysAt(DateTimeOffset now) =>
        IsContinuous && IsActiveAt(now) ? EnergyTerms.ExtensionDays(LastDay!.Value, CentralTime.DayOf(now)) : [];

    /// <summary>Whether it is in force: the clock decides, whether or not the row says so yet.</summary>
    public bool IsActiveAt(DateTimeOffset now) => Status == AgreementStatus.Active && (EndsAt is null || now < EndsAt);

    /// <summary>Where it stands by the clock.</summary>
    public AgreementStatus StatusAt(DateTimeOffset now) => StatusAt(Status, EndsAt, now);

    /// <summary>Where an agreement with this row and end (null: none) stands by the clock.</summary>
    public static AgreementStatus StatusAt(AgreementStatus row, DateTimeOffset? endsAt, DateTimeOffset now) =>
        row == AgreementStatus.Active && now >= endsAt ? AgreementStatus.Expired : row;

    /// <summary>Ends it before its time. Nothing is produced or delivered under it from then on (AGR-6).</summary>
    /// <param name="reason">By what.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="note">Why, in the words of whoever ends it; null: they did not say.</param>
    /// <exception cref="DomainException">It is not active.</exception>
    public void Terminate(EndReason reason, DateTimeOffset now, TerminationNote? note = null)
    {
        MustBeActive(now);
        EndReason = reason;
        (TerminationReason, TerminationText) = (note?.Reason, note?.Text);
        End(AgreementStatus.Terminated, now);
    }

    /// <summary>Gives it a later last day.</summary>
    /// <param name="lastDay">One that <see cref="ExtensionDaysAt"/> offered when it was asked.</param>
    /// <param name="times">When both sides are reminded of its end.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">It is one-time, not active, or its last day is not earlier.</exception>
    public void Extend(DateOnly lastDay, AgreementTimes times, DateTimeOffset now)
    {
        MustBeActive(now);
        if (!IsContinuous || lastDay <= LastDay)
            throw new DomainException("Only a continuous agreement is extended, and to a later day.");
        LastDay = lastDay;
        EndsAt = CentralTime.EndOf(lastDay);
        RemindAt = EndsAt - times.Reminder;
    }

    /// <summary>Notes that both sides were reminded that it ends.</summary>
    public void NoteReminded() => RemindAt = null;

    /// <summary>Makes the row say what the clock says.</summary>
    /// <exception cref="DomainException">It is not active, or its time is not over.</exception>
    public void Expire(DateTimeOffset now)
    {
        if (Status != AgreementStatus.Active || EndsAt is not { } end || now < end)
            throw new DomainException("Only an active agreement whose time is over expires.");
        End(AgreementStatus.Expired, end);
    }

    /// <summary>
    /// The customer's occupancy of an ESIID ended: it leaves the agreement, and one that has none left is terminated (AGR-5).
    /// </summary>
    /// <param name="esiid">One that is in.</param>
    /// <param name="reason">Why the agreement ends, should it end.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">It is not active.</exception>
    public void LoseEsiid(string esiid, EndReason reason, DateTimeOffset now)
    {
        MustBeActive(now);
        var lost = esiids.Single(e => e.Esiid == esiid && e.IsIn);
        lost.Leave(now);
        if (esiids.TrueForAll(e => !e.IsIn))
            Terminate(reason, now);
        else
            CompleteWhenUsedUp(now);
    }

    /// <summary>One-time: the file of an ESIID was delivered, which uses it up; with the last one the agreement is completed (AGR-4).</summary>
    /// <exception cref="DomainException">It is continuous, not active, or the ESIID is used up already.</exception>
    public void UseUp(string esiid, DateTimeOffset now)
    {
        MustBeActive(now);
        if (Terms.Access != EnergyAccess.OneTime)
            throw new DomainException("Only a one-time agreement is used up.");
        esiids.Single(e => e.Esiid == esiid && e.IsIn).UseUp(now);
        CompleteWhenUsedUp(now);
    }

    private void CompleteWhenUsedUp(DateTimeOffset now)
    {
        if (Terms.Access == EnergyAccess.OneTime && esiids.TrueForAll(e => !e.IsIn || e.UsedUpAt is not null))
            End(AgreementStatus.Completed, now);
    }

    private void MustBeActive(DateTimeOffset now)
    {
        if (!IsActiveAt(now))
            throw new DomainException($"The agreement is {StatusAt(now)}.");
    }

    private void End(AgreementStatus status, DateTimeOffset at)
    {
        Status = status;
        EndedAt = at;
        RemindAt = null;
    }
}

/// <summary>One delivery point of an agreement.</summary>
public sealed class AgreementEsiid
{
    internal AgreementEsiid(string esiid, Guid occupancyId, Guid thirdPartyId) => (Esiid, OccupancyId, ThirdPartyId) = (esiid, occupancyId, thirdPartyId);

    private AgreementEsiid()
    {
    }

    /// <summary>The ESIID.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>The occupancy under which it was shared; what is seen is cut to it (ACC-9).</summary>
    public Guid OccupancyId { get; private set; }

    /// <summary>The agreement's company, so that its list by ESIID is read from an index.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>When the end of the customer's occupancy took it out, UTC; null while it is in.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>One-time: when its file was delivered, UTC; null before, and always for continuous agreements.</summary>
    public DateTimeOffset? UsedUpAt { get; private set; }

    /// <summary>Whether the agreement still covers it.</summary>
    public bool IsIn => LeftAt is null;

    internal void Leave(DateTimeOffset now) => LeftAt = now;

    internal void UseUp(DateTimeOffset now)
    {
        if (UsedUpAt is not null)
            throw new DomainException("A one-time ESIID is used up once.");
        UsedUpAt = now;
    }
}
