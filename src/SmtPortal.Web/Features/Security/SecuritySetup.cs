using SmtPortal.Web.Features.SignIn;

namespace SmtPortal.Web.Features.Security;

public static class SecuritySetup
{
    /// <summary>Signing in, and what keeps an account its owner's.</summary>
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<CommonPasswords>();
        services.AddSingleton<PasswordPolicy>();
        services.AddScoped<AttemptLimits>();
        services.AddScoped<SignInsOfSource>();
        services.AddScoped<CheckPassword>();
        services.AddScoped<RequestPasswordReset>();
        services.AddScoped<ReplaceForgottenPassword>();
        services.AddScoped<ChangePassword>();
        services.AddSingleton<AuthenticatorKeys>();
        services.AddScoped<CheckCode>();
        services.AddScoped<CompleteSignIn>();
        services.AddScoped<StartAuthenticator>();
        services.AddScoped<ConfirmAuthenticator>();
        services.AddScoped<ReplaceRecoveryCodes>();
        services.AddScoped<RemoveAuthenticator>();
        services.AddPasskeys();
        services.AddScoped<SignOutEverywhere>();
        services.AddScoped<ForgetSignIns>();
    }
}
