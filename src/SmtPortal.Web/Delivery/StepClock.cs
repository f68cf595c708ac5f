namespace SmtPortal.Web.Delivery;

/// <summary>Runs one step under its own time limit, and tells a limit that passed from a caller who cancelled.</summary>
internal sealed class StepClock(TimeProvider time)
{
    public async ValueTask<T> RunAsync<T>(TimeSpan limit, string step, Func<CancellationToken, ValueTask<T>> action, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            return await action(linked.Token);
        }
        catch (OperationCanceledException ex) when (timer.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new FileDropException(FileDropFailure.TimedOut, $"The server did not finish in {limit.TotalSeconds:0.#} seconds: {step}.", ex);
        }
    }

    public async ValueTask RunAsync(TimeSpan limit, string step, Func<CancellationToken, ValueTask> action, CancellationToken ct) =>
        await RunAsync(limit, step, async token =>
        {
            await action(token);
            return true;
        }, ct);
}
