using Microsoft.EntityFrameworkCore;

namespace SmtPortal.Web.Data;

public static class DigestLines
{
    /// <summary>Removes the lines of a company that were written before a moment. They have no state and no version.</summary>
    /// <returns>How many there were: none, when somebody else has removed them.</returns>
    public static Task<int> RemoveDigestLinesAsync(this PortalDbContext db, Guid thirdPartyId, DateTimeOffset before, CancellationToken cancellationToken) =>
#pragma warning disable RS0030 // Deletes without loading are allowed in this folder.
        db.DigestLines.Where(l => l.ThirdPartyId == thirdPartyId && l.At < before).ExecuteDeleteAsync(cancellationToken);
#pragma warning restore RS0030
}
