using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Shared;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Benchmarks;

/// <summary>
/// The lists of both sides among a million agreements beside the same among ten thousand, a list beside the same page by plain ADO, and the
/// sweep of expired invitations beside the same changes by plain SQL. <c>SMTPORTAL_TEST_DATABASE</c> chooses the database as in the tests.
/// </summary>
internal static class Million
{
    private const int Clients = 4;
    private const int RequestsEach = 40;

    public static async Task<int> RunAsync(int agreements, int sweep)
    {
        // The portal's pages and styles, as the tests find them.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_SMTPORTAL_WEB", Path.Combine(Directory.GetCurrentDirectory(), "src", "SmtPortal.Web"));
        var databases = new TestDatabase();
        await databases.InitializeAsync();
        try
        {
            await MeasureAsync(databases, 1000, 400); // So that everything is compiled.
            Say($"");
            var few = await MeasureAsync(databases, Math.Min(10_000, agreements), 0);
            var many = await MeasureAsync(databases, agreements, sweep);
            Say($"");
            Say($"{TestDatabase.Provider}, {Clients} clients, {Clients * RequestsEach} requests each; p95 in ms");
            Say($"| page | 10,000 agreements | {agreements:N0} | ratio | commands |");
            Say($"|---|---|---|---|---|");
            foreach (var (page, figures) in many)
                Say($"| {page} | {few[page].P95:0.0} | {figures.P95:0.0} | {figures.P95 / few[page].P95:0.00} | {figures.Commands} |");
            return 0;
        }
        finally
        {
            await databases.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyDictionary<string, Figures>> MeasureAsync(TestDatabase databases, int agreements, int sweep)
    {
        await using var host = new ManyRowsHost(databases);
        await host.InitializeAsync();
        var rows = new ManyRows(host, TestDatabase.Provider == DatabaseProvider.PostgreSql) { Agreements = agreements };
        var clock = Stopwatch.StartNew();
        await rows.MakeAsync();
        Say($"{agreements:N0} agreements made in {clock.Elapsed.TotalSeconds:N0} s");
        var company = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => host.SignedIn(rows.Company)));
        var customer = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => host.SignedIn(rows.Customer)));
        var (middle, esiid) = (rows.Middle, rows.Esiid(rows.OfTheCompany / 2));
        var figures = new Dictionary<string, Figures>();
        foreach (var (name, clients, address, words) in new (string, PortalClient[], string, string?)[]
        {
            ("company's home", company, "/company", null),
            ("agreements", company, "/company/agreements", null),
            ("agreements, a page in the middle", company, $"/company/agreements?place={middle}", null),
            ("agreements, active", company, "/company/agreements?status=Active", null),
            ("agreements, terminated", company, "/company/agreements?status=Terminated", null),
            ("agreements, none such (completed)", company, "/company/agreements?status=Completed", null),
            ("agreements, none such (one-time)", company, "/company/agreements?access=OneTime", null),
            ("agreements, none such (device)", company, "/company/agreements?kind=InHomeDevice", null),
            ("agreements, next to end first", company, "/company/agreements?order=NextToEnd", null),
            ("agreements, ending in a week", company, $"/company/agreements?endsFrom={Day(host.Now, 370)}&endsTo={Day(host.Now, 377)}", null),
            ("agreements, by ESIID", company, "/company/agreements?by=Esiid", null),
            ("agreements, by customer", company, "/company/agreements?by=Customer", null),
            ("agreements, by customer, in the middle", company, $"/company/agreements?by=Customer&place={middle}", null),
            ("agreements, find ESIID", company, "/company/agreements/find", esiid),
            ("agreements, find number", company, "/company/agreements/find", $"{middle}"),
            ("agreements, find address", company, "/company/agreements/find", $"customer{middle - 1000}@example.test"),
            ("agreements, find reference", company, "/company/agreements/find", "Lead 77"),
            ("agreements, find nothing", company, "/company/agreements/find", "no such thing"),
            ("an agreement", company, $"/company/agreements/{middle}", null),
            ("agreements, export's first byte", company, "/company/agreements/list.csv", null),
            ("invitations", company, "/company/invitations", null),
            ("invitations, open", company, "/company/invitations?status=Open", null),
            ("invitations, none such (rejected)", company, "/company/invitations?status=Rejected", null),
            ("invitations, next to end first", company, "/company/invitations?order=NextToEnd", null),
            ("invitations, not delivered", company, "/company/invitations?undelivered=true", null),
            ("invitations, find ESIID", company, "/company/invitations/find", esiid),
            ("invitations, find address", company, "/company/invitations/find", $"customer{middle - 1000}@example.test"),
            ("invitations, find reference", company, "/company/invitations/find", "Lead 77"),
            ("invitations, export's first byte", company, "/company/invitations/list.csv", null),
            ("customer's agreements", customer, "/customer/agreements", null),
            ("customer's agreements, find", customer, "/customer/agreements/find", "Big"),
        })
        {
            var signIn = await CountAsync(host, clients[0], "/customer/no-such-page", null);
            var commands = await CountAsync(host, clients[0], address, words) - signIn;
            figures[name] = new Figures(await P95Async(clients, address, words), commands);
            Say($"  {name}: {figures[name].P95:0.0} ms, {commands} commands");
        }

        await CompareAsync(company);
        if (sweep > 0)
            await SweepAsync(host, rows, sweep);
        return figures;
    }

    /// <summary>As many pages as go in five seconds: the portal's list, and the same page whose rows came by plain ADO.</summary>
    private static async Task CompareAsync(PortalClient[] clients)
    {
        var (portal, plain) = (0d, 0d);
        for (var round = 0; round < 3; round++)
        {
            portal += await ThroughputAsync(clients, "/company/agreements");
            plain += await ThroughputAsync(clients, "/company/plain-agreements");
        }

        Say($"  throughput: list {portal / 3:N0}/s, by plain ADO {plain / 3:N0}/s, ratio {portal / plain:0.00}");
    }

    private static async Task<double> ThroughputAsync(PortalClient[] clients, string address)
    {
        var (count, clock) = (0, Stopwatch.StartNew());
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            while (clock.Elapsed < TimeSpan.FromSeconds(5))
            {
                await AskAsync(client, address, null);
                Interlocked.Increment(ref count);
            }
        })));
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> P95Async(PortalClient[] clients, string address, string? words)
    {
        var times = new ConcurrentBag<double>();
        for (var warm = 0; warm < 3; warm++)
            await AskAsync(clients[0], address, words);
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            for (var i = 0; i < RequestsEach; i++)
                times.Add(await AskAsync(client, address, words));
        })));
        return times.Order().ElementAt((int)(times.Count * 0.95));
    }

    /// <returns>Milliseconds to the whole page, or to the first byte of an export.</returns>
    private static async Task<double> AskAsync(PortalClient client, string address, string? words)
    {
        using var request = new HttpRequestMessage(words is null ? HttpMethod.Get : HttpMethod.Post, address);
        request.Headers.Add("Accept", "text/html");
        if (words is not null)
            request.Content = new FormUrlEncodedContent([new("words", words), new("__RequestVerificationToken", await TokenAsync(client))]);
        var clock = Stopwatch.StartNew();
        using var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        if (address.EndsWith(".csv", StringComparison.Ordinal))
            await body.ReadExactlyAsync(new byte[1]);
        else
            await body.CopyToAsync(Stream.Null);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static readonly ConcurrentDictionary<PortalClient, Task<string>> Tokens = new();

    private static Task<string> TokenAsync(PortalClient client) => Tokens.GetOrAdd(client, async c =>
        (await c.GetPage("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);

    private static async Task<int> CountAsync(ManyRowsHost host, PortalClient client, string address, string? words)
    {
        if (words is not null)
            await TokenAsync(client);
        host.Commands = 0;
        try
        {
            await AskAsync(client, address, words);
        }
        catch (HttpRequestException)
        {
            // The page that is not there costs what the sign-in of each page costs.
        }

        return host.Commands;
    }

    private static async Task SweepAsync(ManyRowsHost host, ManyRows rows, int count)
    {
        await rows.EndInvitationsAsync(count);
        host.Batches.Clear();
        host.Begin();
        var (before, most, done) = (GC.GetTotalMemory(forceFullCollection: true), 0L, false);
        var watch = Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(50);
            }
        });
        var clock = Stopwatch.StartNew();
        await host.Run<ExpireInvitations>();
        var portal = clock.Elapsed.TotalSeconds;
        Volatile.Write(ref done, true);
        await watch;
        var batches = host.Batches.Order().ToList();
        Say($"  sweep of {count:N0} invitations: {portal:0.0} s, batch p50 {batches[batches.Count / 2]:0} ms, p95 {batches[(int)(batches.Count * 0.95)]:0} ms, longest {batches[^1]:0} ms; memory from {before / 1_000_000} to at most {most / 1_000_000} MB");
        await rows.EndInvitationsAsync(count);
        clock.Restart();
        await PlainSweep.RunAsync(host, count);
        Say($"  the same by plain SQL: {clock.Elapsed.TotalSeconds:0.0} s, ratio {portal / clock.Elapsed.TotalSeconds:0.00}");
    }

    private static string Day(DateTimeOffset now, int later) => now.AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Figures(double P95, int Commands);
}

