using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Hosting;

/// <summary>
/// Brings the database to the newest schema before anything else runs: hosted services, jobs and the key ring all read it.
/// </summary>
public sealed partial class DatabaseStart(IServiceScopeFactory scopes, DatabaseOptions options, ILogger<DatabaseStart> logger) : IDisposable
{
    private FileStream? processLock;

    /// <exception cref="InvalidOperationException">Another process has the embedded database open, or another build has made its schema.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            TakeProcessLock();
            await OpenEmbeddedDatabaseAsync(cancellationToken);
        }

        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await RefuseForeignSchemaAsync(db, cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending > 0)
        {
            Migrating(logger, pending);
            await db.Database.MigrateAsync(cancellationToken);
        }

        if (options.Provider == DatabaseProvider.Sqlite)
            await db.EndAllLeasesAsync(cancellationToken);
    }

    public void Dispose() => processLock?.Dispose();

    /// <summary>A schema that this program does not know comes from a later build, or from one before the migrations were made one.</summary>
    private async Task RefuseForeignSchemaAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return;
        var foreign = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations()).ToList();
        if (foreign.Count > 0)
            throw new InvalidOperationException(
                $"The database has a schema of another build of the portal ({string.Join(", ", foreign)}); nothing was changed. Start that build, or use an empty database: "
                + (options.Provider == DatabaseProvider.Sqlite ? "the demo begins anew when its data folder is deleted." : "set another in Database:ConnectionString."));
    }

    /// <summary>SQLite serves one process: a second would run every job twice and wait for locks. The lock goes with the process, however it ends.</summary>
    private void TakeProcessLock()
    {
        var file = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        if (string.IsNullOrEmpty(file) || file.Contains(":memory:", StringComparison.Ordinal))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            processLock = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new InvalidOperationException(
                $"Another process has the embedded database '{file}' open. Stop it, or set Database:Provider to SqlServer or PostgreSql to run several.");
        }
    }

    /// <summary>Creates the file. A process killed in the middle of a migration leaves its lock row, and the next start would wait for it for ever.</summary>
    private async Task OpenEmbeddedDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        // Kept in the file once set; the connections that only look cannot set it.
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) == 0)
            return;
        command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
        if (await command.ExecuteNonQueryAsync(cancellationToken) > 0)
            StaleLock(logger);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applying {Count} database migrations")]
    private static partial void Migrating(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removed the migration lock that a killed process had left")]
    private static partial void StaleLock(ILogger logger);
}
