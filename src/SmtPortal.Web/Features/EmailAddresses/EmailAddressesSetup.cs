namespace SmtPortal.Web.Features.EmailAddresses;

public static class EmailAddressesSetup
{
    public static void AddAddressChange(this IServiceCollection services)
    {
        services.AddScoped<RequestAddressChange>();
        services.AddScoped<ConfirmAddressChange>();
    }
}
