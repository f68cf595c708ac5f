using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>A claim as one of its two sides sees it: nothing about the other.</summary>
/// <param name="IsHolder">Whether the reader is the one who holds, or held, the ESIID.</param>
/// <param name="Note">What the operator who decided said; null where none did.</param>
public sealed record ClaimView(Guid Id, string Esiid, bool IsHolder, OccupancyClaimStatus Status, DateTimeOffset MadeAt, DateTimeOffset EndsAt, string? Note)
{
    /// <summary>Where it stands by the clock.</summary>
    public OccupancyClaimStatus StatusAt(DateTimeOffset now) => OccupancyClaim.StatusAt(Status, EndsAt, now);

    /// <summary>Whether it can still be given up or taken back.</summary>
    public bool IsUndecidedAt(DateTimeOffset now) => StatusAt(now) is OccupancyClaimStatus.Open or OccupancyClaimStatus.Objected;

    /// <param name="holderId">The reader, or the account whose side a mail's link shows.</param>
    public static IQueryable<ClaimView> From(IQueryable<OccupancyClaim> claims, Guid holderId) =>
        claims.AsNoTracking().Select(c => new ClaimView(c.Id, c.Esiid, c.HolderId == holderId, c.Status, c.MadeAt, c.EndsAt, c.Note));

    /// <summary>What a customer may still answer or wait for, those on their own ESIIDs first.</summary>
    public static async Task<IReadOnlyList<ClaimView>> UndecidedAsync(PortalDbContext db, Guid customerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await From(db.ClaimsFor(customerId).UndecidedAt(now).OrderByDescending(c => c.HolderId == customerId).ThenBy(c => c.EndsAt).Take(Listing.Size), customerId).ToListAsync(cancellationToken);
}

/// <summary>A claim's page.</summary>
public sealed record ClaimPage(ClaimView Claim, DateTimeOffset Now)
{
    /// <summary>What the holder typed.</summary>
    public string? Objection { get; init; }
}

/// <summary>The page on which the holder gives the ESIID up; the count stops at <see cref="Listing.CountedTo"/>.</summary>
/// <param name="Agreements">Agreements that lose the ESIID.</param>
public sealed record GiveUpPage(ClaimView Claim, int Agreements);
