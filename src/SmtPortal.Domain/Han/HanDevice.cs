using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Han;

/// <summary>Where a device stands with the home area network (HAN-2).</summary>
public enum HanDeviceStatus
{
    /// <summary>Not on it.</summary>
    Absent,

    /// <summary>Being added.</summary>
    Joining,

    /// <summary>On it.</summary>
    OnHan,

    /// <summary>Being removed.</summary>
    Leaving,

    /// <summary>Was to be removed, and the meter has not confirmed it: never shown as done.</summary>
    LeaveUnconfirmed,
}

/// <summary>
/// A device at a home, for one occupancy: who lives there next has a row of their own (ACC-9). Its state and that of the requests
/// to the meter (<see cref="HanRequest"/>) are separate.
/// </summary>
public sealed class HanDevice : IVersioned
{
    private HanDevice()
    {
    }

    /// <summary>Id of the row, also in addresses of pages.</summary>
    public Guid Id { get; private set; }

    /// <summary>The occupancy to which it belongs; what is seen of it is cut to that.</summary>
    public Guid OccupancyId { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>Where its meter is.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>Its address.</summary>
    public MacAddress Mac { get; private set; } = null!;

    /// <summary>
    /// The address while it joins or is on the network, null otherwise: a unique index on it lets the database refuse the same
    /// device on two networks. One that is leaving may join elsewhere.
    /// </summary>
    public MacAddress? PresentMac { get; private set; }

    /// <summary>What it is.</summary>
    public HanDeviceType Type { get; private set; }

    /// <summary>What it is called, in the words of whoever added it last.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The encrypted installation code; null once the device has left or is to leave (INV-4).</summary>
    public string? EncryptedCode { get; private set; }

    /// <summary>Where it stands.</summary>
    public HanDeviceStatus Status { get; private set; }

    /// <summary>Since when it stands there, UTC.</summary>
    public DateTimeOffset StatusSince { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Whether it is on the network, or on its way.</summary>
    public bool IsPresent => PresentMac is not null;

    /// <summary>Notes a device at a home, where it is absent until it joins.</summary>
    public static HanDevice At(Occupancy occupancy, MacAddress mac, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OccupancyId = occupancy.Id,
        CustomerId = occupancy.CustomerId,
        Esiid = occupancy.Esiid,
        Mac = mac,
        Status = HanDeviceStatus.Absent,
        StatusSince = now,
    };

    /// <summary>Begins to add it (HAN-1). Returns the request for the meter.</summary>
    /// <param name="device">What it is and what it is called.</param>
    /// <param name="encryptedCode">Its installation code, encrypted.</param>
    /// <param name="asker">Under which agreement, and who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">It is present or on its way out, or the terms do not describe this device.</exception>
    public HanRequest Join(DeviceTerms device, string encryptedCode, HanAsker asker, DateTimeOffset now)
    {
        if (Status is not (HanDeviceStatus.Absent or HanDeviceStatus.LeaveUnconfirmed))
            throw new DomainException($"A device that is {Status} is not added.");
        if (device.Mac != Mac || device is not { Type: { } type, Description: { } description })
            throw new DomainException("A device is added by its own address, with a type and a description.");
        (Type, Description, EncryptedCode, PresentMac) = (type, description, encryptedCode, Mac);
        Stand(HanDeviceStatus.Joining, now);
        return HanRequest.Queue(HanRequestKind.Add, this, asker, now);
    }

    /// <summary>
    /// Begins to remove it, for good: its installation code goes at once. A request to add it that is open is cancelled; if that
    /// was never sent, the meter knows nothing of the device, which is absent at once.
    /// </summary>
    /// <param name="open">The open request of this device; null: none is.</param>
    /// <param name="asker">Under which agreement, and who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns>The request for the meter; null: none is needed.</returns>
    /// <exception cref="DomainException">It is not present.</exception>
    public HanRequest? Leave(HanRequest? open, HanAsker asker, DateTimeOffset now)
    {
        if (!IsPresent)
            throw new DomainException($"A device that is {Status} is not removed.");
        (EncryptedCode, PresentMac) = (null, null);
        var wasNeverSent = open?.Status == HanRequestStatus.Queued;
        open?.Cancel(now);
        Stand(wasNeverSent ? HanDeviceStatus.Absent : HanDeviceStatus.Leaving, now);
        return wasNeverSent ? null : HanRequest.Queue(HanRequestKind.Remove, this, asker, now);
    }

    private void Stand(HanDeviceStatus status, DateTimeOffset now) => (Status, StatusSince) = (status, now);
}
