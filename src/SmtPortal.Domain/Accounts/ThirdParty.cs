using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>Where a Third-Party company stands with the portal (ACC-4, ACC-8).</summary>
public enum ThirdPartyStatus
{
    /// <summary>Registered itself, waits for an operator.</summary>
    Pending,

    /// <summary>Approved by an operator; the only state in which it may act.</summary>
    Approved,

    /// <summary>An operator did not approve it.</summary>
    Refused,

    /// <summary>Stopped by an operator, at once and in open sessions too.</summary>
    Suspended,

    /// <summary>Closed by itself or by an operator. Final.</summary>
    Closed,
}

/// <summary>A company that customers share their data with.</summary>
public sealed class ThirdParty : IVersioned
{
    /// <summary>Longest company name, in characters.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Longest telephone number, in characters.</summary>
    public const int PhoneMaxLength = 30;

    /// <summary>Longest version of the rules, in characters.</summary>
    public const int RulesVersionMaxLength = 40;

    /// <summary>Longest note of an operator, in characters.</summary>
    public const int NoteMaxLength = 1000;

    private ThirdParty()
    {
    }

    /// <summary>Id of the company.</summary>
    public Guid Id { get; private set; }

    /// <summary>Name shown to customers.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name in upper case, for search.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>D-U-N-S number: 9 or 13 digits, see <see cref="Accounts.Duns"/>.</summary>
    public string Duns { get; private set; } = "";

    /// <summary>
    /// <see cref="NormalizedName"/> from approval to closing, null before and after: a unique index on it lets the database
    /// refuse a second company of the name, while a registration can neither take a name nor find out about one.
    /// </summary>
    public string? HeldName { get; private set; }

    /// <summary>The same for <see cref="Duns"/>.</summary>
    public string? HeldDuns { get; private set; }

    /// <summary>The person to talk to; empty for a company of the first days.</summary>
    public string ContactName { get; private set; } = "";

    /// <summary>Telephone number of the contact; null: none given.</summary>
    public string? ContactPhone { get; private set; }

    /// <summary>Mails to the company go here, an address that was confirmed; null: to all of its administrators.</summary>
    public string? NotificationEmail { get; private set; }

    /// <summary>The notification address that is wanted and not confirmed yet; null: none.</summary>
    public string? ProposedEmail { get; private set; }

    /// <summary>What the link to confirm <see cref="ProposedEmail"/> names, new for each address; null: none is wanted.</summary>
    public Guid? ProposalId { get; private set; }

    /// <summary>The company's web site; null: none given.</summary>
    public string? Website { get; private set; }

    /// <summary>The company's privacy policy; null: none given.</summary>
    public string? PrivacyPolicyUrl { get; private set; }

    /// <summary>Name of the national privacy seal that the company attests to hold; null: none.</summary>
    public string? SealName { get; private set; }

    /// <summary>Version of the portal's rules that the company agreed to; empty for a company of the first days.</summary>
    public string RulesVersion { get; private set; } = "";

    /// <summary>Where the company stands.</summary>
    public ThirdPartyStatus Status { get; private set; }

    /// <summary>Since when it stands there, UTC.</summary>
    public DateTimeOffset StatusSince { get; private set; }

    /// <summary>What an operator told the company with the last decision; null: nothing.</summary>
    public string? StatusNote { get; private set; }

    /// <summary>When the last of its agreements and invitations had been ended after its closing, UTC; null before, and while it is not closed.</summary>
    public DateTimeOffset? WoundUpAt { get; private set; }

    /// <summary>When its folder was emptied after its closing, UTC; null before, and while it is not closed.</summary>
    public DateTimeOffset? FolderEmptiedAt { get; private set; }

    /// <summary>When it registered, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Whether the company may act now: invite, receive.</summary>
    public bool MayAct => Status == ThirdPartyStatus.Approved;

    /// <summary>Registers a company, which then waits for approval.</summary>
    public static ThirdParty Register(string name, string duns, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        Duns = duns,
        Status = ThirdPartyStatus.Pending,
        StatusSince = now,
        CreatedAt = now,
    };

