using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmtPortal.Web.Features.Shared;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>A company's list of invitations, on the page and as a file.</summary>
[Authorize(Policies.ThirdParty)]
[Route("/company/invitations")]
public sealed class InvitationListController(CompanyInvitationLists lists) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Index(InvitationSearch search, string? place, CancellationToken cancellationToken)
    {
        // Never from an address: they may be a person's.
        search.Words = null;
        return ListAsync(search, place, cancellationToken);
    }

    /// <summary>Posted, since what is looked for may be an ESIID or a mail address, which addresses of pages do not hold.</summary>
    [HttpPost("find")]
    public Task<IActionResult> Find(InvitationSearch search, string? place, CancellationToken cancellationToken) => ListAsync(search, place, cancellationToken);

    [HttpGet("list.csv")]
    public Task Csv(InvitationSearch search, [FromServices] ExportInvitations export, CancellationToken cancellationToken)
    {
        search.Words = null;
        return ExportAsync(search, ListFormat.Csv, export, cancellationToken);
    }

    [HttpGet("list.xlsx")]
    public Task Xlsx(InvitationSearch search, [FromServices] ExportInvitations export, CancellationToken cancellationToken)
    {
        search.Words = null;
        return ExportAsync(search, ListFormat.Xlsx, export, cancellationToken);
    }

    /// <summary>Posted, when words are looked for.</summary>
    [HttpPost("export")]
    public Task Export(InvitationSearch search, ListFormat format, [FromServices] ExportInvitations export, CancellationToken cancellationToken) =>
        ExportAsync(search, format, export, cancellationToken);

    private async Task<IActionResult> ListAsync(InvitationSearch search, string? place, CancellationToken cancellationToken) =>
        View("CompanyList", await lists.PageAsync(User.RequireThirdPartyId(), search, place, cancellationToken));

    private Task ExportAsync(InvitationSearch search, ListFormat format, ExportInvitations export, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        Response.BeginList(format, "invitations");
        return export.WriteAsync(Response.Body, format, User.RequireThirdPartyId(), search, cancellationToken);
    }
}
