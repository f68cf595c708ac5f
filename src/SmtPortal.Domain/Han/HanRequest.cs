using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Han;

/// <summary>What a meter is asked to do with a device.</summary>
public enum HanRequestKind
{
    /// <summary>Let it join.</summary>
    Add,

    /// <summary>Make it leave.</summary>
    Remove,
}

/// <summary>Where a request to a meter stands (HAN-2). From <see cref="Joined"/> on it is closed.</summary>
public enum HanRequestStatus
{
    /// <summary>Waits to be sent to the gateway.</summary>
    Queued,

    /// <summary>Sent to the gateway.</summary>
    Sent,

    /// <summary>Add: the meter waits for the device.</summary>
    MeterReady,

    /// <summary>Add: the device is on the network.</summary>
    Joined,

    /// <summary>Remove: the device has left.</summary>
    Left,

    /// <summary>It did not come about.</summary>
    Failed,

    /// <summary>It is no longer wanted.</summary>
    Cancelled,
}

/// <summary>Who asks for something on a home area network.</summary>
/// <param name="AgreementNumber">The In-Home Device agreement under which; null: none.</param>
/// <param name="UserId">The sign-in; null: nobody in the portal, as with a move-out.</param>
public sealed record HanAsker(long? AgreementNumber, Guid? UserId);

/// <summary>A request to a meter to add or remove a device. One may be open for each device.</summary>
public sealed class HanRequest : IVersioned
{
    private HanRequest()
    {
    }

    /// <summary>Id of the request.</summary>
    public Guid Id { get; private set; }

    /// <summary>The device.</summary>
    public Guid DeviceId { get; private set; }

    /// <summary>The device while the request is open, null afterwards: a unique index on it lets the database refuse a second open one.</summary>
    public Guid? OpenDevice { get; private set; }

    /// <summary>Add or remove.</summary>
    public HanRequestKind Kind { get; private set; }

    /// <summary>Where it stands.</summary>
    public HanRequestStatus Status { get; private set; }

    /// <summary>The In-Home Device agreement under which it was asked; null: none.</summary>
    public long? AgreementNumber { get; private set; }

    /// <summary>Who asked; null: nobody in the portal.</summary>
    public Guid? AskedByUserId { get; private set; }

    /// <summary>When it was asked, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Asks; <see cref="HanDevice"/> knows when that may be.</summary>
    internal static HanRequest Queue(HanRequestKind kind, HanDevice device, HanAsker asker, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        DeviceId = device.Id,
        OpenDevice = device.Id,
        Kind = kind,
        Status = HanRequestStatus.Queued,
        AgreementNumber = asker.AgreementNumber,
        AskedByUserId = asker.UserId,
        CreatedAt = now,
    };

    /// <summary>It is no longer wanted.</summary>
    /// <exception cref="DomainException">It is closed.</exception>
    public void Cancel(DateTimeOffset now)
    {
        if (OpenDevice is null)
            throw new DomainException($"The request is {Status}.");
        (Status, OpenDevice, ClosedAt) = (HanRequestStatus.Cancelled, null, now);
    }
}
