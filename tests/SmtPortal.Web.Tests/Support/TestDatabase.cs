using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

[assembly: AssemblyFixture(typeof(TestDatabase))]

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// The real engine that this run uses. The schema is migrated once into a template; each test class gets a copy of it.
/// <c>SMTPORTAL_TEST_DATABASE</c> chooses Sqlite (default) or PostgreSql, <c>SMTPORTAL_TEST_POSTGRESQL</c> says where that is.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("smtportal-tests-").FullName;
    private readonly string template = "smtportal_template_" + Guid.NewGuid().ToString("N")[..8];
    private int copies;

    public static DatabaseProvider Provider { get; } =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("SMTPORTAL_TEST_DATABASE") ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true);

    private static string ServerConnection =>
        Environment.GetEnvironmentVariable("SMTPORTAL_TEST_POSTGRESQL")
        ?? throw new InvalidOperationException("Set SMTPORTAL_TEST_POSTGRESQL to the connection string of a PostgreSQL server on which databases may be created; tests/run starts one.");

    public async ValueTask InitializeAsync()
    {
        if (Provider == DatabaseProvider.PostgreSql)
            await ExecuteOnServerAsync($"CREATE DATABASE {template}");
        await using var db = Open(ConnectionTo(template));
        await db.Database.MigrateAsync();
        SqliteConnection.ClearAllPools();
        await NpgsqlClearAsync(template);
    }

    /// <summary>A new database with the whole schema and no rows; returns its connection string.</summary>
    public async Task<string> CopyAsync()
    {
        var name = $"{template}_{Interlocked.Increment(ref copies)}";
        if (Provider == DatabaseProvider.PostgreSql)
            await ExecuteOnServerAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        else
            File.Copy(FileOf(template), FileOf(name));
        return ConnectionTo(name);
    }

    /// <summary>A new database without any schema; returns its connection string.</summary>
    public async Task<string> EmptyAsync()
    {
        var name = $"{template}_{Interlocked.Increment(ref copies)}";
        if (Provider == DatabaseProvider.PostgreSql)
            await ExecuteOnServerAsync($"CREATE DATABASE {name}");
        return ConnectionTo(name);
    }

    public async Task DropAsync(string connection)
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            using var pool = new SqliteConnection(connection);
            SqliteConnection.ClearPool(pool);
            var file = new SqliteConnectionStringBuilder(connection).DataSource;
            foreach (var left in new[] { file, file + "-wal", file + "-shm", file + ".lock" })
                File.Delete(left);
            return;
        }

        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await using var pooled = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(pooled);
        await ExecuteOnServerAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    public static PortalDbContext Open(string connection) => Provider == DatabaseProvider.PostgreSql
        ? new PostgreSqlPortalDbContext(new DbContextOptionsBuilder<PostgreSqlPortalDbContext>().UseNpgsql(connection).UseIdentitySchema().Options)
        : new SqlitePortalDbContext(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(connection).UseIdentitySchema().AddInterceptors(new SqlitePragmas()).Options);

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.PostgreSql)
            await ExecuteOnServerAsync($"DROP DATABASE IF EXISTS {template} WITH (FORCE)");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task NpgsqlClearAsync(string name)
    {
        if (Provider != DatabaseProvider.PostgreSql)
            return;
        NpgsqlConnection.ClearAllPools();
        await ExecuteOnServerAsync($"ALTER DATABASE {name} IS_TEMPLATE false");
    }

    private static async Task ExecuteOnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ServerConnection) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionTo(string name) => Provider == DatabaseProvider.PostgreSql
        ? new NpgsqlConnectionStringBuilder(ServerConnection) { Database = name, MaxPoolSize = 20 }.ConnectionString
        : $"Data Source={FileOf(name)}";

    private string FileOf(string name) => Path.Combine(folder, name + ".db");
}
