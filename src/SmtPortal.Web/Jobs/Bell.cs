using System.Collections.Concurrent;
using Hangfire;

namespace SmtPortal.Web.Jobs;

/// <summary>
/// Wakes a job after a save made work for it. Rings of one job within a short while become one: the job takes batches.
/// A ring that is lost with the process is made good by the job's sweep.
/// </summary>
public sealed class Bell(IBackgroundJobClient jobs, TimeProvider time) : IDisposable
{
    /// <summary>Rings this close to each other are one.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<Type, Chime> chimes = new();

    public void Ring<TJob>()
        where TJob : IJob =>
        chimes.GetOrAdd(typeof(TJob), _ => new Chime(time, () => jobs.Enqueue<TJob>(job => job.RunAsync(CancellationToken.None)))).Ring();

    public void Dispose()
    {
        foreach (var chime in chimes.Values)
            chime.Dispose();
    }

    /// <summary>Sounds at once, then at most once a <see cref="Quiet"/>, and always once more after the last ring.</summary>
    private sealed class Chime : IDisposable
    {
        private readonly Lock gate = new();
        private readonly Action sound;
        private readonly ITimer timer;
        private bool resting;
        private bool rung;

        public Chime(TimeProvider time, Action sound)
        {
            this.sound = sound;
            timer = time.CreateTimer(_ => RestOver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Ring()
        {
            lock (gate)
            {
                rung = resting;
                if (resting)
                    return;
                resting = true;
                timer.Change(Quiet, Timeout.InfiniteTimeSpan);
            }

            sound();
        }

        public void Dispose() => timer.Dispose();

        private void RestOver()
        {
            lock (gate)
                resting = false;
            if (rung)
                Ring();
        }
    }
}
