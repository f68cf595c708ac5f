using Npgsql;
using NpgsqlTypes;

namespace SmtPortal.Web.Data.Usage;

/// <summary>COPY into a temporary table, then one upsert from it.</summary>
internal sealed class PostgreSqlUsageBulk : UsageBulk
{
    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Varchar, NpgsqlDbType.Char, NpgsqlDbType.Date, NpgsqlDbType.TimestampTz, NpgsqlDbType.Bytea, NpgsqlDbType.Smallint,
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Uuid, NpgsqlDbType.Bigint,
    ];

    public override int BatchSize => 5_000;

    public override async Task UpsertAsync(PortalDbContext db, string table, IReadOnlyCollection<StoredDay> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var connection = (NpgsqlConnection)Connection(db);
        var stage = "stage_" + table;
        await ExecuteAsync(db, $"CREATE TEMP TABLE IF NOT EXISTS \"{stage}\" (LIKE \"{table}\") ON COMMIT DROP; TRUNCATE \"{stage}\"", ct);
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY \"{stage}\" ({Quoted(Columns)}) FROM STDIN (FORMAT BINARY)", ct))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                var values = Values(row);
                for (var i = 0; i < values.Length; i++)
                {
                    if (values[i] is null)
                        await copy.WriteNullAsync(ct);
                    else
                        await copy.WriteAsync(values[i] is byte layout ? (short)layout : values[i], Types[i], ct);
                }
            }
            await copy.CompleteAsync(ct);
        }
        await ExecuteAsync(db, $"INSERT INTO \"{table}\" ({Quoted(Columns)}) SELECT {Quoted(Columns)} FROM \"{stage}\" {OnConflict(table)}", ct);
    }

    private static async Task ExecuteAsync(PortalDbContext db, string sql, CancellationToken ct)
    {
        await using var command = Connection(db).CreateCommand();
        command.Transaction = Transaction(db);
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