/// <summary>The portal with a page beside its own, which reads its rows by plain ADO.</summary>
internal sealed class ManyRowsHost(TestDatabase databases) : PortalHost(databases)
{
    private int commands;

    public int Commands
    {
        get => commands;
        set => commands = value;
    }

    /// <summary>Milliseconds between saves.</summary>
    public ConcurrentBag<double> Batches => saves.Batches;

    private readonly Saves saves = new();

    /// <summary>From here on the time to the next save counts.</summary>
    public void Begin() => saves.Begin();

    protected override string EnvironmentName => "Staging";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = "9",
        ["Rules:InvitationsPerDay"] = "100000000",
    };

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddControllersWithViews().AddApplicationPart(typeof(PlainAgreementsController).Assembly);
        services.Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Error);
        var counter = new Counter(() => Interlocked.Increment(ref commands));
        if (TestDatabase.Provider == DatabaseProvider.PostgreSql)
            services.ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(counter, saves));
        else
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(counter, saves));
    }

    private sealed class Counter(Action count) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            count();
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Saves : SaveChangesInterceptor
    {
        private long last;

        public ConcurrentBag<double> Batches { get; } = [];

        public void Begin() => last = Stopwatch.GetTimestamp();

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Batches.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
            last = Stopwatch.GetTimestamp();
            return ValueTask.FromResult(result);
        }
    }
}

