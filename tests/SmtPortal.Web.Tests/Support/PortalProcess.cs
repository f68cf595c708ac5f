using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// The built portal as a process of its own, which can be killed in the middle of things and started again on the same
/// data. Demo mode unless settings say otherwise: environment Development, an embedded database in <see cref="DataFolder"/>.
/// </summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<string> settings;
    private readonly ConcurrentQueue<string> output = new();
    private readonly HttpClient http;
    private Process? process;

    /// <param name="settings">Such as <c>Jobs:Workers=1</c>; those of a later <see cref="StartAsync"/> are the same.</param>
    public PortalProcess(params string[] settings)
    {
        this.settings = [.. settings];
        Port = FreePort.Next();
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{Port}"), Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>What the portal keeps; stays over kills, goes when this is disposed.</summary>
    public string DataFolder { get; } = Directory.CreateTempSubdirectory("smtportal-process-").FullName;

    public int Port { get; }

    public Uri Address => http.BaseAddress!;

    /// <summary>Everything that all runs have written, the newest last.</summary>
    public IReadOnlyCollection<string> Output => output;

    public bool IsRunning => process is { HasExited: false };

    /// <summary>A person at a browser without scripts, with cookies of their own.</summary>
    public PortalClient Browser() =>
        new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address });

    /// <summary>Starts it and returns at once.</summary>
    public void Launch()
    {
        if (IsRunning)
            throw new InvalidOperationException("It runs already.");
        var program = Repository.PathOf("src", "SmtPortal.Web", "bin", Repository.Configuration, "net10.0", "SmtPortal.Web.dll");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(program)!, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, $"--Urls={Address}", $"--Portal:DataFolder={DataFolder}", "--Jobs:FirstRunAfterSeconds=0", .. settings.Select(setting => "--" + setting)])
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it and returns when it is ready to serve.</summary>
    public async Task StartAsync()
    {
        Launch();
        await UntilAsync(async () =>
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "ready");
    }

    /// <summary>Returns when a line of output holds the text; lines of former runs do not count.</summary>
    public async Task UntilOutputAsync(string text, int afterLine = 0) =>
        await UntilAsync(() => Task.FromResult(output.Skip(afterLine).Any(line => line.Contains(text, StringComparison.Ordinal))), $"output with '{text}'");

    /// <summary>Ends it as a power cut would: nothing is flushed, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        http.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task UntilAsync(Func<Task<bool>> reached, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await reached())
        {
            if (!IsRunning || clock.Elapsed > Patience)
                throw new InvalidOperationException($"The portal {(IsRunning ? "is not" : "ended before it was")} at: {what}.\n{string.Join('\n', output)}");
            await Task.Delay(20);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            output.Enqueue(line);
    }
}
