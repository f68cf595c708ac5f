using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Data;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Delivery;

/// <summary>Where a company's files go.</summary>
/// <param name="Target">The server.</param>
/// <param name="Path">The company's folder as the writing account sees it, without a slash at its end.</param>
public sealed record CompanyTarget(FileDropTarget Target, string Path);

/// <summary>The folders of companies on the portal's own FTPS server.</summary>
public sealed class CompanyFolders(PortalDbContext db, FolderUsersFile users, IOptions<DeliveryOptions> options, TimeProvider time)
{
    private readonly DeliveryOptions delivery = options.Value;

    /// <summary>Whether there is a server to deliver to.</summary>
    public bool AreSetUp => delivery.IsSetUp;

    /// <summary>The company's folder, made when it has none yet.</summary>
    public async Task<DeliveryFolder> EnsureAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        if (await FindAsync(thirdPartyId, cancellationToken) is { } folder)
            return folder;
        var name = await db.ThirdParties.Where(t => t.Id == thirdPartyId).Select(t => t.Name).SingleAsync(cancellationToken);
        var made = db.DeliveryFolders.Add(DeliveryFolder.Of(thirdPartyId, name, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return made.Entity;
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            // Another made it at the same moment.
            made.State = EntityState.Detached;
            return (await FindAsync(thirdPartyId, cancellationToken))!;
        }
    }

    /// <summary>Where the company's files go; its folder is made when it has none yet.</summary>
    public async Task<CompanyTarget> TargetOfAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        var folder = await EnsureAsync(thirdPartyId, cancellationToken);
        return new CompanyTarget(delivery.Target(), $"{delivery.Root.TrimEnd('/')}/{folder.UserName}");
    }

    /// <summary>Tells the server who may sign in: companies that may act and have a password, and the portal itself. Does nothing when nothing has changed.</summary>
    public Task ExportUsersAsync(CancellationToken cancellationToken) => users.WriteAsync(async () =>
    {
        var companies = await db.DeliveryFolders.AsNoTracking()
            .Where(f => f.PasswordHash != null && db.ThirdParties.Any(t => t.Id == f.ThirdPartyId && t.Status == ThirdPartyStatus.Approved))
            .OrderBy(f => f.UserName).Select(f => new { f.UserName, f.PasswordHash }).ToListAsync(cancellationToken);
        return [.. companies.Select(c => (c.UserName, c.PasswordHash!))];
    }, cancellationToken);

    /// <summary>The company's folder; null while it has none.</summary>
    public Task<DeliveryFolder?> FindAsync(Guid thirdPartyId, CancellationToken cancellationToken) =>
        db.DeliveryFolders.SingleOrDefaultAsync(f => f.ThirdPartyId == thirdPartyId, cancellationToken);
}
