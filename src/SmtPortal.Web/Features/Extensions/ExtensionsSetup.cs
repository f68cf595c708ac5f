namespace SmtPortal.Web.Features.Extensions;

public static class ExtensionsSetup
{
    /// <summary>A later last day of an agreement: by the customer alone, or asked for by the company.</summary>
    public static void AddExtensions(this IServiceCollection services)
    {
        services.AddScoped<ExtensionNews>();
        services.AddScoped<CancelExtensions>();
        services.AddScoped<ExtendAgreement>();
        services.AddScoped<AskExtension>();
        services.AddScoped<ChangeExtension>();
        services.AddScoped<AnswerExtension>();
        services.AddScoped<ExpireExtensions>();
    }
}
