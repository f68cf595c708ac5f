using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Reports;

/// <summary>The open connections of one run of the job: one for each server. A server that is away is not asked again in the same run.</summary>
public sealed class DropSessions(IFileDrop drop) : IAsyncDisposable
{
    /// <summary>Broken connections after which a server counts as away for the rest of the run.</summary>
    private const int MaxBroken = 3;

    private readonly Dictionary<(string, int), IFileDropSession> open = [];
    private readonly Dictionary<(string, int), int> broken = [];

    public bool IsAway(FileDropTarget target) => broken.GetValueOrDefault((target.Host, target.Port)) >= MaxBroken;

    /// <summary>The open session, or a new one.</summary>
    /// <exception cref="FileDropException">None could be opened: the server counts as away.</exception>
    public async Task<IFileDropSession> OpenAsync(FileDropTarget target, CancellationToken cancellationToken)
    {
        var server = (target.Host, target.Port);
        if (open.TryGetValue(server, out var session))
            return session;
        try
        {
            return open[server] = await drop.OpenAsync(target, cancellationToken);
        }
        catch (FileDropException)
        {
            broken[server] = MaxBroken;
            throw;
        }
    }

    /// <summary>A connection that failed is not used again.</summary>
    public Task BreakAsync(FileDropTarget target)
    {
        var server = (target.Host, target.Port);
        broken[server] = broken.GetValueOrDefault(server) + 1;
        return CloseAsync(target);
    }

    /// <summary>A connection that was left in the middle of its talk, through no fault of the server, is not used again.</summary>
    public async Task CloseAsync(FileDropTarget target)
    {
        if (open.Remove((target.Host, target.Port), out var session))
            await session.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in open.Values)
            await session.DisposeAsync();
    }
}
