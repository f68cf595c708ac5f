using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Activity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.AccessHistory;

public sealed record AccessLine(Guid Id, string Company, string Esiid, AccessedData Data, DateOnly? From, DateOnly? To, AccessWay Way, DateTimeOffset At, long AgreementNumber);

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record AccessPage(IReadOnlyList<AccessLine> Lines, int Months, string? Next);

/// <summary>What companies saw of a customer's data (USE-8).</summary>
[Authorize(Policies.Customer)]
public sealed class AccessHistoryController(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules) : Controller
{
    [HttpGet("/customer/activity")]
    public async Task<IActionResult> List(string? before, CancellationToken cancellationToken)
    {
        var customer = User.RequireCustomerId();
        var after = MomentCursor.TryParse(before);
        var months = rules.Value.ActivityShownMonths;
        var since = time.GetUtcNow().AddMonths(-months);
        // By occupancy, also an ended one: everybody sees their own time and nobody another's (ACC-9).
        var lines = await (
            from record in db.AccessRecords
            join company in db.ThirdParties on record.ThirdPartyId equals company.Id
            where record.At >= since && (after == null || record.At < after.At || (record.At == after.At && record.Id < after.Id))
                && db.Occupancies.Any(o => o.Id == record.OccupancyId && o.CustomerId == customer)
            orderby record.At descending, record.Id descending
            select new AccessLine(record.Id, company.Name, record.Esiid, record.Data, record.From, record.To, record.Way, record.At, record.AgreementNumber))
            .Take(Listing.Size + 1).ToListAsync(cancellationToken);
        return View("CustomerActivity", new AccessPage([.. lines.Take(Listing.Size)], months, MomentCursor.After(lines, line => new MomentCursor(line.At, line.Id))));
    }
}
