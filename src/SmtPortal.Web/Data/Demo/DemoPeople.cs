using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data.Demo;

/// <summary>A made-up customer of the demo.</summary>
/// <param name="About">What the sign-in is good for, shown beside it.</param>
public sealed record DemoCustomer(string Email, string Name, Language Language, string About, params DemoPremise[] Premises)
{
    /// <summary>Whether the account is a business's.</summary>
    public bool IsBusiness { get; init; }
}

/// <summary>A made-up company of the demo, with its administrator.</summary>
public sealed record DemoCompany(string Email, string Name, string Duns, string Website, string About);

/// <summary>Who can sign in to the demo. Everybody has the same password, which stands on the sign-in page.</summary>
public static class DemoPeople
{
    public const string Password = "bluebonnets in spring";

    public const string OperatorEmail = "operator@demo.example";

    public static readonly DemoCustomer Maria = new("maria@demo.example", "Maria Delgado", Language.Spanish, "a home with gas heating in Dallas; reads Spanish", DemoPremises.GasHome);

    public static readonly DemoCustomer James = new("james@demo.example", "James Whitfield", Language.English, "a home with a pool in Houston", DemoPremises.PoolHome);

    public static readonly DemoCustomer Shop = new("shop@demo.example", "Harbor Street Goods", Language.English, "a small shop in Texas City", DemoPremises.Shop) { IsBusiness = true };

    /// <summary>Of the shop, and may only look at its account.</summary>
    public const string BookkeeperEmail = "bookkeeper@demo.example";

    public static readonly DemoCustomer Dale = new("dale@demo.example", "Dale Hutchins", Language.English, "an all-electric home in Abilene", DemoPremises.AllElectricHome);

    public static readonly IReadOnlyList<DemoCustomer> Customers =
    [
        Maria,
        James,
        new("priya@demo.example", "Priya Raman", Language.English, "a home with an electric car in Corpus Christi", DemoPremises.ElectricVehicleHome),
        Dale,
        new("nora@demo.example", "Nora Okafor", Language.English, "an apartment in Houston; late data at a second place", DemoPremises.Apartment, DemoPremises.LateHome),
        Shop,
        new("school@demo.example", "Demo Elementary School", Language.English, "a school in Fort Worth", DemoPremises.School) { IsBusiness = true },
        new("luis@demo.example", "Luis Herrera", Language.Spanish, "two solar homes; reads Spanish", DemoPremises.SolarHome, DemoPremises.SolarHomeInTheValley),
    ];

    public static readonly DemoCompany Adviser = new("advisor@demo.example", "Bright Bill Advisors", "100000001", "https://brightbill.example/", "compares bills");

    public static readonly DemoCompany Solar = new("solar@demo.example", "Lone Star Solar Studies", "100000002", "https://lonestarsolar.example/", "plans solar roofs");

    public static readonly IReadOnlyList<DemoCompany> Companies = [Adviser, Solar];

    /// <summary>Every sign-in with what it is for.</summary>
    public static IEnumerable<(string Email, PortalRole Role, string About)> SignIns() =>
        Customers.Select(c => (c.Email, PortalRole.Customer, $"{c.Name}, {c.About}"))
            .Append((BookkeeperEmail, PortalRole.Customer, $"keeps the books of {Shop.Name}: may look at its account, and change nothing"))
            .Concat(Companies.Select(c => (c.Email, PortalRole.ThirdParty, $"{c.Name}, {c.About}")))
            .Append((OperatorEmail, PortalRole.Operator, "runs the portal"));
}
