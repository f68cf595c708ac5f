using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Security;

/// <summary>So many tries in a while.</summary>
/// <param name="Kind">What is tried and what it is counted by, such as <c>sign-in address</c>: a count of its own.</param>
/// <param name="Value">The network address, the normalised e-mail address, the id of the account, the ESIID.</param>
/// <param name="Allowed">How many tries; <see cref="Unlimited"/> for one that is only counted.</param>
/// <param name="Window">The while, at most <see cref="Attempt.Kept"/>.</param>
public sealed record AttemptLimit(string Kind, string Value, int Allowed, TimeSpan Window)
{
    public const int Unlimited = int.MaxValue;

    internal byte[] Key { get; } = SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind} {Value}"));
}

/// <summary>Counts tries and refuses those beyond a limit, on all nodes together.</summary>
public sealed class AttemptLimits(PortalDbContext db, TimeProvider time)
{
    /// <summary>Counts a try under each of the limits, unless one of them is reached.</summary>
    /// <returns>Null: go on; else how long until the next try is allowed.</returns>
    public async Task<TimeSpan?> TryAsync(IReadOnlyList<AttemptLimit> limits, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var limit in limits)
        {
            if (await WaitAsync(limit, limit.Allowed - 1, now, cancellationToken) is { } refused)
                return refused;
        }

        // Written before it is counted: of many tries at the same moment none overlooks the others.
        var attempts = limits.Select(limit => new Attempt { Id = Guid.CreateVersion7(now), Key = limit.Key, At = now }).ToList();
        db.Attempts.AddRange(attempts);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var limit in limits)
        {
            if (await WaitAsync(limit, limit.Allowed, now, cancellationToken) is not { } refused)
                continue;
            db.Attempts.RemoveRange(attempts);
            await db.SaveChangesAsync(cancellationToken);
            return refused;
        }

        return null;
    }

    /// <summary>How many tries there were in the window of a limit.</summary>
    public Task<int> CountAsync(AttemptLimit limit, CancellationToken cancellationToken) => Recent(limit, time.GetUtcNow()).CountAsync(cancellationToken);

    /// <summary>Takes one try back under each of the limits: what was tried is nothing that they are there for.</summary>
    public async Task TakeBackAsync(IReadOnlyList<AttemptLimit> limits, CancellationToken cancellationToken)
    {
        foreach (var limit in limits)
            await db.RemoveNewestAttemptAsync(limit.Key, cancellationToken);
    }

    /// <summary>Counts from the beginning: whoever tried has shown that they may.</summary>
    public Task ForgetAsync(AttemptLimit limit, CancellationToken cancellationToken) => db.RemoveAttemptsAsync(limit.Key, cancellationToken);

    /// <summary>Null while there were at most <paramref name="allowed"/> tries; else how long until there were.</summary>
    private async Task<TimeSpan?> WaitAsync(AttemptLimit limit, int allowed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (limit.Allowed == AttemptLimit.Unlimited)
            return null;
        // The newest that must have left the window before there is room again.
        var last = await Recent(limit, now).OrderByDescending(a => a.At).Skip(allowed).Select(a => (DateTimeOffset?)a.At).FirstOrDefaultAsync(cancellationToken);
        return last is { } at ? at + limit.Window - now : null;
    }

    private IQueryable<Attempt> Recent(AttemptLimit limit, DateTimeOffset now)
    {
        var (key, since) = (limit.Key, now - limit.Window);
        return db.Attempts.AsNoTracking().Where(a => a.Key == key && a.At > since);
    }
}
