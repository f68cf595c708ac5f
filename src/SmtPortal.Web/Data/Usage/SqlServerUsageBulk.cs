using System.Data;
using Microsoft.Data.SqlClient;

namespace SmtPortal.Web.Data.Usage;

/// <summary>
/// SqlBulkCopy into a temporary table, then UPDATE and INSERT from it. No MERGE: it is neither safe with other writers
/// nor quicker.
/// </summary>
internal sealed class SqlServerUsageBulk : UsageBulk
{
    private static readonly Type[] Types =
    [
        typeof(string), typeof(string), typeof(DateTime), typeof(DateTime), typeof(byte[]), typeof(byte),
        typeof(long), typeof(long), typeof(long), typeof(Guid), typeof(long),
    ];

    public override int BatchSize => 5_000;

    public override async Task UpsertAsync(PortalDbContext db, string table, IReadOnlyCollection<StoredDay> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var stage = "#stage_" + table;
        await ExecuteAsync(db, StageSql(table, stage), ct);
        using (var copy = new SqlBulkCopy((SqlConnection)Connection(db), SqlBulkCopyOptions.Default, (SqlTransaction)Transaction(db)))
        {
            copy.DestinationTableName = stage;
            using var data = Fill(rows);
            foreach (var column in Columns)
                copy.ColumnMappings.Add(column, column);
            await copy.WriteToServerAsync(data, ct);
        }
        await ExecuteAsync(db, UpsertSql(table, stage), ct);
    }

    /// <summary>An empty copy of the table.</summary>
    internal static string StageSql(string table, string stage) =>
        $"DROP TABLE IF EXISTS \"{stage}\"; SELECT TOP (0) {Quoted(Columns)} INTO \"{stage}\" FROM \"{table}\"";

    /// <summary>The two statements that take the rows over from the stage.</summary>
    internal static string UpsertSql(string table, string stage)
    {
        var same = string.Join(" AND ", KeyOf(table).Select(c => $"d.\"{c}\" = s.\"{c}\""));
        var set = string.Join(", ", Columns.Except(KeyOf(table)).Select(c => $"d.\"{c}\" = s.\"{c}\""));
        return $"""
            UPDATE d SET {set} FROM "{table}" AS d JOIN "{stage}" AS s ON {same};
            INSERT INTO "{table}" ({Quoted(Columns)}) SELECT {Quoted(Columns, "s.")} FROM "{stage}" AS s WHERE NOT EXISTS (SELECT 1 FROM "{table}" AS d WHERE {same});
            DROP TABLE "{stage}";
            """;
    }

    private static DataTable Fill(IReadOnlyCollection<StoredDay> rows)
    {
        var data = new DataTable();
        for (var i = 0; i < Columns.Count; i++)
            data.Columns.Add(Columns[i], Types[i]);
        foreach (var row in rows)
            data.Rows.Add([.. Values(row).Select(v => v is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : v ?? DBNull.Value)]);
        return data;
    }

    private static async Task ExecuteAsync(PortalDbContext db, string sql, CancellationToken ct)
    {
        await using var command = Connection(db).CreateCommand();
        command.Transaction = Transaction(db);
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
