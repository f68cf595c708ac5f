using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Delivery;

public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton(new FtpsLimits())
        .AddSingleton<IFileDrop, FtpsFileDrop>()
        .AddSingleton<FolderUsersFile>()
        .AddScoped<CompanyFolders>()
        .AddScoped<ReplaceFolderPassword>()
        .AddScoped<TellFileServer>()
        .AddScoped<SyncFolders>();
}
