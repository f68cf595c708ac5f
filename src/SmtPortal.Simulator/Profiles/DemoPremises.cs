namespace SmtPortal.Simulator.Profiles;

/// <summary>The fixed list of premises that every demo has. Order, ESIIDs and meter numbers are stable: read-me and tests name them.</summary>
public static class DemoPremises
{
    public static readonly DemoTdsp Oncor = new("Oncor Electric Delivery Company", "1039940674000", "1044372");
    public static readonly DemoTdsp CenterPoint = new("CenterPoint Energy Houston Electric", "957877905", "1008901");
    public static readonly DemoTdsp AepCentral = new("AEP Texas Central", "007924772", "1003278");
    public static readonly DemoTdsp AepNorth = new("AEP Texas North", "007923311", "1020404");
    public static readonly DemoTdsp Tnmp = new("Texas-New Mexico Power Company", "007929441", "1040051");

    public static readonly DemoPremise GasHome = new("Ordinary home, gas heated",
        "10443720000990001", "99000001LG", Oncor, "10004", "TXU Energy Retail Company LLC",
        "1201 Demo Meadow Ln", "Dallas", "75214", DemoPremiseType.Residential, LoadProfileKind.GasHeatedHome, TexasRegion.North);

    public static readonly DemoPremise PoolHome = new("Ordinary home with pool",
        "1008901000000000990002", "I99000002", CenterPoint, "10007", "Reliant Energy Retail Services LLC",
        "2302 Sample Bayou Dr", "Houston", "77057", DemoPremiseType.Residential, LoadProfileKind.PoolHome, TexasRegion.Coast);

    public static readonly DemoPremise ElectricVehicleHome = new("Ordinary home with electric car",
        "10032780000990003", "990000003A", AepCentral, "10040", "Direct Energy LP",
        "303 Made Up Gull St", "Corpus Christi", "78411", DemoPremiseType.Residential, LoadProfileKind.ElectricVehicleHome,
        TexasRegion.South);

    public static readonly DemoPremise AllElectricHome = new("All-electric home",
        "10204040000990004", "990000004A", AepNorth, "10027", "Gexa Energy LP",
        "440 Pretend Mesquite Rd", "Abilene", "79605", DemoPremiseType.Residential, LoadProfileKind.AllElectricHome, TexasRegion.West);

    public static readonly DemoPremise Apartment = new("Apartment",
        "1008901000000000990005", "I99000005", CenterPoint, "10009", "Green Mountain Energy Company",
        "505 Example Heights Blvd Apt 12", "Houston", "77007", DemoPremiseType.Residential, LoadProfileKind.Apartment, TexasRegion.Coast);

    public static readonly DemoPremise Shop = new("Small shop",
        "10400510000990006", "T990000006", Tnmp, "10098", "Champion Energy Services LLC",
        "606 Invented Harbor Ave", "Texas City", "77590", DemoPremiseType.SmallNonResidential, LoadProfileKind.Shop, TexasRegion.Coast);

    public static readonly DemoPremise School = new("School",
        "10443720000990007", "99000007LG", Oncor, "10014", "Constellation NewEnergy Inc",
        "700 Demo Elementary Way", "Fort Worth", "76107", DemoPremiseType.LargeNonResidential, LoadProfileKind.School, TexasRegion.North);

    public static readonly DemoPremise SolarHome = new("Solar home",
        "10443720000990008", "99000008LG", Oncor, "10279", "Rhythm Ops LLC",
        "808 Sample Sunrise Ct", "Plano", "75023", DemoPremiseType.Residential, LoadProfileKind.GasHeatedHome, TexasRegion.North)
    { SolarKilowatts = 7.2 };

    public static readonly DemoPremise SolarHomeInTheValley = new("Solar home with electric car",
        "10032780000990009", "990000009A", AepCentral, "10262", "Octopus Energy LLC",
        "909 Made Up Palm Dr", "McAllen", "78501", DemoPremiseType.Residential, LoadProfileKind.ElectricVehicleHome, TexasRegion.South)
    { SolarKilowatts = 9.6 };

    public static readonly DemoPremise SpareHome = new("Held by nobody: to register oneself",
        "10443720000990010", "99000010LG", Oncor, "10117", "Ambit Texas LLC",
        "1010 Pretend Brazos St", "Waco", "76710", DemoPremiseType.Residential, LoadProfileKind.GasHeatedHome, TexasRegion.North);

    public static readonly DemoPremise LateHome = new("Data come late or not at all",
        "10400510000990011", "T990000011", Tnmp, "10205", "Summer Energy LLC",
        "1111 Example Lagoon Ln", "League City", "77573", DemoPremiseType.Residential, LoadProfileKind.PoolHome, TexasRegion.Coast)
    { DaysLate = 5, LostDays = 0.03 };

    /// <summary>All of them, in the order of their running numbers.</summary>
    public static IReadOnlyList<DemoPremise> All { get; } =
    [
        GasHome, PoolHome, ElectricVehicleHome, AllElectricHome, Apartment, Shop, School, SolarHome, SolarHomeInTheValley, SpareHome, LateHome,
    ];
}
