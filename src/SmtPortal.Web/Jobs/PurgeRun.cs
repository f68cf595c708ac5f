namespace SmtPortal.Web.Jobs;

/// <summary>
/// Removes what was kept long enough (OPS-6): each feature has one job that says in which steps. A run is bounded in rows at a time
/// and in time; the next one goes on.
/// </summary>
public sealed class PurgeRun(JobLeases leases, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="name">The job's name in the crontab.</param>
    /// <param name="steps">One after the other, each until it finds nothing more: removes a bounded batch and returns how much that was.</param>
    public async Task RunAsync(string name, CancellationToken cancellationToken, params IReadOnlyList<Func<CancellationToken, Task<int>>> steps)
    {
        await using var lease = await leases.TakeAsync(name, cancellationToken);
        if (lease is null)
            return;
        var started = time.GetTimestamp();
        foreach (var step in steps)
        {
            while (await step(cancellationToken) > 0)
            {
                if (time.GetElapsedTime(started) >= Longest || !await lease.ExtendAsync(cancellationToken))
                    return;
            }
        }
    }
}
