namespace SmtPortal.Web.Identity;

/// <summary>Names of the authorization policies, one for each audience.</summary>
public static class Policies
{
    public const string Customer = nameof(Customer);
    public const string ThirdParty = nameof(ThirdParty);
    public const string CompanyAdministrator = nameof(CompanyAdministrator);

    /// <summary>A company that waits for approval.</summary>
    public const string PendingCompany = nameof(PendingCompany);
    public const string Operator = nameof(Operator);
}
