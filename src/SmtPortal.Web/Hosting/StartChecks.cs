using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Hosting;

/// <summary>Settings that would do harm stop the start, with the setting's name and what to set.</summary>
public static class StartChecks
{
    public static void Check(IHostEnvironment environment, PortalOptions portal, DatabaseOptions database, JobOptions jobs, RuleOptions rules)
    {
        if (rules.PasswordMinLength is < 8 or > 64)
            throw new InvalidOperationException($"Rules:PasswordMinLength is {rules.PasswordMinLength}. Passwords have at least 8 characters, and 64 are as many as may be asked for.");
        if (rules.EsiidsPerReport is < 1 or > Report.MaxEsiids)
            throw new InvalidOperationException($"Rules:EsiidsPerReport is {rules.EsiidsPerReport}. Set it to 1 to {Report.MaxEsiids}.");
        if (rules is not { OneTimeDays: > 0, ReminderDays: > 0 })
            throw new InvalidOperationException("Rules:OneTimeDays and Rules:ReminderDays are days of 1 or more.");
        if (portal.Demo && !environment.IsDevelopment())
            throw new InvalidOperationException("Portal:Demo has known passwords and runs only in environment Development. Set Portal:Demo to false.");
        if (string.IsNullOrWhiteSpace(database.ConnectionString))
        {
            if (!portal.Demo)
                throw new InvalidOperationException("Database:ConnectionString is not set. Set it, and Database:Provider (SqlServer, PostgreSql or Sqlite).");
            database.Provider = DatabaseProvider.Sqlite;
            database.ConnectionString = "Data Source=" + Path.Combine(environment.ContentRootPath, portal.DataFolder, "portal.db");
        }

        if (database.Provider == DatabaseProvider.Sqlite && !jobs.Server)
            throw new InvalidOperationException("Jobs:Server is false, but the embedded database serves one process, which must run the jobs. Set it to true, or use SqlServer or PostgreSql.");
        if (!portal.Demo && string.IsNullOrWhiteSpace(portal.PublicAddress))
            throw new InvalidOperationException("Portal:PublicAddress is not set. Set it to the https address that people reach the portal at; links in mails start with it.");
    }

    /// <summary>Every address that settings tell the server to listen on. A port alone means all addresses of the machine.</summary>
    public static IEnumerable<string> ConfiguredAddresses(IConfiguration configuration)
    {
        const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        if (configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', Tidy) is { Length: > 0 } addresses)
            return addresses;
        return new[] { ("http", WebHostDefaults.HttpPortsKey), ("https", WebHostDefaults.HttpsPortsKey) }
            .SelectMany(scheme => (configuration[scheme.Item2] ?? "").Split(';', Tidy).Select(port => $"{scheme.Item1}://*:{port}"));
    }

    /// <summary>The demo answers on this machine only: its passwords are printed on its own sign-in page.</summary>
    public static void CheckDemoAddresses(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsLoopback)
                throw new InvalidOperationException($"The demo listens on this machine only, not on '{address}'. Set Urls to http://localhost:5080, or Portal:Demo to false.");
        }
    }
}
