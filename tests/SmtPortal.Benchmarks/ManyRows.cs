using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Benchmarks;

/// <summary>
/// Makes a few rows through the portal itself, and then copies of them by the database's own means: agreements over two thousand companies,
/// of which one has a tenth, three invitations to each, with their ESIIDs, mails and ledger entries.
/// </summary>
internal sealed class ManyRows(PortalHost host, bool postgreSql)
{
    private const int Companies = 2000;

    public required int Agreements { get; init; }

    public TestUser Company { get; private set; } = null!;

    public TestUser Customer { get; private set; } = null!;

    /// <summary>An agreement in the middle of the company's.</summary>
    public long Middle => 1000 + (Agreements / 20);

    public int OfTheCompany => Agreements / 10;

    public async Task MakeAsync()
    {
        Company = await host.Given.Company("Big Company");
        var premise = await host.Given.Premise();
        Customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(Company, Customer, [premise], form => form.Reference = "Lead 1");
        var open = await host.Given.Invitation(Company, "open@example.test", [await host.Given.Premise()]);
        await host.Db(async db =>
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            if (!postgreSql)
                await RunAsync(db, "PRAGMA cache_size=-3000000; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF");
            var (company, customer) = (Company.OwnerId, Customer.OwnerId);
            await CopyAsync<ThirdParty>(db, $"{Column("Id")} = {Text(company)}", Companies - 1, new() { ["Id"] = Id(1, "s.i"), ["Name"] = Join("'Company '", "s.i"), ["NormalizedName"] = Join("'COMPANY '", "s.i"), ["Duns"] = Padded("s.i", 9), ["HeldName"] = "NULL", ["HeldDuns"] = "NULL" });
            await CopyAsync<Customer>(db, $"{Column("Id")} = {Text(customer)}", Agreements / 5, new() { ["Id"] = Id(2, "s.i"), ["AuthorizationCode"] = "NULL" });

            // The first tenth is the big company's, the rest is shared out; each customer has five.
            var whose = $"CASE WHEN s.i <= {OfTheCompany} THEN {Text(company)} ELSE {Id(1, $"1 + s.i % {Companies - 1}")} END";
            var who = Id(2, $"1 + s.i % {Agreements / 5}");
            Dictionary<string, string> address = new() { ["Email"] = Join("'customer'", "s.i", "'@example.test'"), ["NormalizedEmail"] = Join("'CUSTOMER'", "s.i", "'@EXAMPLE.TEST'"), ["Reference"] = Join("'Lead '", "s.i"), ["NormalizedReference"] = Join("'LEAD '", "s.i") };
            var accepted = $"{Column("Number")} = {agreement.InvitationNumber}";
            await CopyAsync<Invitation>(db, accepted, Agreements, new(address) { ["Number"] = "1000 + s.i", ["PublicId"] = Id(3, "s.i"), ["ThirdPartyId"] = whose, ["CustomerId"] = who });
            // Of the others one in ten is open; the rest has expired.
            var waits = "s.i % 10 = 0";
            await CopyAsync<Invitation>(db, $"{Column("Number")} = {open.Number}", 2 * Agreements, new(address)
            {
                ["Number"] = $"{1000 + Agreements} + s.i",
                ["PublicId"] = Id(4, "s.i"),
                ["ThirdPartyId"] = whose.Replace($"<= {OfTheCompany}", $"<= {2 * OfTheCompany}", StringComparison.Ordinal),
                ["Status"] = $"CASE WHEN {waits} THEN 'Open' ELSE 'Expired' END",
                ["ClosedAt"] = $"CASE WHEN {waits} THEN NULL ELSE t.{Column("EndsAt")} END",
            });
            await CopyAsync(db, "InvitationEsiids", $"{Column("InvitationNumber")} = {agreement.InvitationNumber}", 3 * Agreements, new() { ["InvitationNumber"] = "1000 + s.i", ["Esiid"] = Esiid("s.i"), ["OpenKey"] = "NULL" });
            // One in three has ended.
            await CopyAsync<Agreement>(db, $"{Column("Number")} = {agreement.Number}", Agreements, new(address)
            {
                ["Number"] = "1000 + s.i",
                ["PublicId"] = Id(5, "s.i"),
                ["InvitationNumber"] = "1000 + s.i",
                ["ThirdPartyId"] = whose,
                ["CustomerId"] = who,
                ["LastDay"] = Day("s.i % 300"),
                ["RemindAt"] = "NULL",
                ["Status"] = "CASE WHEN s.i % 3 = 0 THEN 'Terminated' ELSE 'Active' END",
                ["EndReason"] = "CASE WHEN s.i % 3 = 0 THEN 'ByCustomer' ELSE NULL END",
                ["EndedAt"] = $"CASE WHEN s.i % 3 = 0 THEN t.{Column("AcceptedAt")} ELSE NULL END",
            });
            await CopyAsync(db, "AgreementEsiids", $"{Column("AgreementNumber")} = {agreement.Number}", Agreements, new() { ["AgreementNumber"] = "1000 + s.i", ["Esiid"] = Esiid("s.i"), ["ThirdPartyId"] = whose });
            await CopyAsync<LedgerEntry>(db, $"{Column("AgreementId")} = {Text(agreement.PublicId)}", Agreements, new() { ["Id"] = Id(6, "s.i"), ["AgreementId"] = Id(5, "s.i"), ["ThirdPartyId"] = whose, ["CustomerId"] = who, ["Sequence"] = "1000 + s.i" });
            // Mails stay for thirteen months: those of half of the invitations, one in a hundred refused.
            await CopyAsync(db, "OutgoingEmails", $"{Column("TargetId")} = {Text(open.PublicId)}", Agreements, new() { ["Id"] = Id(7, "s.i"), ["TargetId"] = Id(4, "s.i"), ["ThirdPartyId"] = whose, ["Body"] = "NULL", ["Status"] = "CASE WHEN s.i % 100 = 0 THEN 'Undeliverable' ELSE 'Sent' END" });
            if (postgreSql)
            {
                await RunAsync(db, "SELECT setval(pg_get_serial_sequence('\"Agreements\"', 'Number'), 100000000), setval(pg_get_serial_sequence('\"Invitations\"', 'Number'), 100000000)");
                await RunAsync(db, "VACUUM ANALYZE");
            }
            else
            {
                await RunAsync(db, "ANALYZE");
                await RunAsync(db, "PRAGMA wal_checkpoint(TRUNCATE)");
            }
        });
    }

    /// <summary>Lets open invitations run out: their end is set an hour back.</summary>
    public Task EndInvitationsAsync(int count) => host.Db(db => RunAsync(db,
        $"UPDATE {Column("Invitations")} SET {Column("EndsAt")} = {Moment(host.Now.AddHours(-1))} WHERE {Column("Number")} IN (SELECT {Column("Number")} FROM {Column("Invitations")} WHERE {Column("Status")} = 'Open' ORDER BY {Column("Number")} LIMIT {count})"));

    public string Esiid(long number) => string.Create(CultureInfo.InvariantCulture, $"10999{number:000000000000}");

    private Task CopyAsync<TEntity>(PortalDbContext db, string template, int copies, Dictionary<string, string> changed)
        where TEntity : class => CopyAsync(db, db.Model.FindEntityType(typeof(TEntity))!.GetTableName()!, template, copies, changed);

    private async Task CopyAsync(PortalDbContext db, string table, string template, int copies, Dictionary<string, string> changed)
    {
        var columns = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Single(t => t.Name == table).Columns.Select(c => c.Name).ToList();
        if (changed.Keys.Except(columns).ToList() is { Count: > 0 } unknown)
            throw new InvalidOperationException($"{table} has no column {string.Join(", ", unknown)}.");
        var series = postgreSql ? $"generate_series(1, {copies}) AS s(i)" : $"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {copies}) SELECT i FROM n) AS s";
        await RunAsync(db, $"""
            INSERT INTO {Column(table)} ({string.Join(", ", columns.Select(Column))})
            SELECT {string.Join(", ", columns.Select(c => changed.TryGetValue(c, out var value) ? value : "t." + Column(c)))}
            FROM (SELECT * FROM {Column(table)} WHERE {template} ORDER BY 1 LIMIT 1) AS t CROSS JOIN {series}
            """);
    }

    private static async Task RunAsync(PortalDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 3600;
        await command.ExecuteNonQueryAsync();
    }

    private static string Column(string name) => $"\"{name}\"";

    private static string Join(params string[] parts) => string.Join(" || ", parts);

    private string Text(Guid id) => postgreSql ? $"'{id}'::uuid" : $"'{id.ToString().ToUpperInvariant()}'";

    /// <summary>The id of the row of a number, of a kind of rows.</summary>
    private string Id(int kind, string number) => postgreSql
        ? $"('00000000-000{kind}-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"
        : $"('00000000-000{kind}-7000-8000-' || printf('%012X', {number}))";

    private string Padded(string number, int digits) => postgreSql ? $"lpad(({number})::text, {digits}, '0')" : $"printf('%0{digits}d', {number})";

    private string Esiid(string number) => Join("'10999'", Padded(number, 12));

    private string Day(string later) => postgreSql ? $"t.\"LastDay\" + ({later})::int" : $"date(t.\"LastDay\", '+' || ({later}) || ' days')";

    private string Moment(DateTimeOffset at) => postgreSql ? $"'{at:yyyy-MM-dd HH:mm:ss}Z'::timestamptz" : $"'{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}'";
}
