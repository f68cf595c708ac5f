using Microsoft.EntityFrameworkCore;

namespace SmtPortal.Web.Data;

public static class ProofAttempts
{
    /// <summary>Removes the counts from before a moment. They have no state and no version.</summary>
    public static Task RemoveProofAttemptsAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
#pragma warning disable RS0030 // Deletes without loading are allowed in this folder.
        db.ProofAttempts.Where(a => a.At < before).ExecuteDeleteAsync(cancellationToken);
#pragma warning restore RS0030
}
