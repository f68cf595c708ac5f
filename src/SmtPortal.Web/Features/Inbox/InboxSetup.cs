namespace SmtPortal.Web.Features.Inbox;

public static class InboxSetup
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<InboxFolder>()
        .AddScoped<StoreInboxFile>()
        .AddScoped<ReceiveUpload>()
        .AddScoped<ReadInboxParts>()
        .AddScoped<ReadInbox>()
        .AddScoped<PurgeInbox>();
}