/// <summary>The company's list with the portal's sign-in, layout and view, and rows that a hand-written command brought.</summary>
[Authorize(Policies.ThirdParty)]
public sealed class PlainAgreementsController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("/company/plain-agreements")]
    public async Task<IActionResult> Index()
    {
        var now = time.GetUtcNow();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """
            SELECT a."Number", a."Email", a."Reference", a."FirstDay", a."LastDay", a."Status", a."Terms_Months", e."Esiid"
            FROM (SELECT * FROM "Agreements" WHERE "ThirdPartyId" = @company ORDER BY "Number" DESC LIMIT 26) AS a
            JOIN "AgreementEsiids" AS e ON e."AgreementNumber" = a."Number" ORDER BY a."Number" DESC
            """;
        var company = command.CreateParameter();
        (company.ParameterName, company.Value) = ("@company", User.RequireThirdPartyId());
        command.Parameters.Add(company);
        var rows = new List<CompanyAgreementRow>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var terms = new ConsentTerms(AgreementKind.EnergyData, EnergyTerms.Continuous(reader.GetInt32(6)), null);
            rows.Add(new CompanyAgreementRow(
                reader.GetInt64(0), reader.GetString(1), terms, await reader.IsDBNullAsync(2) ? null : reader.GetString(2), reader.GetFieldValue<DateOnly>(3), reader.GetFieldValue<DateOnly>(4),
                Enum.Parse<AgreementStatus>(reader.GetString(5)), reader.GetString(7), 1));
        }

        return View("~/Features/Agreements/CompanyList.cshtml", new CompanyAgreementList(new AgreementSearch(), [.. rows.Take(25)], rows.Count > 25 ? $"{rows[24].Number}" : null, now));
    }
}
