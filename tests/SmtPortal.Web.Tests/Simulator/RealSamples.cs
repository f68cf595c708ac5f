namespace SmtPortal.Web.Tests.Simulator;

/// <summary>Real files beside the repository; a test that needs one is skipped where it is absent.</summary>
internal static class RealSamples
{
    public static string[] LinesOf(string name)
    {
        var path = Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
            Assert.Skip($"The sample {name} is not here.");
        return File.ReadAllLines(path);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("SMTPORTAL_SAMPLES") is { Length: > 0 } given)
            yield return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "samples");
    }
}
