using System.Diagnostics;
using System.Globalization;
using System.Net;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Benchmarks;

/// <summary>
/// From the start of the process to its first page: the portal beside the framework's own template of an MVC app with Identity and
/// SQLite, both published ReadyToRun, started in turn on databases that are there already.
/// </summary>
internal static class StartUp
{
    private const int Rounds = 15;

    /// <param name="root">The repository.</param>
    /// <param name="kept">A folder in which both apps lie published, or are to lie for the next time; null for none.</param>
    public static async Task<int> RunAsync(string root, string? kept)
    {
        var work = kept is null ? Directory.CreateTempSubdirectory("smtportal-startup-").FullName : Directory.CreateDirectory(Path.GetFullPath(kept)).FullName;
        try
        {
            var bare = Path.Combine(work, "bare");
            if (!Directory.Exists(Path.Combine(work, "portal-app")))
            {
                Dotnet(work, "new", "mvc", "-au", "Individual", "-n", "Bare", "-o", bare, "--no-restore");
                Publish(Path.Combine(bare, "Bare.csproj"), Path.Combine(work, "bare-app"));
                // A copy of what is committed.
                Run("git", work, "clone", "--quiet", root, Path.Combine(work, "source"));
                Run(Path.Combine(work, "source", "src", "publish"), work, Path.Combine(work, "portal-app"));
            }

            var data = Path.Combine(work, "data");
            Directory.CreateDirectory(data);
            string[] settings =
            [
                $"--Portal:DataFolder={data}", "--Portal:PublicAddress=https://portal.example", "--Database:Provider=Sqlite",
                $"--Database:ConnectionString=Data Source={Path.Combine(data, "portal.db")}", "--Smtp:Host=127.0.0.1", "--Smtp:Port=9", "--ForwardedHeaders:KnownNetworks=127.0.0.0/8",
            ];

            var (template, portal) = (new List<double>(), new List<double>());
            for (var round = -1; round < Rounds; round++)
            {
                var first = await MeasureAsync(Path.Combine(work, "bare-app", "Bare.dll"), []);
                var second = await MeasureAsync(Path.Combine(work, "portal-app", "SmtPortal.Web.dll"), settings);
                if (round < 0)
                {
                    Say($"first start, which makes the database: portal {second:N0} ms");
                    continue;
                }

                template.Add(first);
                portal.Add(second);
            }

            var (slow, fast) = (Median(portal), Median(template));
            Say($"start to first page, median of {Rounds}: template {fast:N0} ms, portal {slow:N0} ms, ratio {slow / fast:0.00}");
            return 0;
        }
        finally
        {
            if (kept is null)
                Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(string program, string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(program)!, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, "--urls", address.ToString(), .. settings])
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Staging";
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, DefaultRequestHeaders = { { "X-Forwarded-Proto", "https" } } };
        // As behind a proxy that ends TLS.
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync("/");
                    return answer.StatusCode == HttpStatusCode.OK ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{program} answered {answer.StatusCode}.");
                }
                catch (HttpRequestException) when (!process.HasExited && clock.Elapsed < TimeSpan.FromMinutes(2))
                {
                    await Task.Delay(5);
                }
            }
        }
        catch (HttpRequestException)
        {
            process.Kill();
            throw new InvalidOperationException($"{program} did not start:\n{string.Join('\n', await said)}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static void Publish(string project, string folder) =>
        Dotnet(Path.GetDirectoryName(project)!, "publish", project, "-c", "Release", "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:RestoreLockedMode=false", "-o", folder, "-v", "quiet");

    private static void Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    private static void Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
