using System.Security.Cryptography;
using System.Text;

namespace SmtPortal.Domain.Agreements;

/// <summary>The decisions that the consent ledger keeps (OPS-3). Stored by name: never rename one.</summary>
public enum ConsentAct
{
    /// <summary>A company invited.</summary>
    Invited,

    /// <summary>A customer accepted.</summary>
    Accepted,

    /// <summary>An invitation was rejected.</summary>
    Rejected,

    /// <summary>An invitation expired.</summary>
    InvitationExpired,

    /// <summary>A company withdrew an invitation.</summary>
    Withdrawn,

    /// <summary>An invitation lost its ground.</summary>
    InvitationCancelled,

    /// <summary>An agreement was terminated.</summary>
    Terminated,

    /// <summary>An agreement reached its end.</summary>
    Expired,

    /// <summary>A one-time agreement was used up.</summary>
    Completed,

    /// <summary>A customer's occupancy of an ESIID ended.</summary>
    MovedOut,

    /// <summary>A customer closed the account, which ended an occupancy.</summary>
    AccountClosed,

    /// <summary>A customer gave an agreement a later last day.</summary>
    Extended,

    /// <summary>A company asked for a later last day.</summary>
    ExtensionAsked,

    /// <summary>A customer declined a request to extend.</summary>
    ExtensionDeclined,

    /// <summary>Nobody answered a request to extend.</summary>
    ExtensionExpired,

    /// <summary>A company took a request to extend back.</summary>
    ExtensionWithdrawn,

    /// <summary>A request to extend lost its ground: the agreement ended, lost an ESIID, or was extended by the customer.</summary>
    ExtensionCancelled,
}

/// <summary>
/// One decision in the append-only consent ledger (OPS-3): ids, decision, time, version of the text agreed to, and a salted
/// hash of the personal data, which lie beside it (<see cref="LedgerPersonalData"/>) and can be erased. Saved unsealed in
/// the transaction of the decision; <see cref="Sequence"/> and <see cref="Seal"/> are given later by the one sealer.
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>Bytes of <see cref="PersonalDataHash"/> and <see cref="Seal"/>: SHA-256.</summary>
    public const int HashLength = 32;

    /// <summary>Longest version of a text, in characters.</summary>
    public const int TextVersionMaxLength = 40;

    private LedgerEntry()
    {
    }

    /// <summary>Id of the entry.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What was decided.</summary>
    public ConsentAct Act { get; private set; }

    /// <summary>The company concerned; null where none is (a move-out).</summary>
    public Guid? ThirdPartyId { get; private set; }

    /// <summary>The customer concerned; null where none is known (a rejection by link).</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Public id of the invitation; null where it is about none.</summary>
    public Guid? InvitationId { get; private set; }

    /// <summary>Public id of the agreement; null where it is about none.</summary>
    public Guid? AgreementId { get; private set; }

    /// <summary>The user who decided; null for the clock, or somebody with a mail link.</summary>
    public Guid? ActorUserId { get; private set; }

    /// <summary>Version of the words that the decision was made on, such as <c>accept-2026-11</c>.</summary>
    public string TextVersion { get; private set; } = "";

    /// <summary>SHA-256 of salt and personal data.</summary>
    public byte[] PersonalDataHash { get; private set; } = [];

    /// <summary>Place in the chain; null until sealed.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Hash of this entry chained to the one before; null until sealed.</summary>
    public byte[]? Seal { get; private set; }

    /// <summary>Makes an entry and the erasable data beside it.</summary>
    public static (LedgerEntry Entry, LedgerPersonalData Data) Record(ConsentAct act, LedgerSubject subject, string textVersion, string personalJson, DateTimeOffset now)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var entry = new LedgerEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Act = act,
            ThirdPartyId = subject.ThirdPartyId,
            CustomerId = subject.CustomerId,
            InvitationId = subject.InvitationId,
            AgreementId = subject.AgreementId,
            ActorUserId = subject.ActorUserId,
            TextVersion = textVersion,
        };
        var data = new LedgerPersonalData { EntryId = entry.Id, Salt = salt, Json = personalJson };
        entry.PersonalDataHash = data.Hash();
        return (entry, data);
    }

    /// <summary>Gives the entry its place in the chain, once.</summary>
    /// <param name="sequence">The place, one after the entry before.</param>
    /// <param name="seal">What <see cref="LedgerChain.SealOf"/> says for that place.</param>
    /// <exception cref="InvalidOperationException">It is sealed already.</exception>
    public void SealAs(long sequence, byte[] seal)
    {
        if (Sequence is not null)
            throw new InvalidOperationException($"Entry {Sequence} of the ledger is sealed already.");
        (Sequence, Seal) = (sequence, seal);
    }
}

/// <summary>Whom and what a ledger entry is about; each null where it does not apply.</summary>
/// <param name="ThirdPartyId">The company.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="InvitationId">The invitation, by its public id.</param>
/// <param name="AgreementId">The agreement, by its public id.</param>
/// <param name="ActorUserId">Who decided.</param>
public sealed record LedgerSubject(Guid? ThirdPartyId, Guid? CustomerId, Guid? InvitationId, Guid? AgreementId, Guid? ActorUserId);

/// <summary>The personal data of a ledger entry: name, address, IP. May be erased; the chain stays whole.</summary>
public sealed class LedgerPersonalData
{
    /// <summary>Longest JSON text, in characters.</summary>
    public const int JsonMaxLength = 8000;

    /// <summary>The entry it belongs to.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>16 random bytes, without which the hash in the entry tells nothing.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>The data as JSON.</summary>
    public required string Json { get; init; }

    /// <summary>SHA-256 of salt and data, which the entry carries.</summary>
    public byte[] Hash() => SHA256.HashData([.. Salt, .. Encoding.UTF8.GetBytes(Json)]);
}
