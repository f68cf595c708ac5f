using Microsoft.Extensions.Options;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Registration;

/// <summary>
/// How often proof may fail (ACC-1): so many times an hour from one address and by one account. Tries at one ESIID,
/// from wherever, are never refused, since its rightful owner may be among them; they are answered ever later instead.
/// </summary>
public sealed class ProofLimits(AttemptLimits limits, TimeProvider time, IOptions<RuleOptions> rules)
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
        var place = new AttemptLimit("esiid", esiid, AttemptLimit.Unlimited, Window);
        if (await limits.TryAsync([.. LimitsOf(source, customerId), place], cancellationToken) is { } refused)
            return refused;
        if (WaitAfter(await limits.CountAsync(place, cancellationToken)) is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, cancellationToken);
        return null;
    }

    /// <summary>Gives a try back to an account that was right: only failures are limited, so that a file of many homes goes through.</summary>
    public Task ForgiveAsync(string source, Guid customerId, CancellationToken cancellationToken) =>
        limits.TakeBackAsync(LimitsOf(source, customerId), cancellationToken);

    private IReadOnlyList<AttemptLimit> LimitsOf(string source, Guid? customerId)
    {
        var bySource = new AttemptLimit("source", source, rules.Value.ProofsPerHour, Window);
        return customerId is { } account ? [bySource, new("account", account.ToString(), rules.Value.ProofsPerHour, Window)] : [bySource];
    }

    /// <summary>How long the answer is kept back after so many tries at one ESIID: a second more with each, five at most.</summary>
    public static TimeSpan WaitAfter(int tries) =>
        TimeSpan.FromSeconds(Math.Clamp(tries - AnsweredAtOnce, 0, LongestWait.TotalSeconds));
}
