namespace SmtPortal.Web.Hosting;

/// <summary>Settings section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Demo mode: SQLite, mail catcher, FTPS server, made-up people. Allowed only in environment Development.</summary>
    public bool Demo { get; set; }

    /// <summary>Months of usage that the demo begins with.</summary>
    public int DemoMonths { get; set; } = 13;

    /// <summary>Address under which people reach the portal, for links in mails; null: the address the server listens on (demo only).</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Folder for what the portal keeps on disk (embedded database, inbox, demo folders); relative to the content root.</summary>
    public string DataFolder { get; set; } = "portal-data";

    /// <summary>The full name of a cookie: bound to host and https, except in the demo, which speaks plain http.</summary>
    public string CookieName(string name) => Demo ? "smtportal-" + name : "__Host-smtportal-" + name;

    /// <summary>Names a cookie and, except in the demo, keeps it to https, without which browsers refuse a name that begins with <c>__Host-</c>.</summary>
    public void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = CookieName(name);
        cookie.Path = "/";
        cookie.SecurePolicy = Demo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}

/// <summary>Settings section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Whether this process runs background jobs; false for web-only nodes that share a database server.</summary>
    public bool Server { get; set; } = true;

    public int Workers { get; set; } = 4;

    /// <summary>How long after the first page may be asked for the jobs of the crontab run for the first time.</summary>
    public double FirstRunAfterSeconds { get; set; } = 3;
}
