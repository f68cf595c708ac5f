using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Delivery;

/// <summary>Tells the file server who may sign in, as soon as a company was changed. The sweep makes up for what a kill cut off.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class TellFileServer(CompanyFolders folders) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken) => folders.ExportUsersAsync(cancellationToken);
}

/// <summary>Makes folders for companies that were approved, and tells the server of changes made elsewhere, such as a suspension (ACC-8).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SyncFolders(PortalDbContext db, JobLeases leases, CompanyFolders folders) : IJob
{
    private const int Batch = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!folders.AreSetUp)
            return;
        await using var lease = await leases.TakeAsync("folders", cancellationToken);
        if (lease is null)
            return;
        var without = await db.ThirdParties
            .Where(t => t.Status == ThirdPartyStatus.Approved && !db.DeliveryFolders.Any(f => f.ThirdPartyId == t.Id))
            .OrderBy(t => t.Id).Select(t => t.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var company in without)
            await folders.EnsureAsync(company, cancellationToken);
        await folders.ExportUsersAsync(cancellationToken);
    }
}
