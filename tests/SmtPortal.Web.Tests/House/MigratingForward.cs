using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>
/// Who runs the portal has the schema that landed last, with rows in it. <c>src/add-migration</c> keeps that schema in
/// <c>Schemas/</c> before it adds to it: a migration that was changed after it had landed, or loses rows, shows here.
/// </summary>
public sealed class MigratingForward(TestDatabase databases)
{
    private static readonly bool Sqlite = TestDatabase.Provider == DatabaseProvider.Sqlite;

    /// <summary>The portal's own; not those in which the databases and EF keep their books.</summary>
    private static readonly string Tables = Sqlite
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name"
        : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_EF%' ORDER BY table_name";

    private static readonly string Columns = Sqlite
        ? "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1"
        : "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0) || ' ' || is_nullable || ' ' || is_identity FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1";

    private static readonly string Indexes = Sqlite
        ? "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1"
        : "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1";

    [Fact]
    public async Task The_schema_that_landed_last_becomes_the_newest_and_keeps_its_rows()
    {
        var old = await databases.EmptyAsync();
        var fresh = await databases.CopyAsync();
        try
        {
            await using var db = TestDatabase.Open(old);
            await ExecuteAsync(db, await File.ReadAllTextAsync(Repository.PathOf("tests", "SmtPortal.Web.Tests", "House", "Schemas", $"{TestDatabase.Provider}.sql"), TestContext.Current.CancellationToken));
            var tables = await ReadAsync(db, Tables);
            Assert.True(tables.Count > 30, $"The kept schema has {tables.Count} tables.");
            await ExecuteAsync(db, Sqlite ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica");
            foreach (var table in tables)
                await ExecuteAsync(db, await OneRowAsync(db, table));
            var rows = await CountsAsync(db, tables);
            Assert.All(rows, count => Assert.NotEqual(0, count));

            await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

            Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
            await using var newest = TestDatabase.Open(fresh);
            Assert.Equal(await ReadAsync(newest, Columns), await ReadAsync(db, Columns));
            Assert.Equal(await ReadAsync(newest, Indexes), await ReadAsync(db, Indexes));
            Assert.Equal(rows, await CountsAsync(db, tables));
        }
        finally
        {
            await databases.DropAsync(old);
            await databases.DropAsync(fresh);
        }
    }

    private static async Task<IReadOnlyList<int>> CountsAsync(PortalDbContext db, IEnumerable<string> tables)
    {
        var counts = new List<int>();
        foreach (var table in tables)
            counts.Add(int.Parse(Assert.Single(await ReadAsync(db, $"SELECT CAST(COUNT(*) AS varchar(20)) FROM \"{table}\"")), CultureInfo.InvariantCulture));
        return counts;
    }

    /// <summary>An insert of one row that holds something in each column, unless the migrations themselves put one in with the same key.</summary>
    private static async Task<string> OneRowAsync(PortalDbContext db, string table)
    {
        var columns = (await ReadAsync(db, Sqlite
            ? $"SELECT name || '|' || type FROM pragma_table_info('{table}')"
            : $"SELECT column_name || '|' || data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'")).Select(column => column.Split('|')).ToList();
        return $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column[0]}\""))}) VALUES ({string.Join(", ", columns.Select(column => Value(column[1])))}) ON CONFLICT DO NOTHING";
    }

    private static string Value(string type) => type switch
    {
        "bigint" or "integer" or "smallint" or "INTEGER" => "1",
        "boolean" => "true",
        "bytea" => "'\\x01'",
        "BLOB" => "x'01'",
        "date" => "'2026-01-01'",
        "jsonb" => "'{}'",
        "timestamp with time zone" => "'2026-01-01T00:00:00Z'",
        "uuid" => "'00000000-0000-0000-0000-000000000001'",
        "text" or "character" or "character varying" or "TEXT" => "'1'",
        _ => throw new InvalidOperationException($"No value for a column of type {type} is known here."),
    };

    private static async Task ExecuteAsync(PortalDbContext db, string sql)
    {
        await using var command = await CommandAsync(db, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(PortalDbContext db, string sql)
    {
        await using var command = await CommandAsync(db, sql);
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
            texts.Add(rows.GetString(0));
        return texts;
    }

    /// <summary>Opens the connection and leaves it open: what is set for it holds for the commands that follow.</summary>
    private static async Task<DbCommand> CommandAsync(PortalDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
