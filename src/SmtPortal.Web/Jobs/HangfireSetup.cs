using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Jobs;

public static class HangfireSetup
{
    /// <summary>
    /// Hangfire beside the chosen database. With the embedded one its storage is memory: it holds triggers only, the work
    /// itself is rows, which a sweep at start and every minute picks up.
    /// </summary>
    public static IServiceCollection AddPortalJobs(this IServiceCollection services, DatabaseOptions database, JobOptions options)
    {
        // Ours, not the one that Hangfire keeps for the whole process: several hosts in one process do not share it.
        services.AddSingleton(_ => StorageOf(database));
        services.AddHangfire(hangfire =>
            hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        if (options.Server)
        {
            services.AddHangfireServer(server =>
            {
                server.WorkerCount = options.Workers;
                server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            });
        }

        services.AddHostedService<Crontab>();
        services.AddSingleton<Bell>();
        services.AddScoped<JobLeases>();
        services.AddScoped<PurgeRun>();
        return services;
    }

    /// <summary>
    /// A killed process leaves its lock rows on PostgreSQL, and whoever wants the lock waits 15 seconds: by then they are taken for
    /// left. Locks are held for milliseconds.
    /// </summary>
    private static readonly PostgreSqlStorageOptions PostgreSql = new() { DistributedLockTimeout = TimeSpan.FromSeconds(10) };

    private static JobStorage StorageOf(DatabaseOptions database) => database.Provider switch
    {
        DatabaseProvider.Sqlite => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromDays(1) }),
        DatabaseProvider.PostgreSql => new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionString, PostgreSql), PostgreSql),
        _ => new SqlServerStorage(database.ConnectionString),
    };
}
