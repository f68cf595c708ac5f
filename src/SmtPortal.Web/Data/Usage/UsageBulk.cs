using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Data.Usage;

/// <summary>Writes many stored days at once, the way that the database at hand is quickest at; inside the context's transaction.</summary>
internal abstract class UsageBulk
{
    public const string Days = "UsageDays";
    public const string Revisions = "UsageDayRevisions";

    protected static readonly IReadOnlyList<string> Columns =
    [
        nameof(StoredDay.Esiid), nameof(StoredDay.Direction), nameof(StoredDay.Day), nameof(StoredDay.Revision), nameof(StoredDay.Packed), nameof(StoredDay.Layout),
        nameof(StoredDay.TotalWh), nameof(StoredDay.FirstReadWh), nameof(StoredDay.LastReadWh), nameof(StoredDay.SourceFileId), nameof(StoredDay.BatchNumber),
    ];

    /// <summary>Most days of one batch: SQLite makes every other writer wait as long as the transaction lasts.</summary>
    public abstract int BatchSize { get; }

    public static UsageBulk For(PortalDbContext db) => db switch
    {
        SqlitePortalDbContext => new SqliteUsageBulk(),
        PostgreSqlPortalDbContext => new PostgreSqlUsageBulk(),
        SqlServerPortalDbContext => new SqlServerUsageBulk(),
        _ => throw new InvalidOperationException($"{db.GetType().Name} has no bulk path for usage."),
    };

    /// <summary>Inserts the rows, or replaces those that stand under the same key.</summary>
    public abstract Task UpsertAsync(PortalDbContext db, string table, IReadOnlyCollection<StoredDay> rows, CancellationToken ct);

    public static string Letter(UsageDirection direction) => direction == UsageDirection.Generation ? "G" : "C";

    public static UsageDirection Direction(string letter) => letter == "G" ? UsageDirection.Generation : UsageDirection.Consumption;

    protected static DbConnection Connection(PortalDbContext db) => db.Database.GetDbConnection();

    protected static DbTransaction Transaction(PortalDbContext db) =>
        db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Usage is written inside a transaction.");

    protected static IReadOnlyList<string> KeyOf(string table) => [.. Columns.Take(table == Revisions ? 4 : 3)];

    protected static string Quoted(IEnumerable<string> columns, string before = "") => string.Join(", ", columns.Select(c => $"{before}\"{c}\""));

    /// <summary>The end of an upsert that PostgreSQL and SQLite share.</summary>
    protected static string OnConflict(string table) =>
        $"ON CONFLICT ({Quoted(KeyOf(table))}) DO UPDATE SET {string.Join(", ", Columns.Except(KeyOf(table)).Select(c => $"\"{c}\" = excluded.\"{c}\""))}";

    /// <summary>The values in the order of <see cref="Columns"/>.</summary>
    protected static object?[] Values(StoredDay row) =>
    [
        row.Esiid, Letter(row.Direction), row.Day, row.Revision.UtcDateTime, row.Packed, row.Layout,
        row.TotalWh, row.FirstReadWh, row.LastReadWh, row.SourceFileId, row.BatchNumber,
    ];
}
