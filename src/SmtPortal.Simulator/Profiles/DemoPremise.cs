namespace SmtPortal.Simulator.Profiles;

/// <summary>How a premise is classed in the market's public ESIID list.</summary>
public enum DemoPremiseType
{
    Residential,
    SmallNonResidential,
    LargeNonResidential,
}

/// <summary>What stands behind the meter, and so the shape of its load.</summary>
public enum LoadProfileKind
{
    /// <summary>Family home, gas furnace and gas water heater, air conditioning.</summary>
    GasHeatedHome,

    /// <summary>Home with heat pump and pool pump.</summary>
    PoolHome,

    /// <summary>Home with heat pump and a car that charges at night.</summary>
    ElectricVehicleHome,

    /// <summary>Home with resistance heating and electric water heater: its year has a winter peak too.</summary>
    AllElectricHome,

    /// <summary>Two rooms, one or two people, all electric but small.</summary>
    Apartment,

    /// <summary>Small shop with coolers, open every day but a few.</summary>
    Shop,

    /// <summary>School: full on school days, nearly idle at weekends and in the holidays.</summary>
    School,
}

/// <summary>Weather zones of the demo.</summary>
public enum TexasRegion
{
    North,
    Coast,
    South,
    West,
}

/// <summary>A wires company of the demo: real name and market DUNS number (9 or 13 digits), and the first seven digits of its ESIIDs.</summary>
public sealed record DemoTdsp(string Name, string Duns, string EsiidPrefix);

/// <summary>
/// A made-up premise with its meter. ESIID, meter number, address and people are invented; the digits after the utility's
/// number are those of no real delivery point.
/// </summary>
/// <param name="Role">What the premise is there for in the demo, for people who read the list.</param>
/// <param name="Esiid">17 digits, 22 at CenterPoint.</param>
/// <param name="RepCertificate">Certificate number at the Public Utility Commission of the REP that serves it.</param>
/// <param name="ServiceAddress">Street line; the state is always Texas.</param>
/// <param name="Zip">Five digits.</param>
public sealed record DemoPremise(
    string Role,
    string Esiid,
    string MeterNumber,
    DemoTdsp Tdsp,
    string RepCertificate,
    string RepName,
    string ServiceAddress,
    string City,
    string Zip,
    DemoPremiseType PremiseType,
    LoadProfileKind Profile,
    TexasRegion Region)
{
    /// <summary>Peak power of the solar array in kW; 0 where there is none. With an array, the meter has a surplus channel.</summary>
    public double SolarKilowatts { get; init; }

    /// <summary>Days that every usage day of this premise arrives later than the usual next morning.</summary>
    public int DaysLate { get; init; }

    /// <summary>Share of usage days, 0 to 1, that never arrive at all.</summary>
    public double LostDays { get; init; }

    public bool HasSolar => SolarKilowatts > 0;
}
