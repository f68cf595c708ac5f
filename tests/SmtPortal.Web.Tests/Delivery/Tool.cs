using System.Diagnostics;

namespace SmtPortal.Web.Tests.Delivery;

/// <summary>Programs of this machine that tests run; each has a time limit, and is ended by its own process id.</summary>
internal static class Tool
{
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static string FindOrSkip(string name)
    {
        var path = Find(name);
        Assert.SkipUnless(path is not null, $"{name} is not installed on this machine");
        return path!;
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{Path.GetFileName(program)} did not end in 30 seconds. It said: {await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
