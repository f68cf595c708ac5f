using SmtPortal.Domain.Han;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Agreements;

/// <summary>What an invitation asks for and an agreement allows, whichever kind it is of (INV-2).</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Energy">Terms of Energy Data; <see cref="EnergyTerms.None"/> for the device kinds.</param>
/// <param name="Device">The device; null for Energy Data.</param>
public sealed record ConsentTerms(AgreementKind Kind, EnergyTerms Energy, DeviceTerms? Device)
{
    /// <summary>Whether it is about a device.</summary>
    public bool IsForDevice => Kind != AgreementKind.EnergyData;

    /// <summary>Energy Data.</summary>
    public static ConsentTerms Of(EnergyTerms terms) => new(AgreementKind.EnergyData, terms, null);

    /// <summary>To add a device: it has a type and a description.</summary>
    public static ConsentTerms InHomeDevice(MacAddress mac, HanDeviceType type, string description) =>
        new(AgreementKind.InHomeDevice, EnergyTerms.None, new DeviceTerms(mac, type, description));

    /// <summary>To send messages to a device, of which nothing but the address is named.</summary>
    public static ConsentTerms Services(MacAddress mac) => new(AgreementKind.InHomeDeviceServices, EnergyTerms.None, new DeviceTerms(mac, null, null));

    /// <summary>The last Central day that a continuous agreement would have, were it accepted at a moment; null: its terms name none.</summary>
    public DateOnly? LastDayIfAccepted(DateTimeOffset at) => Energy.Months is { } months ? EnergyTerms.LastDay(CentralTime.DayOf(at), months) : null;
}
