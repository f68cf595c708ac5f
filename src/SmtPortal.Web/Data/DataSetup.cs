using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SmtPortal.Web.Identity;

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
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<ConsentGate>();
        services.AddSingleton<BellInterceptor>();
        return database.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddDbContextPool<PortalDbContext, SqlitePortalDbContext>((provider, options) =>
                options.Use(database).AddInterceptors(provider.GetRequiredService<BellInterceptor>(), provider.GetRequiredService<SqlitePragmas>())),
            DatabaseProvider.SqlServer => services.AddDbContextPool<PortalDbContext, SqlServerPortalDbContext>((provider, options) =>
                options.Use(database).AddInterceptors(provider.GetRequiredService<BellInterceptor>())),
            _ => services.AddDbContextPool<PortalDbContext, PostgreSqlPortalDbContext>((provider, options) =>
                options.Use(database).AddInterceptors(provider.GetRequiredService<BellInterceptor>())),
        };
    }

    /// <summary>Lets EF get ready, which takes it a third of a second, while the rest of the portal is put together. What fails here fails again where it is told.</summary>
    public static void WarmUp(DatabaseOptions database) => _ = Task.Run(() =>
    {
        using PortalDbContext db = database.Provider switch
        {
            DatabaseProvider.Sqlite => new SqlitePortalDbContext(OptionsOf<SqlitePortalDbContext>(database)),
            DatabaseProvider.SqlServer => new SqlServerPortalDbContext(OptionsOf<SqlServerPortalDbContext>(database)),
            _ => new PostgreSqlPortalDbContext(OptionsOf<PostgreSqlPortalDbContext>(database)),
        };
        return db.Model;
    });

    private static DbContextOptions<TContext> OptionsOf<TContext>(DatabaseOptions database)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>().UseIdentitySchema();
        options.Use(database);
        return options.Options;
    }

    /// <summary>A save that loses a race is told by its exception and answered by the use case: it is no error of the portal's.</summary>
    private static DbContextOptionsBuilder Use(this DbContextOptionsBuilder options, DatabaseOptions database) => (database.Provider switch
    {
        DatabaseProvider.Sqlite => options.UseSqlite(database.ConnectionString),
        DatabaseProvider.SqlServer => options.UseSqlServer(database.ConnectionString),
        DatabaseProvider.PostgreSql => options.UseNpgsql(database.ConnectionString),
        _ => throw new InvalidOperationException($"Database:Provider has no meaning for {database.Provider}."),
    }).ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Warning), (CoreEventId.SaveChangesFailed, LogLevel.Warning)));
}
