using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>The operators' view of usage files: what came, what became of it, which rows were bad and why.</summary>
[Authorize(Policies.Operator)]
[Route("/ops/inbox")]
public sealed class InboxController(PortalDbContext db) : Controller
{
    private const int FilesPerPage = 50;
    private const int ErrorsPerPage = 100;

    [HttpGet("")]
    public async Task<IActionResult> List(InboxFileStatus? status, long? older, CancellationToken ct) =>
        View("OperatorInbox", await ListAsync(status, older, ct));

    [HttpGet("{number:long}")]
    public async Task<IActionResult> Show(long number, long? after, CancellationToken ct)
    {
        if (await db.InboxFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Number == number, ct) is not { } file)
            return NotFound();
        var errors = await db.InboxFileErrors.AsNoTracking().Where(e => e.FileId == file.Id && e.Id > (after ?? 0))
            .OrderBy(e => e.Id).Take(ErrorsPerPage + 1).ToListAsync(ct);
        var more = errors.Count > ErrorsPerPage;
        return View("OperatorInboxFile", new InboxFilePage(file, more ? errors[..ErrorsPerPage] : errors, more ? errors[ErrorsPerPage - 1].Id : null));
    }

    [HttpPost("")]
    [RequestSizeLimit(InboxOptions.MaxUploadBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = InboxOptions.MaxUploadBytes)]
    public async Task<IActionResult> Upload(UploadForm form, [FromServices] ReceiveUpload receive, CancellationToken ct)
    {
        if (form.File is not { Length: > 0 } upload)
        {
            ModelState.AddModelError(nameof(UploadForm.File), "Choose a file that is not empty.");
            return this.Invalid("OperatorInbox", await ListAsync(null, null, ct));
        }
        await using var content = upload.OpenReadStream();
        var file = await receive.ExecuteAsync(upload.FileName, User.UserId(), content, ct);
        TempData["Banner"] = $"{file.Name} has arrived and is read next.";
        return Redirect($"/ops/inbox/{file.Number}");
    }

    private async Task<InboxList> ListAsync(InboxFileStatus? status, long? older, CancellationToken ct)
    {
        var files = await db.InboxFiles.Where(f => (status == null || f.Status == status) && (older == null || f.Number < older))
            .OrderByDescending(f => f.Number).Take(FilesPerPage + 1)
            .Select(f => new InboxLine(f.Number, f.Name, f.ReceivedAt, f.Status, f.DaysNew, f.DaysRevised, f.DaysUnchanged, f.DaysOlder, f.RowsBad)).ToListAsync(ct);
        var more = files.Count > FilesPerPage;
        return new InboxList(more ? files[..FilesPerPage] : files, status, more ? files[FilesPerPage - 1].Number : null);
    }
}
