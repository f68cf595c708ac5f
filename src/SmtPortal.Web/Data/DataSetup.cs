using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SmtPortal.Web.Data;

/// <summary>The databases the portal runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}

/// <summary>Where the data are. Settings section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Connection string of the provider; null: the setting is missing, which only the demo may have.</summary>
    public string? ConnectionString { get; set; }
}

public static class DataSetup
{
    /// <summary>Registers the context of the chosen database as <see cref="PortalDbContext"/>.</summary>
    public static IServiceCollection AddPortalData(this IServiceCollection services, DatabaseOptions database)
    {
        var connection = database.ConnectionString!;
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<ConsentGate>();
        services.AddSingleton<BellInterceptor>();
        return database.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddDbContextPool<PortalDbContext, SqlitePortalDbContext>((provider, options) =>
                Common(provider, options.UseSqlite(connection)).AddInterceptors(provider.GetRequiredService<SqlitePragmas>())),
            DatabaseProvider.SqlServer => services.AddDbContextPool<PortalDbContext, SqlServerPortalDbContext>((provider, options) =>
                Common(provider, options.UseSqlServer(connection))),
            DatabaseProvider.PostgreSql => services.AddDbContextPool<PortalDbContext, PostgreSqlPortalDbContext>((provider, options) =>
                Common(provider, options.UseNpgsql(connection))),
            _ => throw new InvalidOperationException($"Database:Provider has no meaning for {database.Provider}."),
        };
    }

    /// <summary>A save that loses a race is told by its exception and answered by the use case: it is no error of the portal's.</summary>
    private static DbContextOptionsBuilder Common(IServiceProvider provider, DbContextOptionsBuilder options) => options
        .AddInterceptors(provider.GetRequiredService<BellInterceptor>())
        .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Warning), (CoreEventId.SaveChangesFailed, LogLevel.Warning)));
}
