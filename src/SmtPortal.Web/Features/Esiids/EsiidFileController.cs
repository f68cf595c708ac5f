using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Esiids;

/// <summary>More ESIIDs from a file, with a result for each line (ACC-1).</summary>
[Authorize(Policies.ManageCustomer)]
[Route("/customer/esiids/file")]
public sealed class EsiidFileController(IStringLocalizer<Texts> texts) : Controller
{
    /// <summary>What the whole request may have; what is beyond <see cref="EsiidFile.MaxBytes"/> and below is refused with a sentence.</summary>
    private const int MaxRequestBytes = 20_000_000;

    [HttpGet("")]
    public IActionResult Ask() => View("File", new EsiidFileForm());

    [HttpPost("")]
    [RequestSizeLimit(MaxRequestBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes)]
    public async Task<IActionResult> Upload(EsiidFileForm form, [FromServices] AddEsiidsFromFile add, CancellationToken cancellationToken)
    {
        if (Read(form.File) is not { } rows)
            return this.Invalid("File", form);
        var result = await add.ExecuteAsync(User.RequireCustomerId(), RateLimits.Source(HttpContext), rows, cancellationToken);
        return View("FileResult", result);
    }

    /// <summary>Two lines that nobody's meter has, to be written over.</summary>
    [HttpGet("sample.csv")]
    public IActionResult Sample()
    {
        var csv = string.Join(',', texts["ESIID"].Value, texts["Meter number"].Value, "REP") + "\n"
            + "10999990000000001,123456789LG,10004\n10999990000000002,123456790LG,Reliant Energy Retail Services\n";
        return File(Encoding.UTF8.GetBytes("\uFEFF" + csv), "text/csv; charset=utf-8", "esiids.csv");
    }

    /// <summary>The lines of the file; null: it cannot be used, and the form says why.</summary>
    private IReadOnlyList<EsiidFileRow>? Read(IFormFile? upload)
    {
        var problem = texts["Choose a file that is not empty."];
        try
        {
            if (upload is { Length: > 0 })
            {
                using var content = upload.OpenReadStream();
                var file = EsiidFile.Read(content, upload.FileName);
                if (file.Rows.Count > 0)
                    return file.Rows;
                problem = file.LacksColumn
                    ? texts["The first line names a column for the ESIID, but none for the meter number or none for the REP. Name them “Meter number” and “REP”."]
                    : texts["The file holds no lines. Put each ESIID on a line of its own, with meter number and REP."];
            }
        }
        catch (TableFileException failure)
        {
            problem = failure.Fault switch
            {
                TableFault.TooLarge => texts["The file is too large. Use at most {0} KB.", EsiidFile.MaxBytes / 1000],
                TableFault.TooManyRows => texts["The file has too many lines. Use several files of at most {0} lines.", EsiidFile.MaxRows],
                TableFault.OldExcel => texts["This Excel file is of an old kind or has a password. Save it as XLSX without one, or as CSV."],
                TableFault.OtherKind => texts["The ending of this file’s name does not fit what is in it. Save it as CSV (.csv or .txt) or as XLSX (.xlsx) and try again."],
                _ => texts["This is no table that can be read. Save it as CSV or XLSX and try again."],
            };
        }

        ModelState.AddModelError(nameof(EsiidFileForm.File), problem);
        return null;
    }
}

public sealed class EsiidFileForm
{
    public IFormFile? File { get; set; }
}
