namespace SmtPortal.Web.Identity;

/// <summary>Names of the authorization policies, one for each audience.</summary>
public static class Policies
{
    public const string Customer = nameof(Customer);

    /// <summary>Whatever changes a customer's account or a consent: not for who may only view a business's (ACC-1).</summary>
    public const string ManageCustomer = nameof(ManageCustomer);
    public const string ThirdParty = nameof(ThirdParty);
    public const string CompanyAdministrator = nameof(CompanyAdministrator);

    /// <summary>A company that waits for approval.</summary>
    public const string PendingCompany = nameof(PendingCompany);
    public const string Operator = nameof(Operator);

    /// <summary>
    /// Whoever is signed in, even one who still lacks a second factor that they must have: what leads to it, and away.
    /// Pages without a policy ask for the second factor too.
    /// </summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Where second factors are set up and removed: whoever has one has shown it, see <see cref="FactorsShown"/>.</summary>
    public const string SecondFactors = nameof(SecondFactors);

    /// <summary>
    /// Whoever has shown all that the account has by now: a session from before its second factor does not change password or
    /// address, by which the factor could be passed.
    /// </summary>
    public const string WholeSignIn = nameof(WholeSignIn);
}
