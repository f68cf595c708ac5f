using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Reports;

[Authorize(Policies.ThirdParty)]
public sealed class ReportsController(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules) : Controller
{
    private const int PageSize = 50;
    private const int AgreementsShown = 200;

    /// <summary>What the whole request may have; a file beyond <see cref="ReportForm.FileMaxBytes"/> and below is refused with a sentence.</summary>
    private const int MaxRequestBytes = 28_000_000;

    [HttpGet("/company/reports")]
    public async Task<IActionResult> List(ReportStatus? status, long? before, CancellationToken cancellationToken)
    {
        var reports = await db.ReportsOf(User.RequireThirdPartyId()).Where(r => (status == null || r.Status == status) && (before == null || r.Number < before))
            .OrderByDescending(r => r.Number).Take(PageSize + 1)
            .Select(r => new ReportLine(r.Number, r.PublicId, r.Kind, r.Format, r.From, r.To, r.Status, r.FileCount,
                r.Files.Count(f => f.Status == ReportFileStatus.Delivered), r.CreatedAt))
            .ToListAsync(cancellationToken);
        return View("CompanyReports", new ReportList([.. reports.Take(PageSize)], status, reports.Count > PageSize ? reports[PageSize - 1].Number : null));
    }

    [HttpGet("/company/reports/new")]
    public async Task<IActionResult> New(long? agreement, CancellationToken cancellationToken)
    {
        var yesterday = CentralTime.DayOf(time.GetUtcNow()).AddDays(-1);
        var form = new ReportForm { Agreement = agreement, From = yesterday.AddDays(-29), To = yesterday };
        if (agreement is not null && await ChosenAsync(agreement, cancellationToken) is null)
            return NotFound();
        return View("CompanyNewReport", await OfferAsync(form, cancellationToken));
    }

