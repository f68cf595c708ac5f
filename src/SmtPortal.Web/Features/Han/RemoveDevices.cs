using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Han;

/// <summary>Makes the devices of homes leave their networks when whoever lived there is out (AGR-5). The caller saves.</summary>
public sealed class RemoveDevices(PortalDbContext db, TimeProvider time)
{
    /// <param name="occupancyIds">Of homes that are being left.</param>
    /// <param name="ended">Agreements that end with them, under which a removal is noted.</param>
    /// <param name="actor">Who decided; null: nobody in the portal.</param>
    /// <returns>The devices that leave, or have never come.</returns>
    public async Task<IReadOnlyList<HanDevice>> ExecuteAsync(
        IReadOnlyCollection<Guid> occupancyIds, IReadOnlyCollection<Agreement> ended, Guid? actor, CancellationToken cancellationToken)
    {
        var devices = await db.HanDevices.Where(d => occupancyIds.Contains(d.OccupancyId) && d.PresentMac != null).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var ids = devices.Select(d => (Guid?)d.Id).ToList();
        var open = await db.HanRequests.Where(r => ids.Contains(r.OpenDevice)).ToDictionaryAsync(r => r.DeviceId, cancellationToken);
        foreach (var device in devices)
        {
            var agreement = ended.FirstOrDefault(a => a.Kind == AgreementKind.InHomeDevice && a.Mac == device.Mac);
            if (device.Leave(open.GetValueOrDefault(device.Id), new HanAsker(agreement?.Number, actor), time.GetUtcNow()) is { } removal)
                db.HanRequests.Add(removal);
        }

        return devices;
    }
}
