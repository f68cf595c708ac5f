using System.Globalization;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Occupancies;

public sealed record MoveRow(Guid Id, MoveKind Kind, string Esiid, DateOnly Day, MoveStatus Status, bool EndedSomebody, DateTimeOffset CreatedAt);

/// <param name="Searched">The ESIID that was looked for; null: all.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
public sealed record MoveList(IReadOnlyList<MoveRow> Rows, string? Searched, string? Older);

public sealed record MoveQuestion(MoveForm Form, MoveEffect Effect, bool ActsNow);

public sealed record MovePage(MoveEvent Move, MoveEffect Effect);

/// <summary>A file that was read, before anything is done with it.</summary>
/// <param name="Expected">What the moves whose day has come would end.</param>
public sealed record MoveFileCheck(IReadOnlyList<MoveLine> Lines, MoveEffect Expected)
{
    public IEnumerable<MoveLine> Good => Lines.Where(l => l.Move is not null);

    public IEnumerable<MoveLine> Bad => Lines.Where(l => l.Move is null);
}

/// <summary>Move-ins and move-outs, one by one or from a file (AGR-5, ACC-7, OPS-2). What they end is said first, and afterwards.</summary>
[Authorize(Policies.Operator)]
[Route("/ops/moves")]
public sealed class OperatorMovesController(PortalDbContext db, TimeProvider time, MoveEffects effects) : Controller
{
    private const int MaxRequestBytes = 4_000_000;

    [HttpGet("")]
    public Task<IActionResult> List(string? before, CancellationToken cancellationToken) => ListAsync(null, before, cancellationToken);

    /// <summary>Posted, since an ESIID stands in no address.</summary>
    [HttpPost("")]
    public Task<IActionResult> Search(string? esiid, CancellationToken cancellationToken) => ListAsync(esiid, null, cancellationToken);

    [HttpGet("new")]
    public IActionResult New() => View("OperatorMoveNew", new MoveForm());

    /// <summary>Says what the move ends; nothing is entered yet.</summary>
    [HttpPost("check")]
    public async Task<IActionResult> Check(MoveForm form, [FromServices] IValidator<MoveForm> validator, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("OperatorMoveNew", form);
        form.Esiid = Esiid.TryParse(form.Esiid);
        return View("OperatorMoveCheck", new MoveQuestion(form, await effects.ExpectAsync(form.Esiid!, form.Day!.Value, cancellationToken), form.Day <= Today));
    }

    [RecentSignIn(Page = "/ops/moves/new")]
    [HttpPost("new")]
    public async Task<IActionResult> Enter(MoveForm form, [FromServices] IValidator<MoveForm> validator, [FromServices] RecordMove record, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("OperatorMoveNew", form);
        var (id, isNew) = await record.EnterAsync(form.Kind!.Value, Esiid.TryParse(form.Esiid)!, form.Day!.Value, User.UserId(), cancellationToken);
        TempData["Banner"] = isNew ? "The move is entered." : "This move was entered before; nothing has changed.";
        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken)
    {
        var move = await db.MoveEvents.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (move is null)
            return NotFound();
        var effect = move.Status == MoveStatus.Done ? MoveEffect.Of(move) : await effects.ExpectAsync(move.Esiid, move.Day, cancellationToken);
        return View("OperatorMove", new MovePage(move, effect));
    }

    [HttpGet("file")]
    public IActionResult AskFile() => View("OperatorMoveFile");

    [HttpGet("file/sample.csv")]
    public IActionResult Sample() =>
        File(Encoding.UTF8.GetBytes("ESIID,EVENT,EFFECTIVE_DATE\n10999990000000001,MOVE_OUT,11/30/2026\n10999990000000002,MOVE_IN,12/01/2026\n"), "text/csv; charset=utf-8", "moves.csv");

    /// <summary>Reads the file and shows what it would do, line by line; nothing is entered yet.</summary>
    [HttpPost("file")]
    [RequestSizeLimit(MaxRequestBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> CheckFile(IFormFile? file, [FromServices] CheckMoves check, CancellationToken cancellationToken)
    {
        var (lines, problem) = MoveFile.Read(file, Today);
        if (problem is not null)
        {
            ModelState.AddModelError("File", problem);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("OperatorMoveFile");
        }

        lines = await check.ExecuteAsync(lines, cancellationToken);
        var expected = new MoveEffect(Occupied: false);
        foreach (var move in lines.Select(l => l.Move).OfType<KnownMove>().Where(m => m.Day <= Today).DistinctBy(m => m.Esiid))
            expected += await effects.ExpectAsync(move.Esiid, move.Day, cancellationToken);
        return View("OperatorMoveFileCheck", new MoveFileCheck(lines, expected));
    }

    /// <summary>Takes in the good lines that the check has shown; they are looked at anew, since a browser sends them.</summary>
    /// <param name="moves">A line each: number in the file, ESIID, event, date.</param>
    [RecentSignIn(Page = "/ops/moves/file")]
    [HttpPost("file/enter")]
    [RequestFormLimits(ValueLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> EnterFile(string? moves, [FromServices] CheckMoves check, [FromServices] RecordMoves record, CancellationToken cancellationToken)
    {
        var lines = (moves ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MoveFile.MaxRows).Select(text => text.Split(','))
            .Where(parts => parts.Length == 4 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(parts => MoveFile.Parse(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], parts[3], Today)).ToList();
        var good = (await check.ExecuteAsync(lines, cancellationToken)).Where(l => l.Move is not null).Select(l => (l.Line, l.Move!)).ToList();
        if (good.Count == 0)
            return RedirectToAction(nameof(AskFile));
        return View("OperatorMoveFileDone", await record.ExecuteAsync(good, User.UserId(), cancellationToken));
    }

    private DateOnly Today => CentralTime.DayOf(time.GetUtcNow());

    private async Task<IActionResult> ListAsync(string? searched, string? before, CancellationToken cancellationToken)
    {
        var moves = db.MoveEvents.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(searched))
        {
            var esiid = Esiid.TryParse(searched) ?? "";
            moves = moves.Where(m => m.Esiid == esiid);
        }

        if (MomentCursor.TryParse(before) is { } end)
            moves = moves.Where(m => m.CreatedAt < end.At || (m.CreatedAt == end.At && m.Id < end.Id));
        var rows = await moves.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(Listing.Size + 1)
            .Select(m => new MoveRow(m.Id, m.Kind, m.Esiid, m.Day, m.Status, m.EndedOccupancyId != null, m.CreatedAt)).ToListAsync(cancellationToken);
        return View("OperatorMoves", new MoveList([.. rows.Take(Listing.Size)], searched, MomentCursor.After(rows, r => new MomentCursor(r.CreatedAt, r.Id))));
    }
}
