using SmtPortal.Web.Data;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Delivery;

/// <summary>Makes a new password for a company's folder. It is returned once and kept only as a hash.</summary>
public sealed class ReplaceFolderPassword(PortalDbContext db, CompanyFolders folders, TimeProvider time)
{
    public async Task<string> ExecuteAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        var folder = await folders.EnsureAsync(thirdPartyId, cancellationToken);
        var password = FolderPassword.Create();
        folder.SetPassword(FolderPassword.Hash(password), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await folders.ExportUsersAsync(cancellationToken);
        return password;
    }
}
