using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Who works for a company here, and who is invited to (ACC-5). Everybody of it sees that; administrators change it.</summary>
[Authorize(Policies.CompanyAdministrator)]
[Route("/company/account/colleagues")]
public sealed class ColleaguesController(PortalDbContext db, TimeProvider time) : Controller
{
    private ColleagueInviter Me => new(User.RequireThirdPartyId(), User.UserId());

    [RecentSignIn]
    [HttpGet("invite")]
    public IActionResult Invite() => View("CompanyInvite", new ColleagueForm { Role = CompanyRole.Member });

    [RecentSignIn]
    [HttpPost("invite")]
    public async Task<IActionResult> Invite(
        ColleagueForm form, [FromServices] IValidator<ColleagueForm> validator, [FromServices] InviteColleague invite, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("CompanyInvite", form);
        var result = await invite.ExecuteAsync(Me, form.Email!.Trim(), form.Role == CompanyRole.Administrator, cancellationToken);
        if (result.Outcome == InviteColleagueOutcome.WorksHere)
        {
            ModelState.AddModelError(nameof(form.Email), "Somebody of your company has this address.");
            return this.Invalid("CompanyInvite", form);
        }

        return Answer(result, $"A mail is on its way to {form.Email.Trim()}.");
    }

    [RecentSignIn(Page = "/company/account/colleagues")]
    [HttpPost("invitations/{id:guid}/resend")]
    public async Task<IActionResult> Resend(Guid id, [FromServices] InviteColleague invite, CancellationToken cancellationToken) =>
        Answer(await invite.AgainAsync(Me, id, cancellationToken), "The mail is on its way again.");

    [HttpGet("invitations/{id:guid}/withdraw")]
    public async Task<IActionResult> AskWithdraw(Guid id, CancellationToken cancellationToken)
    {
        var invitation = await db.ColleagueInvitationsOf(Me).AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Open, cancellationToken);
        return invitation is null ? NotFound() : View("CompanyWithdrawColleague", invitation);
    }

    [HttpPost("invitations/{id:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, [FromServices] WithdrawColleague withdraw, CancellationToken cancellationToken)
    {
        if (!await withdraw.ExecuteAsync(Me, id, cancellationToken))
            return NotFound();
        return Back("The invitation is withdrawn; its link works no more.");
    }

    [RecentSignIn]
    [HttpGet("{id:guid}/role")]
    public async Task<IActionResult> AskRole(Guid id, CancellationToken cancellationToken) => await ShowAsync("CompanyColleagueRole", id, cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/role")]
    public async Task<IActionResult> SetRole(Guid id, CompanyRole role, [FromServices] ChangeColleague change, CancellationToken cancellationToken) =>
        ModelState.IsValid && Enum.IsDefined(role) ? Answer(await change.SetRoleAsync(Me, id, role == CompanyRole.Administrator, cancellationToken), id, "The role is changed.") : BadRequest();

    [RecentSignIn]
    [HttpGet("{id:guid}/remove")]
    public async Task<IActionResult> AskRemove(Guid id, CancellationToken cancellationToken) => await ShowAsync("CompanyColleagueRemove", id, cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, [FromServices] ChangeColleague change, CancellationToken cancellationToken) =>
        Answer(await change.RemoveAsync(Me, id, cancellationToken), id, "The colleague is removed and signed out everywhere.");

    private IActionResult Answer(InviteColleagueResult result, string sent)
    {
        if (result.Wait is { } wait)
            return this.TooManyMails(wait);
        return result.Outcome == InviteColleagueOutcome.NotFound ? NotFound()
            : Back(result.Outcome == InviteColleagueOutcome.WorksHere ? "Somebody of your company has this address by now." : sent);
    }

    private IActionResult Answer(ChangeColleagueOutcome outcome, Guid id, string done) => outcome switch
    {
        ChangeColleagueOutcome.NotFound => NotFound(),
        ChangeColleagueOutcome.NotAllowed => Forbid(),
        ChangeColleagueOutcome.LastAdministrator => Back("Nothing was changed: your company needs at least one administrator. Make somebody else one first."),
        // Who gave away their own rights, or themselves, is sent where they may still go.
        _ when id == Me.UserId => Redirect("/"),
        _ => Back(done),
    };

    private RedirectToActionResult Back(string banner)
    {
        TempData["Banner"] = banner;
        return RedirectToAction(nameof(ColleagueListController.List), "ColleagueList");
    }

    private async Task<IActionResult> ShowAsync(string view, Guid id, CancellationToken cancellationToken)
    {
        var page = await ColleaguesPage.ReadAsync(db, Me, time.GetUtcNow(), cancellationToken);
        return page.People.FirstOrDefault(p => p.Id == id) is { } person ? View(view, new ColleaguePage(person, page.IsLast(person), id == Me.UserId)) : NotFound();
    }
}

/// <summary>The list, which members see too.</summary>
[Authorize(Policies.ThirdParty)]
public sealed class ColleagueListController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("/company/account/colleagues")]
    public async Task<IActionResult> List(CancellationToken cancellationToken) =>
        View("CompanyColleagues", await ColleaguesPage.ReadAsync(db, new ColleagueInviter(User.RequireThirdPartyId(), User.UserId()), time.GetUtcNow(), cancellationToken));
}

public sealed record Colleague(Guid Id, string Name, string Email, CompanyRole Role, DateTimeOffset Since);

/// <param name="IsLast">Whether the company would be left without an administrator.</param>
/// <param name="IsSelf">Whether it is who looks.</param>
public sealed record ColleaguePage(Colleague Colleague, bool IsLast, bool IsSelf);

/// <param name="Invited">Open invitations, those whose time is over included.</param>
/// <param name="Me">Who looks.</param>
public sealed record ColleaguesPage(IReadOnlyList<Colleague> People, IReadOnlyList<ColleagueInvitation> Invited, Guid Me, DateTimeOffset Now)
{
    /// <summary>A company of more people than this is shown in part.</summary>
    private const int Most = 500;

    public bool IsLast(Colleague person) => person.Role == CompanyRole.Administrator && People.Count(p => p.Role == CompanyRole.Administrator) == 1;

    public static async Task<ColleaguesPage> ReadAsync(PortalDbContext db, ColleagueInviter me, DateTimeOffset now, CancellationToken cancellationToken) => new(
        await db.ColleaguesOf(me).OrderBy(u => u.CreatedAt).Take(Most)
            .Select(u => new Colleague(u.Id, u.DisplayName, u.Email!, u.CompanyRole!.Value, u.CreatedAt)).ToListAsync(cancellationToken),
        await db.ColleagueInvitationsOf(me).AsNoTracking().Where(i => i.Status == ColleagueInvitationStatus.Open)
            .OrderByDescending(i => i.CreatedAt).Take(Most).ToListAsync(cancellationToken),
        me.UserId, now);
}

public sealed class ColleagueForm
{
    public string? Email { get; set; }

    public CompanyRole? Role { get; set; }
}

public sealed class ColleagueFormValidator : AbstractValidator<ColleagueForm>
{
    public ColleagueFormValidator()
    {
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e?.Trim())).WithMessage("Enter an e-mail address, such as name@example.com.");
        RuleFor(f => f.Role).NotNull().WithMessage("Choose a role.").IsInEnum();
    }
}
