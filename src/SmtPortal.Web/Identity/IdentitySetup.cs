using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Identity;

public static class IdentitySetup
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512 for a password: what OWASP asks for, about twice the framework's default. Older hashes are renewed at sign-in.</summary>
    public const int PasswordIterations = 210_000;

    /// <summary>The tables that <see cref="AddPortalIdentity"/> uses, for a context that has no services around it: migrations.</summary>
    public static DbContextOptionsBuilder<TContext> UseIdentitySchema<TContext>(this DbContextOptionsBuilder<TContext> options)
        where TContext : DbContext =>
        options.UseApplicationServiceProvider(new ServiceCollection().Configure<IdentityOptions>(UseNewestSchema).BuildServiceProvider());

    /// <summary>Accounts, cookies and policies. Closed by default: a page without a policy needs a signed-in user.</summary>
    public static IServiceCollection AddPortalIdentity(this IServiceCollection services, PortalOptions portal, RuleOptions rules)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(SecondStep.Scheme, cookie =>
        {
            portal.Harden(cookie.Cookie, "second-step");
            cookie.ExpireTimeSpan = SecondStep.Kept;
            cookie.SlidingExpiration = false;
        }).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(cookie =>
            {
                portal.Harden(cookie.Cookie, "session");
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = UserSession.Longest;
                cookie.SlidingExpiration = false;
                cookie.EventsType = typeof(SessionCookie);
            });
            // The framework keeps the challenge of a passkey in the first; the others are not used, and named like the rest.
            cookies.TwoFactorUserIdCookie!.Configure(cookie => portal.Harden(cookie.Cookie, "passkey"));
            cookies.TwoFactorRememberMeCookie!.Configure(cookie => portal.Harden(cookie.Cookie, "second-factor"));
            cookies.ExternalCookie!.Configure(cookie => portal.Harden(cookie.Cookie, "outside"));
        });
        services.AddIdentityCore<PortalUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // Names are e-mail addresses, whose own rules the forms check; the framework's list would refuse an apostrophe.
            identity.User.AllowedUserNameCharacters = "";
            identity.SignIn.RequireConfirmedEmail = true;
            identity.SignIn.RequireConfirmedAccount = true;
            // ACC-2: length, not composition.
            identity.Password.RequiredLength = rules.PasswordMinLength;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
            UseNewestSchema(identity);
        })
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddSignInManager()
            .AddUserConfirmation<AccountStands>()
            .AddClaimsPrincipalFactory<PortalClaimsFactory>()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordIterations);
        services.AddScoped<SecondFactorRule>();
        services.AddScoped<IAuthorizationHandler, SecondFactorHandler>();
        services.AddScoped<IAuthorizationHandler, FactorsShownHandler>();
        services.AddScoped<Operators>();
        services.AddScoped<BeginSession>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<CompanyAccess>();
        services.AddScoped<IAuthorizationHandler, CompanyMayActHandler>();
        services.AddScoped<CustomerAccess>();
        services.AddScoped<IAuthorizationHandler, CustomerManagesHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new SecondFactor()).Build())
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.SecondFactors, policy => policy.RequireAuthenticatedUser().AddRequirements(new FactorsShown()))
            .AddPolicy(Policies.WholeSignIn, policy => policy.RequireAuthenticatedUser().AddRequirements(new SecondFactor(), new FactorsShown()))
            .AddPolicy(Policies.Customer, policy => policy.RequireRole(nameof(PortalRole.Customer)))
            .AddPolicy(Policies.ManageCustomer, policy => policy.RequireRole(nameof(PortalRole.Customer)).AddRequirements(new CustomerManages()))
            .AddPolicy(Policies.ThirdParty, policy => policy.AddRequirements(new CompanyMayAct(), new SecondFactor()))
            .AddPolicy(Policies.CompanyAdministrator, policy => policy.AddRequirements(new CompanyMayAct(role: CompanyRole.Administrator), new SecondFactor()))
            .AddPolicy(Policies.PendingCompany, policy => policy.AddRequirements(new CompanyMayAct(ThirdPartyStatus.Pending), new SecondFactor()))
            .AddPolicy(Policies.Operator, policy => policy.RequireRole(nameof(PortalRole.Operator)).AddRequirements(new SecondFactor()));
        return services;
    }

    /// <summary>Passkeys, and keys short enough for an index of SQL Server.</summary>
    private static void UseNewestSchema(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.Stores.MaxLengthForKeys = 128;
    }
}
