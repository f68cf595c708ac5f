using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Registration;

/// <summary>
/// How often proof may be tried (ACC-1): so many times an hour from one address and by one account. Tries at one ESIID,
/// from wherever, are never refused, since its rightful owner may be among them; they are answered ever later instead.
/// </summary>
public sealed class ProofLimits(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules)
{
    /// <summary>Tries at one ESIID in an hour that are answered at once: a home's owner mistypes a few times.</summary>
    public const int AnsweredAtOnce = 5;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Counts a try, and waits when its ESIID has seen many.</summary>
    /// <param name="source">The network address, see <see cref="RateLimits.Source"/>.</param>
    /// <param name="customerId">The account that tries; null for a guest.</param>
    /// <returns>Null: go on; else when the next try is allowed.</returns>
    public async Task<TimeSpan?> TryAsync(string source, Guid? customerId, string esiid, CancellationToken cancellationToken)
    {
        List<byte[]> limited = [KeyOf("source", source)];
        if (customerId is { } account)
            limited.Add(KeyOf("account", account.ToString()));
        var now = time.GetUtcNow();
        foreach (var key in limited)
        {
            if (await WaitAsync(key, rules.Value.ProofsPerHour - 1, now, cancellationToken) is { } refused)
                return refused;
        }

        // Written before it is counted: of many tries at the same moment none overlooks the others.
        var place = KeyOf("esiid", esiid);
        var attempts = limited.Append(place).Select(key => new ProofAttempt { Id = Guid.CreateVersion7(now), Key = key, At = now }).ToList();
        db.ProofAttempts.AddRange(attempts);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var key in limited)
        {
            if (await WaitAsync(key, rules.Value.ProofsPerHour, now, cancellationToken) is not { } refused)
                continue;
            db.ProofAttempts.RemoveRange(attempts);
            await db.SaveChangesAsync(cancellationToken);
            return refused;
        }

        var tries = await Recent(place, now).CountAsync(cancellationToken);
        if (WaitAfter(tries) is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, cancellationToken);
        return null;
    }

    /// <summary>How long the answer is kept back after so many tries at one ESIID: a second more with each, five at most.</summary>
    public static TimeSpan WaitAfter(int tries) =>
        TimeSpan.FromSeconds(Math.Clamp(tries - AnsweredAtOnce, 0, LongestWait.TotalSeconds));

    /// <summary>Null while a key has been tried at most <paramref name="allowed"/> times; else how long until it has.</summary>
    private async Task<TimeSpan?> WaitAsync(byte[] key, int allowed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The newest that must have left the window before there is room again.
        var last = await Recent(key, now).OrderByDescending(a => a.At).Skip(allowed).Select(a => (DateTimeOffset?)a.At).FirstOrDefaultAsync(cancellationToken);
        return last is { } at ? at + Window - now : null;
    }

    private IQueryable<ProofAttempt> Recent(byte[] key, DateTimeOffset now)
    {
        var since = now - Window;
        return db.ProofAttempts.AsNoTracking().Where(a => a.Key == key && a.At > since);
    }

    private static byte[] KeyOf(string kind, string value) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {value}"));
}
