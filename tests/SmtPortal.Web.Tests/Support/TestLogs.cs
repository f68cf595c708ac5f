using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// Everything the host logs. A line that holds a canary (test people's names and addresses hold the word, test ESIIDs are
/// numbers of 17 or 22 digits) or an Error that no test announced fails the class.
/// </summary>
public sealed partial class TestLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> secrets = new();

    /// <summary>Parts of messages of errors that the tests of this host cause on purpose.</summary>
    public ConcurrentBag<string> ExpectedErrors { get; } = [];

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>A text, such as a token from a mail, that no log line may hold.</summary>
    public void NeverLog(string secret) => secrets.Enqueue(secret);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    public void Check()
    {
        var leak = lines.FirstOrDefault(line => Canary().IsMatch(line) || secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
        if (leak is not null)
            throw new InvalidOperationException("Personal data in a log line: " + leak);
        var unexpected = errors.FirstOrDefault(error => !ExpectedErrors.Any(expected => error.Contains(expected, StringComparison.OrdinalIgnoreCase)));
        if (unexpected is not null)
            throw new InvalidOperationException("Unexpected error in the log: " + unexpected);
    }

    [GeneratedRegex(@"canary|(?<!\d)10\d{15}(\d{5})?(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Canary();

    private sealed class Logger(TestLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var line = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            logs.lines.Enqueue(line);
            if (logLevel >= LogLevel.Error)
                logs.errors.Enqueue(line);
        }
    }
}
