using Microsoft.Data.Sqlite;

namespace SmtPortal.Web.Data.Usage;

/// <summary>One prepared upsert, run for each row.</summary>
internal sealed class SqliteUsageBulk : UsageBulk
{
    public override int BatchSize => 500;

    public override async Task UpsertAsync(PortalDbContext db, string table, IReadOnlyCollection<StoredDay> rows, CancellationToken ct)
    {
        await using var command = (SqliteCommand)Connection(db).CreateCommand();
        command.Transaction = (SqliteTransaction)Transaction(db);
        command.CommandText = $"INSERT INTO \"{table}\" ({Quoted(Columns)}) VALUES ({string.Join(", ", Columns.Select(c => "$" + c))}) {OnConflict(table)}";
        foreach (var column in Columns)
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
        foreach (var row in rows)
        {
            var values = Values(row);
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
