using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Benchmarks;

/// <summary>What the sweep of expired invitations changes, by hand: the same rows in batches of the same size, each a transaction.</summary>
internal static class PlainSweep
{
    private const int Batch = 100;

    public static async Task RunAsync(PortalHost host, int count) => await host.Db(async db =>
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var now = host.Now.UtcDateTime;
        for (var done = 0; done < count;)
        {
            var over = await ReadAsync(connection, now);
            if (over.Count == 0)
                break;
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new Statements(connection, transaction);
            foreach (var (number, publicId, company, ends) in over)
            {
                var (entry, salt) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(16));
                await batch.RunAsync("""UPDATE "Invitations" SET "Status" = 'Expired', "ClosedAt" = @a, "Version" = @b WHERE "Number" = @c AND "Status" = 'Open'""", ends, Guid.NewGuid(), number);
                await batch.RunAsync("""UPDATE "InvitationEsiids" SET "OpenKey" = NULL WHERE "InvitationNumber" = @a""", number);
                await batch.RunAsync(
                    """INSERT INTO "LedgerEntries" ("Id", "At", "Act", "ThirdPartyId", "InvitationId", "TextVersion", "PersonalDataHash") VALUES (@a, @b, 'InvitationExpired', @c, @d, 'consent-2026-11', @e)""",
                    entry, now, company, publicId, SHA256.HashData(salt));
                await batch.RunAsync(
                    """INSERT INTO "LedgerPersonalData" ("EntryId", "Salt", "Json") VALUES (@a, @b, @c)""", entry, salt,
                    """{"what":{"email":"customer1@example.test","esiids":["10999000000000001"],"kind":"EnergyData","terms":{"access":"Continuous","months":12},"purpose":"EnergyAdvice"},"by":null}""");
                await batch.RunAsync("""INSERT INTO "WebhookEvents" ("Id", "ThirdPartyId", "Type", "SubjectId", "At") VALUES (@a, @b, 'invitation.expired', @c, @d)""", Guid.CreateVersion7(), company, publicId, now);
                await batch.RunAsync(
                    """INSERT INTO "DigestLines" ("Id", "ThirdPartyId", "Event", "Text", "Path", "At") VALUES (@a, @b, 'InvitationExpired', 'Invitation 1 has expired', '/company/invitations/1', @c)""",
                    Guid.CreateVersion7(), company, now);
            }

            await transaction.CommitAsync();
            done += over.Count;
        }
    });

    private static async Task<List<(long Number, Guid PublicId, Guid Company, DateTime Ends)>> ReadAsync(DbConnection connection, DateTime now)
    {
        await using var statements = new Statements(connection, null);
        await using var reader = await statements.Prepare(
            $"""SELECT "Number", "PublicId", "ThirdPartyId", "EndsAt" FROM "Invitations" WHERE "Status" = 'Open' AND "EndsAt" <= @a ORDER BY "EndsAt" LIMIT {Batch}""", now).ExecuteReaderAsync();
        var over = new List<(long, Guid, Guid, DateTime)>();
        while (await reader.ReadAsync())
            over.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetDateTime(3)));
        return over;
    }

    /// <summary>Commands that are prepared once and run with other values.</summary>
    private sealed class Statements(DbConnection connection, DbTransaction? transaction) : IAsyncDisposable
    {
        private readonly Dictionary<string, DbCommand> prepared = [];

        public Task<int> RunAsync(string sql, params object[] values) => Prepare(sql, values).ExecuteNonQueryAsync();

        public DbCommand Prepare(string sql, params object[] values)
        {
            if (!prepared.TryGetValue(sql, out var command))
            {
                command = connection.CreateCommand();
                (command.CommandText, command.Transaction) = (sql, transaction);
                foreach (var name in "abcdefg"[..values.Length])
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = "@" + name;
                    command.Parameters.Add(parameter);
                }

                prepared[sql] = command;
            }

            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            return command;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in prepared.Values)
                await command.DisposeAsync();
        }
    }
}
