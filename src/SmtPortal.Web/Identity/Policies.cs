namespace SmtPortal.Web.Identity;

/// <summary>Names of the authorization policies, one for each audience.</summary>
public static class Policies
{
    public const string Customer = nameof(Customer);
    public const string ThirdParty = nameof(ThirdParty);
    public const string CompanyAdministrator = nameof(CompanyAdministrator);
    public const string Operator = nameof(Operator);
}
