namespace SmtPortal.Domain.Han;

/// <summary>The kinds of device on a home area network.</summary>
public enum HanDeviceType
{
    /// <summary>In-home display.</summary>
    InHomeDisplay,

    /// <summary>Programmable thermostat.</summary>
    ProgrammableThermostat,

    /// <summary>Load-control switch.</summary>
    LoadControlSwitch,

    /// <summary>Smart appliance.</summary>
    SmartAppliance,

    /// <summary>Energy gateway.</summary>
    EnergyGateway,
}

/// <summary>The device that an invitation or agreement is about (INV-2).</summary>
/// <param name="Mac">Its address.</param>
/// <param name="Type">In-Home Device: what it is; null for Services, which name the address only.</param>
/// <param name="Description">In-Home Device: the company's words for it; null for Services.</param>
public sealed record DeviceTerms(MacAddress Mac, HanDeviceType? Type, string? Description)
{
    /// <summary>Longest description, in characters.</summary>
    public const int DescriptionMaxLength = 100;

    /// <summary>The device of three columns; null where they hold none.</summary>
    public static DeviceTerms? Of(MacAddress? mac, HanDeviceType? type, string? description) => mac is null ? null : new DeviceTerms(mac, type, description);
}
