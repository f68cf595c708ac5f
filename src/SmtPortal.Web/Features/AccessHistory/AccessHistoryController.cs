using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Activity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.AccessHistory;

public sealed record AccessLine(Guid Id, string Company, string Esiid, AccessedData Data, DateOnly? From, DateOnly? To, AccessWay Way, DateTimeOffset At, long AgreementNumber);

/// <param name="Next">Moment before which the next page begins; null on the last.</param>
public sealed record AccessPage(IReadOnlyList<AccessLine> Lines, int Months, DateTimeOffset? Next);

/// <summary>What companies saw of a customer's data (USE-8).</summary>
[Authorize(Policies.Customer)]
public sealed class AccessHistoryController(PortalDbContext db, TimeProvider time) : Controller
{
    private const int PageSize = 50;

    /// <summary>How far back a customer sees, in months.</summary>
    private const int Months = 3;

    [HttpGet("/customer/activity")]
    public async Task<IActionResult> List(DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var customer = User.RequireCustomerId();
        var since = time.GetUtcNow().AddMonths(-Months);
        // By occupancy, also an ended one: everybody sees their own time and nobody another's (ACC-9).
        var lines = await (
            from record in db.AccessRecords
            join company in db.ThirdParties on record.ThirdPartyId equals company.Id
            where record.At >= since && (before == null || record.At < before) && db.Occupancies.Any(o => o.Id == record.OccupancyId && o.CustomerId == customer)
            orderby record.At descending, record.Id descending
            select new AccessLine(record.Id, company.Name, record.Esiid, record.Data, record.From, record.To, record.Way, record.At, record.AgreementNumber))
            .Take(PageSize + 1).ToListAsync(cancellationToken);
        return View("CustomerActivity", new AccessPage([.. lines.Take(PageSize)], Months, lines.Count > PageSize ? lines[PageSize - 1].At : null));
    }
}
