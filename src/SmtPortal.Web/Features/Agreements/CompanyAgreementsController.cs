using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Shared;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Agreements;

[Authorize(Policies.ThirdParty)]
[Route("/company/agreements")]
public sealed class CompanyAgreementsController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(AgreementSearch search, string? place, [FromServices] CompanyAgreementLists lists, CancellationToken cancellationToken)
    {
        // Never from an address: they may be a person's.
        search.Words = null;
        return ListAsync(search, place, lists, cancellationToken);
    }

    /// <summary>Posted, since what is looked for may be an ESIID or a mail address, which addresses of pages do not hold.</summary>
    [HttpPost("find")]
    public Task<IActionResult> Find(AgreementSearch search, string? place, [FromServices] CompanyAgreementLists lists, CancellationToken cancellationToken) =>
        ListAsync(search, place, lists, cancellationToken);

    [HttpGet("list.csv")]
    public Task Csv(AgreementSearch search, [FromServices] ExportAgreements export, CancellationToken cancellationToken)
    {
        search.Words = null;
        return ExportAsync(search, ListFormat.Csv, export, cancellationToken);
    }

    [HttpGet("list.xlsx")]
    public Task Xlsx(AgreementSearch search, [FromServices] ExportAgreements export, CancellationToken cancellationToken)
    {
        search.Words = null;
        return ExportAsync(search, ListFormat.Xlsx, export, cancellationToken);
    }

    /// <summary>Posted, when words are looked for.</summary>
    [HttpPost("export")]
    public Task Export(AgreementSearch search, ListFormat format, [FromServices] ExportAgreements export, CancellationToken cancellationToken) =>
        ExportAsync(search, format, export, cancellationToken);

    [HttpGet("{number:long}")]
    public Task<IActionResult> Detail(long number, CancellationToken cancellationToken) => ShowAsync("CompanyDetail", number, cancellationToken);

    [HttpGet("{number:long}/end")]
    public Task<IActionResult> AskEnd(long number, CancellationToken cancellationToken) => ShowAsync("CompanyEnd", number, cancellationToken);

    [HttpPost("{number:long}/end")]
    public async Task<IActionResult> End(
        long number, TerminationForm form, [FromServices] IValidator<TerminationForm> validator, [FromServices] TerminateAgreement terminate, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return await FindAsync(number, cancellationToken) is { } page ? this.Invalid("CompanyEnd", page with { Form = form }) : NotFound();
        var outcome = await terminate.ByThirdPartyAsync(number, User.RequireThirdPartyId(), User.UserId(), form.Note, cancellationToken);
        if (outcome == TerminateOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome switch
        {
            TerminateOutcome.Terminated => $"Agreement {number} has ended.",
            TerminateOutcome.EndsWithDevice => "Nothing was changed: an In-Home Device agreement ends when the device is removed.",
            _ => $"Agreement {number} had ended before.",
        };
        return RedirectToAction(nameof(Detail), new { number });
    }

    private async Task<IActionResult> ListAsync(AgreementSearch search, string? place, CompanyAgreementLists lists, CancellationToken cancellationToken) =>
        View("CompanyList", await lists.PageAsync(User.RequireThirdPartyId(), search, place, cancellationToken));

    private Task ExportAsync(AgreementSearch search, ListFormat format, ExportAgreements export, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        Response.BeginList(format, "agreements");
        return export.WriteAsync(Response.Body, format, User.RequireThirdPartyId(), search, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(string view, long number, CancellationToken cancellationToken)
    {
        var page = await FindAsync(number, cancellationToken);
        return page is null ? NotFound() : View(view, page);
    }

    private Task<AgreementPage?> FindAsync(long number, CancellationToken cancellationToken) =>
        AgreementPage.FindAsync(db, db.AgreementsOf(User.RequireThirdPartyId()), number, time.GetUtcNow(), cancellationToken);
}
