using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>Settings that would do harm stop the start; each message names the setting and what to do.</summary>
[Trait("Once", "true")]
public sealed class StartingThePortal : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("smtportal-start-").FullName;

    private string Sqlite => $"Data Source={Path.Combine(folder, "portal.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void The_demo_is_refused_outside_Development(string environment) =>
        Refused(environment, "Portal:Demo", ("Portal:Demo", "true"));

    [Fact]
    public void A_missing_connection_string_is_named() =>
        Refused("Staging", "Database:ConnectionString", ("Portal:PublicAddress", "https://localhost"));

    [Fact]
    public void A_missing_public_address_is_named() =>
        Refused("Staging", "Portal:PublicAddress", ("Database:ConnectionString", Sqlite));

    [Fact]
    public void Production_needs_a_certificate_for_its_keys() =>
        Refused("Production", "DataProtection:CertificateFile", ("Portal:PublicAddress", "https://localhost"), ("Database:ConnectionString", Sqlite));

    [Fact]
    public void The_embedded_database_needs_the_jobs_in_its_process() =>
        Refused("Staging", "Jobs:Server", ("Portal:PublicAddress", "https://localhost"), ("Database:ConnectionString", Sqlite), ("Jobs:Server", "false"));

    [Theory]
    [InlineData("Urls", "http://0.0.0.0:5080")]
    [InlineData("Urls", "http://localhost:5080;http://*:5081")]
    [InlineData("Urls", "http://[::]:5080")]
    [InlineData("Urls", "http://192.0.2.7:5080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://0.0.0.0:5080")]
    public async Task The_demo_answers_on_this_machine_only(string setting, string value)
    {
        await using var portal = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder), (setting, value));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.PrepareAsync());
        Assert.Contains("this machine only", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Theory]
    [InlineData("Rules:PasswordMinLength", "6")]
    [InlineData("Rules:EsiidsPerReport", "0")]
    [InlineData("Rules:OneTimeDays", "0")]
    [InlineData("Rules:ReminderDays", "-1")]
    public void Rules_that_cannot_be_stop_the_start_with_their_name(string setting, string value) => Assert.Contains(
        setting, Assert.Throws<InvalidOperationException>(() => Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder), (setting, value))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_port_alone_is_every_address_of_the_machine()
    {
        await using var portal = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Urls", ""), ("HTTP_PORTS", "5080"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.PrepareAsync());
    }

    [Fact]
    public async Task An_address_set_in_code_is_refused_once_the_server_has_it()
    {
        await using var portal = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Urls", "http://127.0.0.1:0"));
        await portal.PrepareAsync();
        portal.Urls.Clear();
        portal.Urls.Add("http://0.0.0.0:0");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.StartAsync());
        Assert.Contains("this machine only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_starts_on_loopback()
    {
        await using var portal = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Urls", "http://127.0.0.1:0"));
        await portal.PrepareAsync();
        await portal.StartAsync();
        Assert.NotEmpty(portal.Urls);
        await portal.StopAsync();
    }

    [Fact]
    public async Task The_ledger_is_verified_from_the_command_line_beside_an_open_portal()
    {
        (string, string)[] settings = [("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Portal:DemoMonths", "1")];
        await using var early = Build("Development", settings);
        Assert.Equal(2, await early.RunCommandAsync(["verify-ledger"]));
        await using var open = Build("Development", settings);
        await open.PrepareAsync();
        await using var beside = Build("Development", settings);
        Assert.Equal(0, await beside.RunCommandAsync(["verify-ledger"]));
        Assert.Equal(2, await beside.RunCommandAsync(["verify-ledger", "more"]));
        Assert.Equal(2, await beside.RunCommandAsync(["erase-ledger-data"]));
        Assert.Equal(1, await beside.RunCommandAsync(["erase-ledger-data", "james@demo.example"]));
        Assert.Equal(0, await beside.RunCommandAsync(["erase-ledger-data", "nobody@demo.example"]));
        Assert.Equal(0, await beside.RunCommandAsync(["verify-ledger"]));

        await using var scope = open.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(default);
        var altered = await db.LedgerPersonalData.FirstAsync(d => db.LedgerEntries.Any(e => e.Id == d.EntryId && e.Sequence != null));
        db.Entry(altered).Property(d => d.Json).CurrentValue = "{}";
        await db.SaveChangesAsync();
        Assert.Equal(1, await beside.RunCommandAsync(["verify-ledger"]));
    }

    [Fact]
    public async Task An_operator_is_added_and_removed_from_the_command_line_and_the_last_one_stays()
    {
        (string, string)[] settings = [("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Portal:DemoMonths", "1")];
        await using var open = Build("Development", settings);
        await open.PrepareAsync();
        foreach (var (expected, args) in new (int, string[])[]
        {
            (0, ["add-operator", "night@canary.test", "Night Shift"]), (1, ["add-operator", "night@canary.test", "Night Shift"]), (1, ["add-operator", "night", "Night Shift"]), (2, ["add-operator", "night@canary.test"]),
            (1, ["remove-operator", "james@demo.example"]), (0, ["remove-operator", "operator@demo.example"]), (1, ["remove-operator", "night@canary.test"]),
        })
        {
            await using var beside = Build("Development", settings);
            Assert.Equal(expected, await beside.RunCommandAsync(args));
        }

        await using var scope = open.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var added = await db.Users.SingleAsync(u => u.Role == PortalRole.Operator);
        Assert.Equal(("night@canary.test", true, null), (added.Email, added.EmailConfirmed, added.PasswordHash));
        Assert.Equal("password-reset", (await db.OutgoingEmails.SingleAsync(m => m.To == "night@canary.test")).Kind);
    }

    [Fact]
    public async Task The_demo_starts_again_after_its_people_have_changed_their_address_or_closed_their_account()
    {
        (string, string)[] settings = [("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Portal:DemoMonths", "1")];
        int customers, companies;
        await using (var first = Build("Development", settings))
        {
            await first.PrepareAsync();
            await using var scope = first.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            (customers, companies) = (await db.Customers.CountAsync(), await db.ThirdParties.CountAsync());
            var james = (await users.FindByEmailAsync("james@demo.example"))!;
            Assert.Equal(CloseAccountOutcome.Closed, await scope.ServiceProvider.GetRequiredService<CloseAccount>().ExecuteAsync(james.CustomerId!.Value, james.Id, default));
            foreach (var (email, changed) in new[] { ("maria@demo.example", "maria@canary.test"), ("advisor@demo.example", "advisor@canary.test") })
                Assert.True((await users.SetEmailAsync((await users.FindByEmailAsync(email))!, changed)).Succeeded);
        }

        await using var second = Build("Development", settings);
        await second.PrepareAsync();
        await using var later = second.Services.CreateAsyncScope();
        var kept = later.ServiceProvider.GetRequiredService<PortalDbContext>();
        Assert.Equal((customers, companies), (await kept.Customers.CountAsync(), await kept.ThirdParties.CountAsync()));
        Assert.False(await kept.Users.AnyAsync(u => u.Email == "james@demo.example" || u.Email == "maria@demo.example" || u.Email == "advisor@demo.example"));
    }

    [Fact]
    public async Task A_second_process_on_the_same_embedded_database_is_refused()
    {
        await using var first = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder));
        await first.PrepareAsync();
        await using var second = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => second.PrepareAsync());
        Assert.Contains("Another process", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Database:Provider", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_of_another_build_is_refused_in_words()
    {
        (string, string)[] settings = [("Portal:Demo", "true"), ("Portal:DataFolder", folder), ("Portal:DemoMonths", "1")];
        await using (var connection = new SqliteConnection(Sqlite))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsHistory" VALUES ('20200101000000_Elsewhere', '10.0.0');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var portal = Build("Development", settings);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.PrepareAsync());
        Assert.Contains("20200101000000_Elsewhere", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("begins anew when its data folder is deleted", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_is_removed()
    {
        await using (var connection = new SqliteConnection(Sqlite))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-23 00:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var portal = Build("Development", ("Portal:Demo", "true"), ("Portal:DataFolder", folder));
        await portal.PrepareAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static void Refused(string environment, string names, params (string Name, string Value)[] settings)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Build(environment, settings));
        Assert.Contains(names, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set ", refusal.Message, StringComparison.Ordinal);
    }

    private static WebApplication Build(string environment, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = Repository.PathOf("src", "SmtPortal.Web"),
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            Args = [.. settings.Select(setting => $"--{setting.Name}={setting.Value}")],
        });
        if (environment != "Development" && settings.All(setting => setting.Name != "Portal:Demo"))
            builder.Configuration["Portal:Demo"] = "false";
        builder.Logging.ClearProviders();
        builder.AddPortal();
        // Hangfire keeps the loggers of the last start for the whole process: these outlive the portal.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        var portal = builder.Build();
        portal.UsePortal();
        return portal;
    }
}
