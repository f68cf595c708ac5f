using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Shared;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Bulk;

/// <summary>What a company does to many at once: chosen from a list, confirmed, carried out with progress, a result for each row (AGR-7).</summary>
[Authorize(Policies.ThirdParty)]
[Route("/company/bulk")]
public sealed class BulkController(PortalDbContext db, BulkLimit limit, TimeProvider time, IOptions<RuleOptions> rules) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View("CompanyBulkList", await db.BulkTasksOf(User.RequireThirdPartyId()).AsNoTracking()
        .OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).Take(PageSize).ToListAsync(cancellationToken));

    [HttpPost("invitations")]
    public async Task<IActionResult> Invitations(InvitationSearch search, BulkKind what, [FromServices] ChooseBulk choose, CancellationToken cancellationToken)
    {
        if (what is not (BulkKind.Remind or BulkKind.Withdraw) || !ModelState.IsValid)
            return BadRequest();
        if (await limit.RefusalAsync(User.RequireThirdPartyId(), cancellationToken) is { } refusal)
            return Refused(refusal, "/company/invitations");
        var task = await choose.InvitationsAsync(new BulkAuthor(User.RequireThirdPartyId(), User.UserId()), what, search, cancellationToken);
        if (task is not null)
            return RedirectToAction(nameof(Show), new { id = task.Id });
        return Refused(what == BulkKind.Remind ? "None of these invitations is open and without its one reminder." : "None of these invitations is open.", "/company/invitations");
    }

    [HttpPost("agreements")]
    public async Task<IActionResult> Agreements(AgreementSearch search, [FromServices] ChooseBulk choose, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        if (await limit.RefusalAsync(User.RequireThirdPartyId(), cancellationToken) is { } refusal)
            return Refused(refusal, "/company/agreements");
        var task = await choose.AgreementsAsync(new BulkAuthor(User.RequireThirdPartyId(), User.UserId()), search, cancellationToken);
        if (task is not null)
            return RedirectToAction(nameof(Show), new { id = task.Id });
        return Refused("None of these agreements is active, continuous and without an open request to extend.", "/company/agreements");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, int? after, CancellationToken cancellationToken) =>
        await PageAsync(id, after, new StartBulkForm(), cancellationToken) is { } page ? View("CompanyBulk", page) : NotFound();

    [HttpPost("{id:guid}/start")]
    public async Task<IActionResult> Start(Guid id, StartBulkForm form, [FromServices] StartBulk start, CancellationToken cancellationToken)
    {
        if (await PageAsync(id, null, form, cancellationToken) is not { } page)
            return NotFound();
        if (page.Task is { Kind: BulkKind.AskExtension, Status: BulkTaskStatus.Ready } && form.Months is null or < 1 or > EnergyTerms.MaxMonths)
        {
            ModelState.AddModelError(nameof(form.Months), $"Choose 1 to {EnergyTerms.MaxMonths} months.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("CompanyBulk", page);
        }

        var outcome = await start.ExecuteAsync(id, User.RequireThirdPartyId(), page.Task.Kind == BulkKind.AskExtension ? form.Months : null, cancellationToken);
        if (outcome == StartBulkOutcome.NotFound)
            return NotFound();
        if (outcome is StartBulkOutcome.NotReady or StartBulkOutcome.NothingToDo)
            TempData["Banner"] = outcome == StartBulkOutcome.NotReady ? "The lines are still being checked." : "There is nothing that can be done.";
        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:guid}/stop")]
    public async Task<IActionResult> Stop(Guid id, [FromServices] StopBulk stop, CancellationToken cancellationToken) =>
        await stop.ExecuteAsync(id, User.RequireThirdPartyId(), cancellationToken) ? RedirectToAction(nameof(Show), new { id }) : NotFound();

    /// <summary>Every row with its result, as a list.</summary>
    [HttpGet("{id:guid}/results.csv")]
    public async Task Results(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.BulkTasksOf(User.RequireThirdPartyId()).AnyAsync(t => t.Id == id, cancellationToken))
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Response.BeginList(ListFormat.Csv, "results");
        await using var writer = await ListWriter.OpenAsync(Response.Body, ListFormat.Csv, ["LINE", "NUMBER", "CUSTOMER", "RESULT", "REASON"], cancellationToken);
        var rows = db.BulkRows.AsNoTracking().Where(r => r.TaskId == id).OrderBy(r => r.Line);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            await writer.WriteAsync([(long)row.Line, row.Number, row.Customer, BulkWords.Of(row.Status), row.Problem?.Replace('\n', ' ')], cancellationToken);
    }

    private RedirectResult Refused(string why, string list)
    {
        TempData["Banner"] = why;
        return Redirect(list);
    }

    private async Task<BulkPage?> PageAsync(Guid id, int? after, StartBulkForm form, CancellationToken cancellationToken)
    {
        var thirdPartyId = User.RequireThirdPartyId();
        var task = await db.BulkTasksOf(thirdPartyId).AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        if (task is null)
            return null;
        var counts = await db.BulkRows.Where(r => r.TaskId == id).GroupBy(r => r.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var rows = await db.BulkRows.AsNoTracking().Where(r => r.TaskId == id && (after == null || r.Line > after)).OrderBy(r => r.Line).Take(PageSize + 1).ToListAsync(cancellationToken);
        int? left = null;
        if (task is { Kind: BulkKind.Invite, Status: BulkTaskStatus.Ready })
        {
            var since = time.GetUtcNow().AddHours(-24);
            left = Math.Max(0, rules.Value.InvitationsPerDay - await db.InvitationsOf(thirdPartyId).CountAsync(i => i.CreatedAt > since, cancellationToken));
        }

        return new BulkPage(task, counts, [.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Line : null, left, form);
    }
}

public sealed class StartBulkForm
{
    public int? Months { get; set; }
}

/// <param name="Counts">How many rows stand where.</param>
/// <param name="Rows">A page of them.</param>
/// <param name="Next">Line after which the next page begins; null: this is the last.</param>
/// <param name="Left">How many invitations may still be sent today; null where that does not matter.</param>
public sealed record BulkPage(BulkTask Task, IReadOnlyDictionary<BulkRowStatus, int> Counts, IReadOnlyList<BulkRow> Rows, int? Next, int? Left, StartBulkForm Form)
{
    public int? Months => Form.Months;

    public bool IsMoving => Task.Status is BulkTaskStatus.Checking or BulkTaskStatus.Running;

    /// <summary>Rows that are to get something at present: what cannot be sent is not worked on.</summary>
    public int Total => Task.Status == BulkTaskStatus.Checking ? Task.RowCount : Task.RowCount - Count(BulkRowStatus.Faulty);

    /// <summary>Rows that have what they are to get at present.</summary>
    public int Settled => Total - Count(Task.Status == BulkTaskStatus.Checking ? BulkRowStatus.Unchecked : BulkRowStatus.Waiting);

    public int Count(BulkRowStatus status) => Counts.GetValueOrDefault(status);
}

public static class BulkWords
{
    public static string Of(BulkRowStatus status) => status switch
    {
        BulkRowStatus.Unchecked => "Being checked",
        BulkRowStatus.Ready => "Ready",
        BulkRowStatus.Faulty => "Cannot be sent",
        BulkRowStatus.Waiting => "Waiting",
        BulkRowStatus.Done => "Done",
        _ => "Not done",
    };

    public static string Of(BulkTaskStatus status) => status switch
    {
        BulkTaskStatus.Checking => "Being checked",
        BulkTaskStatus.Ready => "To be confirmed",
        BulkTaskStatus.Running => "Running",
        _ => "Done",
    };

    public static string Of(BulkKind kind) => kind switch
    {
        BulkKind.Remind => "Remind of invitations",
        BulkKind.Withdraw => "Withdraw invitations",
        BulkKind.AskExtension => "Ask to extend agreements",
        _ => "Invite from a file",
    };

    public static string ChipOf(BulkRowStatus status) => "chip chip-" + status switch
    {
        BulkRowStatus.Done or BulkRowStatus.Ready => "ok",
        BulkRowStatus.Faulty or BulkRowStatus.NotDone => "bad",
        _ => "waiting",
    };

    public static string ChipOf(BulkTaskStatus status) => "chip chip-" + (status == BulkTaskStatus.Done ? "ok" : "waiting");

    /// <summary>What is asked before it is carried out.</summary>
    public static string Question(BulkKind kind, int count) => (kind, count) switch
    {
        (BulkKind.Remind, 1) => "Send one reminder?",
        (BulkKind.Remind, _) => $"Send {count:#,##0} reminders?",
        (BulkKind.Withdraw, 1) => "Withdraw one invitation?",
        (BulkKind.Withdraw, _) => $"Withdraw {count:#,##0} invitations?",
        (BulkKind.AskExtension, 1) => "Ask to extend one agreement?",
        (BulkKind.AskExtension, _) => $"Ask to extend {count:#,##0} agreements?",
        (_, 1) => "Send one invitation?",
        _ => $"Send {count:#,##0} invitations?",
    };

    /// <summary>What it does, in a sentence.</summary>
    public static string Effect(BulkKind kind) => kind switch
    {
        BulkKind.Remind => "Each customer gets the invitation once more, as its one reminder. When an invitation ends stays as it is.",
        BulkKind.Withdraw => "They can then no longer be accepted. Customers who had opened one signed in are told by mail. To ask again you make new invitations. This cannot be undone.",
        BulkKind.AskExtension => "Each customer is asked by mail, and approves or declines. An agreement that cannot be extended by so many months is left as it is, and its row says so.",
        _ => "Each customer gets a mail and decides. Lines that cannot be sent stay as they are: mend them and upload them again.",
    };

    public static string Button(BulkKind kind) => kind switch
    {
        BulkKind.Remind => "Send the reminders",
        BulkKind.Withdraw => "Withdraw the invitations",
        BulkKind.AskExtension => "Ask the customers",
        _ => "Send the invitations",
    };
}
