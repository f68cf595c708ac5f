using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Inbox;

/// <summary>A portal with an inbox folder of its own, and a way to die at a commit.</summary>
public sealed class InboxHost(TestDatabase databases) : PortalHost(databases)
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("smtportal-inbox-").FullName;

    public Death Death { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Inbox:Folder"] = Folder, ["Inbox:DaysPerBatch"] = "500" };

    /// <summary>Puts a file into the folder, last written to a while ago.</summary>
    public string Drop(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Now.UtcDateTime.AddMinutes(-1));
        return path;
    }

    /// <summary>Drops a file, reads the inbox, and returns the file's row.</summary>
    public async Task<InboxFile> ReadAsync(string name, byte[] bytes)
    {
        Drop(name, bytes);
        await Run<ReadInbox>();
        return await FindAsync(name);
    }

    /// <summary>The newest row of a name.</summary>
    public Task<InboxFile> FindAsync(string name) =>
        Db(db => db.InboxFiles.Where(f => f.Name == name).OrderByDescending(f => f.Number).FirstAsync());

    /// <summary>Every file below the inbox folder, folders before it, ids as <c>*</c>.</summary>
    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f)).Select(f => Guid.TryParse(Path.GetFileName(f), out _) ? Path.Combine(Path.GetDirectoryName(f)!, "*") : f).Order()];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(Death));
        services.ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(Death));
    }
}

/// <summary>Ends the process, as far as the code can tell, before the commit of a chosen usage batch or right after it.</summary>
public sealed class Death : DbTransactionInterceptor
{
    private int commits = -1;
    private bool after;
    private Exception fault = new OperationCanceledException();

    /// <summary>The next commits go through, then one dies.</summary>
    public void Comes(int afterCommits, bool afterThisCommit) => (commits, after, fault) = (afterCommits, afterThisCommit, new OperationCanceledException("killed"));

    /// <summary>The next commit breaks like a fault of the database or of ours.</summary>
    public void Breaks() => (commits, after, fault) = (0, false, new InvalidOperationException("broken"));

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Strike(!after);
        return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Strike(after);
        return base.TransactionCommittedAsync(transaction, eventData, cancellationToken);
    }

    private void Strike(bool here)
    {
        if (here && commits >= 0 && commits-- == 0)
            throw fault;
    }
}
