using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Forms;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Ratings;

/// <summary>A customer rates the company of an agreement, whether it runs or has ended (AGR-9).</summary>
[Authorize(Policies.ManageCustomer)]
[Route("/customer/agreements/{number:long}/rating")]
public sealed class RatingController(CompanyRatings ratings, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Rate(long number, CancellationToken cancellationToken) => await FindAsync(number, cancellationToken) is not { } rating
        ? NotFound()
        : View("CustomerRating", new RatingPage(rating, new RatingForm { Stars = rating.Own?.Stars, Comment = rating.Own?.Comment }));

    [HttpPost("")]
    public async Task<IActionResult> Rate(
        long number, RatingForm form, [FromServices] IValidator<RatingForm> validator, [FromServices] RateCompany rate, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, cancellationToken) is not { } rating)
            return NotFound();
        if (!ModelState.IsValid(await validator.ValidateAsync(form, cancellationToken)))
            return this.Invalid("CustomerRating", new RatingPage(rating, form));
        return Answer(number, await rate.ExecuteAsync(number, User.RequireCustomerId(), form.Stars!.Value, Words.Tidy(form.Comment), cancellationToken), texts["Thank you. Your rating counts."]);
    }

    [HttpPost("take-back")]
    public async Task<IActionResult> TakeBack(long number, [FromServices] TakeRatingBack takeBack, CancellationToken cancellationToken) =>
        Answer(number, await takeBack.ExecuteAsync(number, User.RequireCustomerId(), cancellationToken), texts["Your rating is taken back."]);

    private IActionResult Answer(long number, RateOutcome outcome, string done)
    {
        if (outcome == RateOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = outcome == RateOutcome.Done ? done : texts["Nothing was changed: an operator of the portal has removed your rating."].Value;
        return Redirect($"/customer/agreements/{number}");
    }

    private Task<AgreementRating?> FindAsync(long number, CancellationToken cancellationToken) => ratings.OfAgreementAsync(User.RequireCustomerId(), number, cancellationToken);
}

/// <param name="Rating">Who is rated, and what stands now.</param>
/// <param name="Form">What was typed.</param>
public sealed record RatingPage(AgreementRating Rating, RatingForm Form)
{
    public int? Stars => Form.Stars;

    public string? Comment => Form.Comment;
}

public sealed class RatingForm
{
    public int? Stars { get; set; }

    public string? Comment { get; set; }
}

public sealed class RatingFormValidator : AbstractValidator<RatingForm>
{
    public RatingFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Stars).NotNull().WithMessage(_ => texts["Choose one to five stars."])
            .InclusiveBetween(Rating.MinStars, Rating.MaxStars).WithMessage(_ => texts["Choose one to five stars."]);
        RuleFor(f => f.Comment).Must(text => Words.Tidy(text) is null or { Length: <= Rating.CommentMaxLength })
            .WithMessage(_ => texts["Use at most {0} characters.", Rating.CommentMaxLength]);
        RuleFor(f => f.Comment).Must(text => !Words.HoldLink(text)).WithMessage(_ => texts["A comment is plain text: take out web and mail addresses."]);
    }
}
