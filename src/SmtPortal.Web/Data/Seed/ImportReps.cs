using Microsoft.EntityFrameworkCore;

namespace SmtPortal.Web.Data.Seed;

/// <summary>Makes the portal's list of REPs, from which customers choose theirs, be that of a file.</summary>
public sealed class ImportReps(PortalDbContext db)
{
    /// <summary>Replaces the whole list in one save; who is not in the file is no longer offered. Nothing changes when the file has an error.</summary>
    /// <returns>What is wrong with the file; empty: done.</returns>
    public async Task<IReadOnlyList<string>> ExecuteAsync(TextReader file, CancellationToken cancellationToken)
    {
        var list = RepFile.Read(file);
        if (list.Errors.Count > 0)
            return list.Errors;
        var known = await db.Reps.ToDictionaryAsync(r => r.Certificate, cancellationToken);
        foreach (var rep in list.Reps)
        {
            if (known.Remove(rep.Certificate, out var kept))
                kept.Name = rep.Name;
            else
                db.Reps.Add(rep);
        }

        db.Reps.RemoveRange(known.Values);
        await db.SaveChangesAsync(cancellationToken);
        return [];
    }

    /// <summary>The list that comes with the portal, for a database that has none yet.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (await db.Reps.AnyAsync(cancellationToken))
            return;
        await using var stream = typeof(ImportReps).Assembly.GetManifestResourceStream("reps.csv")
            ?? throw new InvalidOperationException("The list of REPs is not in the assembly.");
        using var reader = new StreamReader(stream);
        var errors = await ExecuteAsync(reader, cancellationToken);
        if (errors.Count > 0)
            throw new InvalidOperationException("The list of REPs that comes with the portal is damaged. " + errors[0]);
    }
}
