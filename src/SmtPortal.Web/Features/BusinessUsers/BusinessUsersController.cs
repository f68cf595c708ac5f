using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.BusinessUsers;

/// <summary>Who works with the account of a business, and who is invited to (ACC-1). Everybody of it sees that; who manages it changes it.</summary>
[Authorize(Policies.ManageCustomer)]
[Route("/customer/users")]
public sealed class BusinessUsersController(PortalDbContext db, TimeProvider time, IStringLocalizer<Texts> texts) : Controller
{
    private ColleagueInviter Me => new(User.RequireCustomerId(), User.UserId(), IsOfBusiness: true);

    [RecentSignIn]
    [HttpGet("invite")]
    public async Task<IActionResult> Invite(CancellationToken cancellationToken) =>
        await IsBusinessAsync(cancellationToken) ? View("CustomerInvite", new BusinessUserForm { Role = CustomerRole.View }) : NotFound();

    [RecentSignIn]
    [HttpPost("invite")]
    public async Task<IActionResult> Invite(
        BusinessUserForm form, [FromServices] IValidator<BusinessUserForm> validator, [FromServices] InviteColleague invite, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("CustomerInvite", form);
        var email = form.Email!.Trim();
        var result = await invite.ExecuteAsync(Me, email, form.Role == CustomerRole.Manage, cancellationToken);
        if (result.Outcome == InviteColleagueOutcome.WorksHere)
        {
            ModelState.AddModelError(nameof(form.Email), texts["Somebody with this address works with the account already."]);
            return this.Invalid("CustomerInvite", form);
        }

        return Answer(result, texts["A mail is on its way to {0}.", email]);
    }

    [RecentSignIn(Page = "/customer/users")]
    [HttpPost("invitations/{id:guid}/resend")]
    public async Task<IActionResult> Resend(Guid id, [FromServices] InviteColleague invite, CancellationToken cancellationToken) =>
        Answer(await invite.AgainAsync(Me, id, cancellationToken), texts["The mail is on its way again."]);

