namespace SmtPortal.Web.Features.Han;

public static class HanSetup
{
    /// <summary>Devices on home area networks.</summary>
    public static void AddHan(this IServiceCollection services)
    {
        services.AddSingleton<InstallationCodes>();
        services.AddScoped<DeviceAdmission>();
        services.AddScoped<RemoveDevices>();
    }
}
