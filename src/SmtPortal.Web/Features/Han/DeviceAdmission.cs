using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Han;

/// <summary>Why a device stands in the way of accepting; told to the customer alone (INV-3).</summary>
public enum DeviceObstacle
{
    /// <summary>In-Home Device: it is on the network of another home.</summary>
    Elsewhere,

    /// <summary>In-Home Device: it has an active agreement already, and has at most one (HAN-6).</summary>
    Taken,

    /// <summary>In-Home Device: it is being removed.</summary>
    Leaving,

    /// <summary>Services: it is not on the network of this home.</summary>
    NotHere,
}

/// <summary>What accepting means for the home area network: whether the device may join or get messages, and the rows with which its adding begins (HAN-1).</summary>
public sealed class DeviceAdmission(PortalDbContext db, TimeProvider time)
{
    /// <summary>Null: nothing stands in the way.</summary>
    public async Task<DeviceObstacle?> ObstacleAsync(Invitation invitation, Occupancy home, CancellationToken cancellationToken)
    {
        if (invitation.Mac is not { } mac)
            return null;
        var here = await FindAsync(home.Id, mac, cancellationToken);
        if (invitation.Kind == AgreementKind.InHomeDeviceServices)
            return here is { IsPresent: true } ? null : DeviceObstacle.NotHere;
        if (await db.HanDevices.AnyAsync(d => d.PresentMac == mac && d.OccupancyId != home.Id, cancellationToken))
            return DeviceObstacle.Elsewhere;
        if (here?.Status == HanDeviceStatus.Leaving)
            return DeviceObstacle.Leaving;
        var taken = await db.AgreementsOfCustomer(home.CustomerId).ActiveAt(time.GetUtcNow())
            .AnyAsync(a => a.Kind == AgreementKind.InHomeDevice && a.Mac == mac && a.Esiids.Any(e => e.OccupancyId == home.Id), cancellationToken);
        return taken ? DeviceObstacle.Taken : null;
    }

    /// <summary>
    /// An In-Home Device agreement is made: the device gets its row and the meter its request. One that the customer has added
    /// before stays where it is. The caller saves.
    /// </summary>
    /// <param name="encryptedCode">What the invitation had kept.</param>
    public async Task AdmitAsync(Agreement agreement, string encryptedCode, Occupancy home, Guid userId, CancellationToken cancellationToken)
    {
        var device = await FindAsync(home.Id, agreement.Mac!, cancellationToken);
        if (device is null)
        {
            device = HanDevice.At(home, agreement.Mac!, time.GetUtcNow());
            db.HanDevices.Add(device);
        }

        if (!device.IsPresent)
            db.HanRequests.Add(device.Join(agreement.Device!, encryptedCode, new HanAsker(agreement.Number, userId), time.GetUtcNow()));
        else
            // Whoever removes it at the same moment must lose, or win, against this.
            db.Entry(device).State = EntityState.Modified;
    }

    private Task<HanDevice?> FindAsync(Guid occupancyId, MacAddress mac, CancellationToken cancellationToken) =>
        db.HanDevices.SingleOrDefaultAsync(d => d.OccupancyId == occupancyId && d.Mac == mac, cancellationToken);
}
