using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmtPortal.Domain.Bulk;
using SmtPortal.Web.Features.Shared;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Bulk;

/// <summary>Invitations from a file: read, checked and shown first, and sent by a second click.</summary>
[Authorize(Policies.ThirdParty)]
[Route("/company/invitations/file")]
public sealed class InvitationFileController(BulkLimit limit) : Controller
{
    /// <summary>What the whole request may have; what is beyond <see cref="InvitationFile.MaxBytes"/> and below is refused with a sentence.</summary>
    private const int MaxRequestBytes = 20_000_000;

    [HttpGet("")]
    public IActionResult Ask() => View("CompanyInvitationFile", new InvitationFileForm());

    [HttpPost("")]
    [RequestSizeLimit(MaxRequestBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> Upload(InvitationFileForm form, [FromServices] UploadInvitations upload, CancellationToken cancellationToken)
    {
        if (Read(form.File) is not { } lines)
            return this.Invalid("CompanyInvitationFile", form);
        if (await limit.RefusalAsync(User.RequireThirdPartyId(), cancellationToken) is { } refusal)
        {
            ModelState.AddModelError(nameof(form.File), refusal);
            return this.Invalid("CompanyInvitationFile", form);
        }

        var task = await upload.ExecuteAsync(new BulkAuthor(User.RequireThirdPartyId(), User.UserId()), lines, cancellationToken);
        return Redirect($"/company/bulk/{task.Id}");
    }

    [HttpGet("template.csv")]
    public Task Csv(CancellationToken cancellationToken) => TemplateAsync(ListFormat.Csv, cancellationToken);

    [HttpGet("template.xlsx")]
    public Task Xlsx(CancellationToken cancellationToken) => TemplateAsync(ListFormat.Xlsx, cancellationToken);

    private async Task TemplateAsync(ListFormat format, CancellationToken cancellationToken)
    {
        Response.BeginList(format, "invitations-template");
        await using var writer = await ListWriter.OpenAsync(Response.Body, format, [.. InvitationFile.Columns.Select(c => c.Name)], cancellationToken);
        await writer.WriteAsync([.. InvitationFile.Columns.Select(c => c.Sample)], cancellationToken);
    }

    /// <summary>The lines of the file; null: it cannot be used, and the form says why.</summary>
    private IReadOnlyList<BulkLine>? Read(IFormFile? upload)
    {
        var problem = "Choose a file that is not empty.";
        try
        {
            if (upload is { Length: > 0 })
            {
                using var content = upload.OpenReadStream();
                var file = InvitationFile.Read(content, upload.FileName);
                if (file.Problem is null)
                    return file.Lines;
                problem = file.Problem;
            }
        }
        catch (TableFileException failure)
        {
            problem = failure.InWords(
                $"The file is too large. Use at most {InvitationFile.MaxBytes / 1_000_000} MB.",
                $"The file has too many lines. Use several files of at most {BulkTask.MaxRows:#,##0} lines.");
        }

        ModelState.AddModelError(nameof(InvitationFileForm.File), problem);
        return null;
    }
}

public sealed class InvitationFileForm
{
    public IFormFile? File { get; set; }
}
