namespace SmtPortal.Web.Tests.Formats;

/// <summary>Real files, which are not part of the repository. Tests that need one are skipped where it is absent.</summary>
internal static class Sample
{
    public const string Autumn = "interval-2025-autumn.csv";
    public const string Spring = "interval-2022-spring.csv";
    public const string Mailed = "IntervalMeterUsage202512012104421510123456789ABCDEF0123456789ABCDEFEML.CSV";

    /// <summary>Path of a sample, from the environment variable SMTPORTAL_SAMPLES or <c>../shared/samples</c> beside the repository.</summary>
    public static string Path(string name)
    {
        var path = System.IO.Path.Combine(Folder() ?? "samples", name);
        Assert.SkipUnless(File.Exists(path), $"The sample {name} is not there; set SMTPORTAL_SAMPLES to the folder that has it.");
        return path;
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("SMTPORTAL_SAMPLES") is { Length: > 0 } folder)
            return folder;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "SmtPortal.sln")))
                return System.IO.Path.Combine(at.FullName, "..", "shared", "samples");
        }
        return null;
    }
}
