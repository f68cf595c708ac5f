using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>The operators' companies: who waits for approval, who stands where, and what is decided about them (OPS-2).</summary>
[Authorize(Policies.Operator)]
[Route("/ops/companies")]
public sealed class OperatorCompaniesController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(ThirdPartyStatus? status, string? words, string? before, CancellationToken cancellationToken)
    {
        var companies = db.ThirdParties.AsNoTracking();
        if (status is not null)
            companies = companies.Where(c => c.Status == status);
        if (Words.Tidy(words)?.ToUpperInvariant() is { } name)
        {
            var duns = Duns.TryParse(words);
            companies = companies.Where(c => c.NormalizedName.Contains(name) || c.Duns == duns);
        }

        if (MomentCursor.TryParse(before) is { } end)
            companies = companies.Where(c => c.CreatedAt < end.At || (c.CreatedAt == end.At && c.Id < end.Id));
        var rows = await companies.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(Listing.Size + 1)
            .Select(c => new CompanyRow(c.Id, c.Name, c.Duns, c.Status, c.StatusSince, c.CreatedAt)).ToListAsync(cancellationToken);
        return View("OperatorCompanies", new CompanyList(
            status, words, rows[..Math.Min(rows.Count, Listing.Size)], MomentCursor.After(rows, r => new MomentCursor(r.CreatedAt, r.Id))));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, [FromServices] CodeEntry codes, [FromServices] IOptions<RuleOptions> rules, CancellationToken cancellationToken)
    {
        var company = await db.ThirdParties.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (company is null)
            return NotFound();
        var people = await db.Users.Where(u => u.ThirdPartyId == id).OrderBy(u => u.CreatedAt).Take(Listing.Size)
            .Select(u => new CompanyPerson(u.DisplayName, u.Email!, u.CompanyRole!.Value)).ToListAsync(cancellationToken);
        var path = AuditSubject.Of(company).Path;
        var history = await db.AuditEntries.AsNoTracking().Where(e => e.Path == path).OrderByDescending(e => e.Number).Take(Listing.Size).ToListAsync(cancellationToken);
        var likes = company.Status != ThirdPartyStatus.Pending ? [] : await db.ThirdParties
            .Where(c => c.Id != id && (c.NormalizedName == company.NormalizedName || c.Duns == company.Duns)).OrderByDescending(c => c.CreatedAt).Take(Listing.Size)
            .Select(c => new CompanyRow(c.Id, c.Name, c.Duns, c.Status, c.StatusSince, c.CreatedAt)).ToListAsync(cancellationToken);
        var failures = await codes.FailuresAsync(id, cancellationToken);
        var rates = await RatesAsync(id, time.GetUtcNow().AddDays(-CompanyRates.Days), cancellationToken);
        return View("OperatorCompany", new CompanyPage(company, people, history, likes, rates, failures, failures >= rules.Value.CodeFailuresPerHour));
    }

    [RecentSignIn]
    [HttpGet("{id:guid}/approve")]
    public Task<IActionResult> Approve(Guid id, CancellationToken cancellationToken) => AskAsync(id, DecisionWords.Approve, new DecisionForm(), cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/approve")]
    public Task<IActionResult> Approve(Guid id, DecisionForm form, [FromServices] ApproveCompany approve, CancellationToken cancellationToken) =>
        DecideAsync(id, DecisionWords.Approve, form, note => approve.ExecuteAsync(id, User.UserId(), note, cancellationToken), cancellationToken);

    [RecentSignIn]
    [HttpGet("{id:guid}/refuse")]
    public Task<IActionResult> Refuse(Guid id, CancellationToken cancellationToken) => AskAsync(id, DecisionWords.Refuse, new DecisionForm(), cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/refuse")]
    public Task<IActionResult> Refuse(Guid id, DecisionForm form, [FromServices] RefuseCompany refuse, CancellationToken cancellationToken) =>
        DecideAsync(id, DecisionWords.Refuse, form, note => refuse.ExecuteAsync(id, User.UserId(), note!, cancellationToken), cancellationToken);

    [RecentSignIn]
    [HttpGet("{id:guid}/suspend")]
    public Task<IActionResult> Suspend(Guid id, CancellationToken cancellationToken) => AskAsync(id, DecisionWords.Suspend, new DecisionForm(), cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/suspend")]
    public Task<IActionResult> Suspend(Guid id, DecisionForm form, [FromServices] SuspendCompany suspend, CancellationToken cancellationToken) =>
        DecideAsync(id, DecisionWords.Suspend, form, note => suspend.ExecuteAsync(id, User.UserId(), note!, cancellationToken), cancellationToken);

    [RecentSignIn]
    [HttpGet("{id:guid}/resume")]
    public Task<IActionResult> Resume(Guid id, CancellationToken cancellationToken) => AskAsync(id, DecisionWords.Resume, new DecisionForm(), cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/resume")]
    public Task<IActionResult> Resume(Guid id, DecisionForm form, [FromServices] ResumeCompany resume, CancellationToken cancellationToken) =>
        DecideAsync(id, DecisionWords.Resume, form, note => resume.ExecuteAsync(id, User.UserId(), note, cancellationToken), cancellationToken);

    [RecentSignIn]
    [HttpGet("{id:guid}/close")]
    public Task<IActionResult> Close(Guid id, CancellationToken cancellationToken) => AskAsync(id, DecisionWords.Close, new DecisionForm(), cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/close")]
    public Task<IActionResult> Close(Guid id, DecisionForm form, [FromServices] CloseCompany close, CancellationToken cancellationToken) =>
        DecideAsync(id, DecisionWords.Close, form, note => close.ByOperatorAsync(id, User.UserId(), note!, cancellationToken), cancellationToken);

    private async Task<CompanyRates> RatesAsync(Guid id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var sent = await db.InvitationsOf(id).Where(i => i.CreatedAt > since).GroupBy(i => new { i.Status, Wrong = i.RejectionReason == RejectionReason.WrongPerson })
            .Select(g => new { g.Key.Status, g.Key.Wrong, Count = g.Count() }).ToListAsync(cancellationToken);
        var blocked = await db.CompanyBlocks.CountAsync(b => b.ThirdPartyId == id && b.At > since, cancellationToken);
        return new CompanyRates(
            sent.Sum(s => s.Count), sent.Where(s => s.Status == InvitationStatus.Accepted).Sum(s => s.Count), sent.Where(s => s.Status == InvitationStatus.Rejected).Sum(s => s.Count),
            sent.Where(s => s.Wrong).Sum(s => s.Count), blocked);
    }

    private async Task<IActionResult> AskAsync(Guid id, DecisionWords words, DecisionForm form, CancellationToken cancellationToken)
    {
        var company = await db.ThirdParties.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (company is null)
            return NotFound();
        if (!words.From.Contains(company.Status))
            return RedirectToAction(nameof(Show), new { id });
        (form.Company, form.Words) = (company, words);
        return View("OperatorDecide", form);
    }

    private async Task<IActionResult> DecideAsync(
        Guid id, DecisionWords words, DecisionForm form, Func<string?, Task<CompanyDecision>> decide, CancellationToken cancellationToken)
    {
        var note = Words.Tidy(form.Note);
        if (note is null && words.NeedsNote)
            ModelState.AddModelError(nameof(form.Note), "Say why: the company reads it in the mail.");
        if (note?.Length > ThirdParty.NoteMaxLength)
            ModelState.AddModelError(nameof(form.Note), $"Use at most {ThirdParty.NoteMaxLength} characters.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await AskAsync(id, words, form, cancellationToken);
        }

        var decision = await decide(note);
        if (decision == CompanyDecision.NotFound)
            return NotFound();
        TempData["Banner"] = decision switch
        {
            CompanyDecision.Done => words.Done,
            CompanyDecision.Taken => "Nothing was changed: an approved company has this name or D-U-N-S number.",
            _ => "Nothing was changed: the company stands elsewhere by now.",
        };
        return RedirectToAction(nameof(Show), new { id });
    }
}

public sealed record CompanyRow(Guid Id, string Name, string Duns, ThirdPartyStatus Status, DateTimeOffset StatusSince, DateTimeOffset CreatedAt);

/// <param name="Status">The filter; null: all.</param>
/// <param name="Words">Part of the name, or a D-U-N-S number; null: all.</param>
/// <param name="Older">Cursor of the next page; null: this is the last.</param>
public sealed record CompanyList(ThirdPartyStatus? Status, string? Words, IReadOnlyList<CompanyRow> Rows, string? Older);

/// <param name="Likes">Other companies of the same name or number, while this one waits.</param>
/// <param name="CodeFailures">Authorization codes of the last hour that did not fit (INV-3).</param>
/// <param name="IsCodeEntryLocked">Whether they lock the company out of entering codes.</param>
public sealed record CompanyPage(
    ThirdParty Company, IReadOnlyList<CompanyPerson> People, IReadOnlyList<AuditEntry> History, IReadOnlyList<CompanyRow> Likes, CompanyRates Rates,
    int CodeFailures, bool IsCodeEntryLocked);

/// <summary>How customers took the invitations of the last days (INV-10).</summary>
/// <param name="WrongPerson">Of the rejected those with the reason <em>wrong person</em>, which is a complaint.</param>
/// <param name="Blocked">How many addresses and accounts have blocked the company.</param>
public sealed record CompanyRates(int Sent, int Accepted, int Rejected, int WrongPerson, int Blocked)
{
    public const int Days = 30;

    /// <summary>"7 (35 %)"; without a share when nothing was sent.</summary>
    public string Share(int count) => Sent == 0 ? $"{count}" : $"{count} ({Math.Round(100m * count / Sent, MidpointRounding.AwayFromZero)} %)";
}

public sealed record CompanyPerson(string Name, string Email, CompanyRole Role);
