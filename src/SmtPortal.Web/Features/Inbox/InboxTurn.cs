using Microsoft.EntityFrameworkCore;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>A run's turn at the inbox: it has the lease as long as it keeps it, and begins nothing more when its time is up.</summary>
/// <param name="extend">Keeps the lease; false when another has it.</param>
/// <param name="hasTime">Whether the run may begin another batch.</param>
public sealed class InboxTurn(Func<Task<bool>> extend, Func<bool> hasTime)
{
    /// <summary>Keeps the lease. To be called between the steps of what cannot be left half done, such as the first look at a file.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another has the lease: whatever this run would do, the other one does.</exception>
    public async Task KeepAsync()
    {
        if (!await extend())
            throw new DbUpdateConcurrencyException("The lease of the inbox is another's.");
    }

    /// <summary>Keeps the lease and tells whether there is time to go on.</summary>
    public async Task<bool> MayGoOnAsync()
    {
        await KeepAsync();
        return hasTime();
    }
}