    [HttpPost("/company/reports/new")]
    [RequestSizeLimit(MaxRequestBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> New(
        ReportForm form, [FromServices] IValidator<ReportForm> validator, [FromServices] RequestReport request, CancellationToken cancellationToken)
    {
        await OfferAsync(form, cancellationToken);
        if (form.File is { } file && form.TakeFile(file, rules.Value.EsiidsPerReport) is { } problem)
            ModelState.AddModelError(nameof(form.File), problem);
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("CompanyNewReport", form);
        var author = new ReportAuthor(User.RequireThirdPartyId(), User.UserId());
        var requested = await request.ExecuteAsync(author, form.Wish(), form.Scope(), cancellationToken);
        if (requested.Report is { } report)
        {
            TempData["Banner"] = FormattableString.Invariant($"Report {report.Number} was requested: {report.FileCount} files on their way, {report.RefusedCount} ESIIDs refused.");
            return Redirect($"/company/reports/{report.PublicId}");
        }

        var (field, refusal) = requested.Outcome switch
        {
            RequestReportOutcome.NoSuchAgreement => (nameof(form.Agreement), "You have no Energy Data agreement of this number."),
            RequestReportOutcome.NothingShared => (nameof(form.Esiids), "You have no active agreement yet that shares usage. Invite a customer first."),
            RequestReportOutcome.TooMany => (nameof(form.Esiids), $"A report has at most {rules.Value.EsiidsPerReport:#,##0} ESIIDs. Make several reports."),
            _ => ("", "Your company's account is not active."),
        };
        ModelState.AddModelError(field, refusal);
        return this.Invalid("CompanyNewReport", form);
    }

    [HttpGet("/company/reports/{publicId:guid}")]
    public async Task<IActionResult> Show(Guid publicId, string? after, CancellationToken cancellationToken)
    {
        var report = await db.ReportsOf(User.RequireThirdPartyId()).AsNoTracking().SingleOrDefaultAsync(r => r.PublicId == publicId, cancellationToken);
        if (report is null)
            return NotFound();
        var counts = await db.ReportFiles.Where(f => f.ReportNumber == report.Number).GroupBy(f => f.Status)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
#pragma warning disable CA1309 // becomes a comparison in the database
        var files = await db.ReportFiles.AsNoTracking().Where(f => f.ReportNumber == report.Number && (after == null || string.Compare(f.Esiid, after) > 0))
#pragma warning restore CA1309
            .OrderBy(f => f.Esiid).Take(PageSize + 1).ToListAsync(cancellationToken);
        var refusals = report.RefusedCount == 0 ? null : await db.ReportRefusals.AsNoTracking().SingleOrDefaultAsync(r => r.ReportNumber == report.Number, cancellationToken);
        var lines = files.Take(PageSize).Select(f => new ReportFileLine(
            f.Esiid, f.Status, f.Reason, report.PathOf(f), f.Size, f.Sha256, f.DeliveredAt, f.Attempts, f.NextAttemptAt, f.DeliveredFrom ?? f.From, f.DeliveredTo ?? f.To, f.RemovedAt));
        return View("CompanyReport", new ReportDetails(report, counts, [.. lines], files.Count > PageSize ? files[PageSize - 1].Esiid : null, [.. (refusals?.Unpack() ?? []).Take(PageSize)]));
    }

    [HttpGet("/company/reports/{publicId:guid}/refused.csv")]
    public async Task<IActionResult> Refused(Guid publicId, CancellationToken cancellationToken)
    {
        var number = await db.ReportsOf(User.RequireThirdPartyId()).Where(r => r.PublicId == publicId).Select(r => (long?)r.Number).SingleOrDefaultAsync(cancellationToken);
        if (number is null)
            return NotFound();
        var refusals = await db.ReportRefusals.AsNoTracking().SingleOrDefaultAsync(r => r.ReportNumber == number, cancellationToken);
        var csv = new StringBuilder("ESIID,REASON_CODE,REASON\n");
        foreach (var refusal in refusals?.Unpack() ?? [])
            csv.Append(ListCsv.Row(refusal.Text, refusal.Reason.ToString(), ReportWords.Of(refusal.Reason)));
        return File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", FormattableString.Invariant($"refused_{number}.csv"));
    }

    [HttpPost("/company/reports/{publicId:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid publicId, [FromServices] CancelReport cancel, CancellationToken cancellationToken) =>
        Answer(publicId, await cancel.ExecuteAsync(User.RequireThirdPartyId(), publicId, cancellationToken),
            "The report was cancelled. What is in your folder stays there.", "The report had ended before it could be cancelled.");

    [HttpPost("/company/reports/{publicId:guid}/retry")]
    public async Task<IActionResult> Retry(Guid publicId, [FromServices] RetryReport retry, CancellationToken cancellationToken) =>
        Answer(publicId, await retry.ExecuteAsync(User.RequireThirdPartyId(), publicId, cancellationToken),
            "The failed files are tried again.", "There was nothing to try again.");

    private IActionResult Answer(Guid publicId, ChangeReportOutcome outcome, string done, string tooLate)
    {
        if (outcome == ChangeReportOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome == ChangeReportOutcome.Done ? done : tooLate;
        return Redirect($"/company/reports/{publicId}");
    }

    /// <summary>The form with what is to choose from.</summary>
    private async Task<ReportForm> OfferAsync(ReportForm form, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The one that was asked for comes first: were it not among the choices, the page would ask for all of them instead.
        var agreements = await db.AgreementsOf(User.RequireThirdPartyId())
            .Where(a => a.Kind == AgreementKind.EnergyData && ((a.Status == AgreementStatus.Active && a.EndsAt > now) || a.Number == form.Agreement))
            .OrderByDescending(a => a.Number == form.Agreement).ThenByDescending(a => a.Number).Take(AgreementsShown)
            .Select(a => new { a.Number, a.Reference, a.Terms.Access, Count = a.Esiids.Count(e => e.LeftAt == null) }).ToListAsync(cancellationToken);
        var items = agreements.Select(a => new SelectListItem(
            FormattableString.Invariant($"{a.Number}: {a.Count} ESIIDs{(a.Access == EnergyAccess.OneTime ? ", one-time" : "")}{(a.Reference is null ? "" : ", " + a.Reference)}"),
            a.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var chosen = await ChosenAsync(form.Agreement, cancellationToken);
        form.Offer(
            [new SelectListItem("All my active agreements", ""), .. items], chosen?.Terms, [.. (chosen?.Esiids ?? []).Where(e => e is { IsIn: true, UsedUpAt: null }).Select(e => e.Esiid)], CentralTime.DayOf(now));
        if (form.OneTime)
        {
            ModelState.Remove(nameof(form.From));
            ModelState.Remove(nameof(form.To));
        }

        return form;
    }

    private async Task<Agreement?> ChosenAsync(long? number, CancellationToken cancellationToken) =>
        number is null ? null : await db.AgreementsOf(User.RequireThirdPartyId()).AsNoTracking()
            .SingleOrDefaultAsync(a => a.Number == number && a.Kind == AgreementKind.EnergyData, cancellationToken);
}
