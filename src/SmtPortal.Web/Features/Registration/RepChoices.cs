using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Registration;

/// <summary>What somebody typed or picked as their REP.</summary>
/// <param name="Certificate">Its certificate number; null: none, or not one alone.</param>
/// <param name="Candidates">REPs that it may mean, when it means more than one.</param>
public sealed record RepChoice(string? Certificate, IReadOnlyList<Rep> Candidates);

/// <summary>
/// The REPs that a customer chooses from (ACC-1). The list can be searched by name and by number; also where a browser shows none,
/// what was typed is understood.
/// </summary>
public sealed class RepChoices(PortalDbContext db)
{
    private IReadOnlyList<Rep>? all;

    public async Task<IReadOnlyList<Rep>> AllAsync(CancellationToken cancellationToken) =>
        // Sorted here: each database has its own idea of capital letters.
        all ??= [.. (await db.Reps.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>How an entry of the list reads, and what picking it puts into the field.</summary>
    public static string Entry(Rep rep) => $"{rep.Name} ({rep.Certificate})";

    /// <summary>
    /// Understands an entry of the list, a certificate number (also one that the list does not hold, since it may lag behind), a
    /// whole name, or a part of one that only one REP has.
    /// </summary>
    public async Task<RepChoice> FindAsync(string? typed, CancellationToken cancellationToken)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0 || text.Length > Rep.NameMaxLength + Rep.CertificateMaxLength + 3)
            return new RepChoice(null, []);
        if (Certificate(text) is { } certificate)
            return new RepChoice(certificate, []);
        var reps = await AllAsync(cancellationToken);
        var found = reps.Where(r => r.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
            found = [.. reps.Where(r => r.Name.Contains(text, StringComparison.OrdinalIgnoreCase))];
        return found.Count == 1 ? new RepChoice(found[0].Certificate, []) : new RepChoice(null, found);
    }

    /// <summary>The number alone, or in the brackets with which an entry ends.</summary>
    private static string? Certificate(string text)
    {
        var number = text.EndsWith(')') && text.LastIndexOf('(') is >= 0 and var open ? text[(open + 1)..^1].Trim() : text;
        return number.Length == 5 && number.All(char.IsAsciiDigit) ? number : null;
    }
}
