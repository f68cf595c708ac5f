using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Data;

/// <summary>Two people at once: whoever saves second looks again and is told what happened.</summary>
public static class Races
{
    private const int Tries = 5;

    /// <summary>
    /// Runs a use case; when its save loses to another's, forgets what was loaded and runs it again, so that it answers
    /// from the rows as they are now. So, once, when a rule of the domain refuses it: rows that are read one after the other
    /// can be of two moments, with another's save between them; what is still refused then is a fault.
    /// </summary>
    /// <param name="db">The context of the use case.</param>
    /// <param name="useCase">Loads, decides and saves.</param>
    /// <param name="uniqueToo">Whether a broken unique index is a lost race as well: two inserted the same at once.</param>
    public static async Task<TResult> LookAgainAsync<TResult>(this PortalDbContext db, Func<Task<TResult>> useCase, bool uniqueToo = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await useCase();
            }
            catch (DbUpdateException lost) when (attempt < Tries && (lost is DbUpdateConcurrencyException || (uniqueToo && lost.IsUniqueViolation())))
            {
                db.ChangeTracker.Clear();
            }
            catch (DomainException) when (attempt == 1)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
