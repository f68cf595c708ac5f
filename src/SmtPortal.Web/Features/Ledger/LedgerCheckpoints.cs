using System.Text.Json;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Ledger;

/// <summary>How far the chain reached at a moment, kept outside of the database: a tail that is cut off later shows.</summary>
/// <param name="At">When it was noted, UTC.</param>
/// <param name="Sequence">The last entry at that time.</param>
/// <param name="Seal">Its seal, as hexadecimal.</param>
public sealed record LedgerCheckpoint(DateTimeOffset At, long Sequence, string Seal);

/// <summary>The file of checkpoints: a JSON object a line, only ever added to.</summary>
public sealed class LedgerCheckpoints(IOptions<LedgerOptions> options, IOptions<PortalOptions> portal, IHostEnvironment environment)
{
    public string File => Path.Combine(
        options.Value.CheckpointFolder ?? Path.Combine(environment.ContentRootPath, portal.Value.DataFolder, "ledger"), "checkpoints.jsonl");

    /// <exception cref="InvalidDataException">A line is no checkpoint.</exception>
    public IReadOnlyList<LedgerCheckpoint> Read() => System.IO.File.Exists(File)
        ? [.. System.IO.File.ReadLines(File).Select((line, index) => Parse(line, index + 1))]
        : [];

    public async Task AddAsync(LedgerCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.AppendAllTextAsync(File, JsonSerializer.Serialize(checkpoint, JsonSerializerOptions.Web) + "\n", cancellationToken);
    }

    private LedgerCheckpoint Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerCheckpoint>(line, JsonSerializerOptions.Web) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"Line {number} of {File} is no checkpoint.");
        }
    }
}

/// <summary>Notes once a Central day how far the chain reaches. Looks every hour, so that a stop at night costs no day.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class WriteLedgerCheckpoint(PortalDbContext db, TimeProvider time, JobLeases leases, LedgerCheckpoints checkpoints) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("ledger-checkpoint", cancellationToken);
        if (lease is null)
            return;
        var last = await db.LedgerEntries.Where(e => e.Sequence != null).OrderByDescending(e => e.Sequence)
            .Select(e => new { Sequence = e.Sequence!.Value, e.Seal }).FirstOrDefaultAsync(cancellationToken);
        var (now, earlier) = (time.GetUtcNow(), checkpoints.Read());
        var noted = earlier.Count == 0 ? null : earlier[^1];
        if (last is null || last.Sequence == noted?.Sequence || (noted is not null && CentralTime.DayOf(noted.At) == CentralTime.DayOf(now)))
            return;
        await checkpoints.AddAsync(new LedgerCheckpoint(now, last.Sequence, Convert.ToHexStringLower(last.Seal!)), cancellationToken);
    }
}