    [HttpGet("invitations/{id:guid}/withdraw")]
    public async Task<IActionResult> AskWithdraw(Guid id, CancellationToken cancellationToken)
    {
        var invitation = await db.ColleagueInvitationsOf(Me).AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Open, cancellationToken);
        return invitation is null ? NotFound() : View("CustomerWithdraw", invitation);
    }

    [HttpPost("invitations/{id:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, [FromServices] WithdrawColleague withdraw, CancellationToken cancellationToken) =>
        await withdraw.ExecuteAsync(Me, id, cancellationToken) ? Back(texts["The invitation is withdrawn; its link works no more."]) : NotFound();

    [RecentSignIn]
    [HttpGet("{id:guid}/role")]
    public Task<IActionResult> AskRole(Guid id, CancellationToken cancellationToken) => ShowAsync("CustomerRole", id, cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/role")]
    public async Task<IActionResult> SetRole(Guid id, CustomerRole role, [FromServices] ChangeColleague change, CancellationToken cancellationToken) =>
        ModelState.IsValid && Enum.IsDefined(role)
            ? Answer(await change.SetRoleAsync(Me, id, role == CustomerRole.Manage, cancellationToken), id, texts["The role is changed."])
            : BadRequest();

    [RecentSignIn]
    [HttpGet("{id:guid}/remove")]
    public Task<IActionResult> AskRemove(Guid id, CancellationToken cancellationToken) => ShowAsync("CustomerRemove", id, cancellationToken);

    [RecentSignIn]
    [HttpPost("{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, [FromServices] ChangeColleague change, CancellationToken cancellationToken) =>
        Answer(await change.RemoveAsync(Me, id, cancellationToken), id, texts["The sign-in is removed, and signed out everywhere."]);

    private IActionResult Answer(InviteColleagueResult result, string sent)
    {
        if (result.Wait is { } wait)
            return this.TooManyMails(wait);
        return result.Outcome == InviteColleagueOutcome.NotFound ? NotFound()
            : Back(result.Outcome == InviteColleagueOutcome.WorksHere ? texts["Somebody with this address works with the account already."] : sent);
    }

    private IActionResult Answer(ChangeColleagueOutcome outcome, Guid id, string done) => outcome switch
    {
        ChangeColleagueOutcome.NotFound => NotFound(),
        ChangeColleagueOutcome.NotAllowed => Forbid(),
        ChangeColleagueOutcome.LastAdministrator => Back(texts["Nothing was changed: somebody must manage the account. Let somebody else manage it first."]),
        // Who gave away their own rights, or themselves, is sent where they may still go.
        _ when id == Me.UserId => Redirect("/"),
        _ => Back(done),
    };

    private RedirectToActionResult Back(string banner)
    {
        TempData["Banner"] = banner;
        return RedirectToAction(nameof(BusinessUserListController.List), "BusinessUserList");
    }

    private Task<bool> IsBusinessAsync(CancellationToken cancellationToken)
    {
        var id = Me.OwnerId;
        return db.Customers.AnyAsync(c => c.Id == id && c.IsBusiness, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(string view, Guid id, CancellationToken cancellationToken)
    {
        var page = await BusinessUsersPage.ReadAsync(db, Me, time.GetUtcNow(), cancellationToken);
        return page?.People.FirstOrDefault(p => p.Id == id) is { } person ? View(view, new BusinessUserPage(person, page.IsLast(person), id == Me.UserId)) : NotFound();
    }
}

/// <summary>The list, which those who only look at the account see too.</summary>
[Authorize(Policies.Customer)]
public sealed class BusinessUserListController(PortalDbContext db, TimeProvider time) : Controller
{
    [HttpGet("/customer/users")]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var me = new ColleagueInviter(User.RequireCustomerId(), User.UserId(), IsOfBusiness: true);
        return await BusinessUsersPage.ReadAsync(db, me, time.GetUtcNow(), cancellationToken) is { } page ? View("CustomerUsers", page) : NotFound();
    }
}

public sealed record BusinessUser(Guid Id, string Name, string Email, CustomerRole Role, DateTimeOffset Since);

/// <param name="IsLast">Whether nobody would be left who manages the account.</param>
/// <param name="IsSelf">Whether it is who looks.</param>
public sealed record BusinessUserPage(BusinessUser Person, bool IsLast, bool IsSelf);

/// <param name="Invited">Open invitations, those whose time is over included.</param>
/// <param name="Me">Who looks.</param>
public sealed record BusinessUsersPage(IReadOnlyList<BusinessUser> People, IReadOnlyList<ColleagueInvitation> Invited, Guid Me, DateTimeOffset Now)
{
    /// <summary>A business of more people than this is shown in part.</summary>
    private const int Most = 500;

    public bool IsLast(BusinessUser person) => person.Role == CustomerRole.Manage && People.Count(p => p.Role == CustomerRole.Manage) == 1;

    /// <summary>Null: the account is a home's, which has one user.</summary>
    public static async Task<BusinessUsersPage?> ReadAsync(PortalDbContext db, ColleagueInviter me, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await db.Customers.AnyAsync(c => c.Id == me.OwnerId && c.IsBusiness, cancellationToken))
            return null;
        return new BusinessUsersPage(
            await db.ColleaguesOf(me).OrderBy(u => u.CreatedAt).Take(Most)
                .Select(u => new BusinessUser(u.Id, u.DisplayName, u.Email!, u.CustomerRole, u.CreatedAt)).ToListAsync(cancellationToken),
            await db.ColleagueInvitationsOf(me).AsNoTracking().Where(i => i.Status == ColleagueInvitationStatus.Open)
                .OrderByDescending(i => i.CreatedAt).Take(Most).ToListAsync(cancellationToken),
            me.UserId, now);
    }
}

public sealed class BusinessUserForm
{
    public string? Email { get; set; }

    public CustomerRole? Role { get; set; }
}

public sealed class BusinessUserFormValidator : AbstractValidator<BusinessUserForm>
{
    public BusinessUserFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e?.Trim())).WithMessage(_ => texts["This does not look like an e-mail address, such as name@example.com."]);
        RuleFor(f => f.Role).NotNull().WithMessage(_ => texts["Choose a role."]).IsInEnum();
    }
}
