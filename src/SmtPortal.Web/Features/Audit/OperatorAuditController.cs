using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Audit;

/// <summary>Everything that operators did, newest first (OPS-2).</summary>
[Authorize(Policies.Operator)]
public sealed class OperatorAuditController(PortalDbContext db) : Controller
{
    [HttpGet("/ops/audit")]
    public async Task<IActionResult> List(AuditSearch search, long? before, CancellationToken cancellationToken)
    {
        var entries = search.In(db.AuditEntries.AsNoTracking());
        if (before is { } number)
            entries = entries.Where(e => e.Number < number);
        var rows = await entries.OrderByDescending(e => e.Number).Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("OperatorAudit", new AuditList(search, Listing.Of(rows, e => e.Number)));
    }
}

/// <summary>What is looked for; each part null when it does not matter.</summary>
public sealed class AuditSearch
{
    public AuditAct? Act { get; set; }

    /// <summary>Part of what it was done to.</summary>
    public string? Words { get; set; }

    /// <summary>First Central day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last Central day.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The page of one company, file or mail.</summary>
    public string? About { get; set; }

    public bool IsEmpty => Act is null && string.IsNullOrWhiteSpace(Words) && From is null && To is null && About is null;

    public IQueryable<AuditEntry> In(IQueryable<AuditEntry> entries)
    {
        if (Act is { } act)
            entries = entries.Where(e => e.Act == act);
        if (About is { } about)
            entries = entries.Where(e => e.Path == about);
        if (Domain.Shared.Words.Tidy(Words)?.ToUpperInvariant() is { } words)
            entries = entries.Where(e => e.NormalizedSubject.Contains(words));
        if (From is { } from && CentralTime.StartOf(from) is var start)
            entries = entries.Where(e => e.At >= start);
        if (To is { } to && CentralTime.EndOf(to) is var end)
            entries = entries.Where(e => e.At < end);
        return entries;
    }
}

public sealed record AuditList(AuditSearch Search, Listing<AuditEntry> Rows);

public static class AuditWords
{
    public static string Of(AuditAct act) => act switch
    {
        AuditAct.CompanyApproved => "Company approved",
        AuditAct.CompanyRefused => "Company refused",
        AuditAct.CompanySuspended => "Company suspended",
        AuditAct.CompanyResumed => "Suspension lifted",
        AuditAct.CompanyClosed => "Company closed",
        AuditAct.ClaimPassed => "Claim decided for who claimed",
        AuditAct.ClaimRefused => "Claim decided for the holder",
        AuditAct.RatingCommentRemoved => "Comment of a rating removed",
        AuditAct.RatingRemoved => "Rating removed",
        AuditAct.MailSentAgain => "Mail sent again",
        AuditAct.MovesEntered => "Moves entered",
        _ => "Usage file uploaded",
    };
}
