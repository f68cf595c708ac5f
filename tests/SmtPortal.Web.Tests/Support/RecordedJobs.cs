using System.Collections.Concurrent;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Tests.Support;

/// <summary>Keeps what was enqueued instead of running it behind the test's back.</summary>
public sealed class RecordedJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<Job> waiting = new();

    public IReadOnlyCollection<Type> Waiting => [.. waiting.Select(job => job.Type)];

    public string Create(Job job, IState state)
    {
        waiting.Enqueue(job);
        return Guid.NewGuid().ToString();
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => true;

    /// <summary>Runs what was enqueued, and what that enqueues, until nothing waits.</summary>
    public async Task RunAsync(IServiceProvider services)
    {
        for (var rounds = 0; waiting.TryDequeue(out var job); rounds++)
        {
            if (rounds > 200)
                throw new InvalidOperationException("Jobs wake each other without end.");
            await RunAsync(services, job.Type);
        }
    }

    public static async Task RunAsync(IServiceProvider services, Type job)
    {
        await using var scope = services.CreateAsyncScope();
        await ((IJob)scope.ServiceProvider.GetRequiredService(job)).RunAsync(TestContext.Current.CancellationToken);
    }
}