    /// <summary>Sets what customers are shown about the company beside its name.</summary>
    public void Describe(string? website, string? privacyPolicyUrl, string? sealName) =>
        (Website, PrivacyPolicyUrl, SealName) = (website, privacyPolicyUrl, sealName);

    /// <summary>Sets the person to talk to.</summary>
    public void SetContact(string name, string? phone) => (ContactName, ContactPhone) = (name, phone);

    /// <summary>Notes which version of the rules was agreed to.</summary>
    public void AgreeToRules(string version) => RulesVersion = version;

    /// <summary>Wants mails to go to another address, which has to confirm it first.</summary>
    /// <param name="address">A well-formed address.</param>
    /// <param name="isProven">Whether the address is known to belong to whoever asks, so that it counts at once.</param>
    public void SendMailTo(string address, bool isProven)
    {
        (ProposedEmail, ProposalId) = (null, null);
        if (isProven)
            NotificationEmail = address;
        else if (address != NotificationEmail)
            (ProposedEmail, ProposalId) = (address, Guid.NewGuid());
    }

    /// <summary>Mails go to all administrators again.</summary>
    public void SendMailToAdministrators() => (NotificationEmail, ProposedEmail, ProposalId) = (null, null, null);

    /// <summary>The proposed address has confirmed.</summary>
    /// <exception cref="DomainException">No address is proposed.</exception>
    public void ConfirmProposal()
    {
        if (ProposedEmail is null)
            throw new DomainException("No notification address is proposed.");
        (NotificationEmail, ProposedEmail, ProposalId) = (ProposedEmail, null, null);
    }

    /// <summary>Lets a pending company act.</summary>
    /// <exception cref="DomainException">The company is not pending.</exception>
    public void Approve(string? note, DateTimeOffset now)
    {
        Move(ThirdPartyStatus.Approved, note, now, ThirdPartyStatus.Pending);
        (HeldName, HeldDuns) = (NormalizedName, Duns);
    }

    /// <summary>Turns a pending company down.</summary>
    /// <exception cref="DomainException">The company is not pending.</exception>
    public void Refuse(string note, DateTimeOffset now) => Move(ThirdPartyStatus.Refused, note, now, ThirdPartyStatus.Pending);

    /// <summary>Stops an approved company.</summary>
    /// <exception cref="DomainException">The company is not approved.</exception>
    public void Suspend(string note, DateTimeOffset now) => Move(ThirdPartyStatus.Suspended, note, now, ThirdPartyStatus.Approved);

    /// <summary>Lets a suspended company act again.</summary>
    /// <exception cref="DomainException">The company is not suspended.</exception>
    public void Resume(string? note, DateTimeOffset now) => Move(ThirdPartyStatus.Approved, note, now, ThirdPartyStatus.Suspended);

    /// <summary>Ends the company's account. What it has is wound up afterwards; its consent ends here.</summary>
    /// <exception cref="DomainException">The company is neither approved nor suspended.</exception>
    public void Close(string? note, DateTimeOffset now)
    {
        Move(ThirdPartyStatus.Closed, note, now, ThirdPartyStatus.Approved, ThirdPartyStatus.Suspended);
        (HeldName, HeldDuns) = (null, null);
        (ProposedEmail, ProposalId) = (null, null);
    }

    /// <summary>Notes that nothing of a closed company is in force any more.</summary>
    /// <exception cref="DomainException">The company is not closed.</exception>
    public void MarkWoundUp(DateTimeOffset now)
    {
        MustBeClosed();
        WoundUpAt = now;
    }

    /// <summary>Notes that the folder of a closed company is empty.</summary>
    /// <exception cref="DomainException">The company is not closed.</exception>
    public void MarkFolderEmptied(DateTimeOffset now)
    {
        MustBeClosed();
        FolderEmptiedAt = now;
    }

    private void Move(ThirdPartyStatus to, string? note, DateTimeOffset now, params ReadOnlySpan<ThirdPartyStatus> from)
    {
        if (!from.Contains(Status))
            throw new DomainException($"A company that is {Status} cannot become {to}.");
        (Status, StatusNote, StatusSince) = (to, note, now);
    }

    private void MustBeClosed()
    {
        if (Status != ThirdPartyStatus.Closed)
            throw new DomainException($"A company that is {Status} is not wound up.");
    }
}
