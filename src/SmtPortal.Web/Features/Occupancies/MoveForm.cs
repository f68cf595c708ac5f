using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>A move as an operator enters it.</summary>
public sealed class MoveForm
{
    /// <summary>How far back a move may lie, in years: what anybody sees is at most two years and the current one old.</summary>
    public const int MaxYearsBack = 3;

    /// <summary>How far ahead a move may be announced, in months.</summary>
    public const int MaxMonthsAhead = 12;

    public MoveKind? Kind { get; set; }

    public string? Esiid { get; set; }

    public DateOnly? Day { get; set; }

    /// <summary>Why a day may not be the day of a move; null: it may.</summary>
    public static string? ProblemOf(DateOnly day, DateOnly today) =>
        day < today.AddYears(-MaxYearsBack) ? $"The day lies more than {MaxYearsBack} years back. Look for a mistyped year."
        : day > today.AddMonths(MaxMonthsAhead) ? $"The day lies more than {MaxMonthsAhead} months ahead. Look for a mistyped year."
        : null;
}

public sealed class MoveFormValidator : AbstractValidator<MoveForm>
{
    public MoveFormValidator(PortalDbContext db, TimeProvider time)
    {
        RuleFor(f => f.Kind).NotNull().WithMessage("Choose whether somebody moved out or in.").IsInEnum();
        RuleFor(f => f.Esiid).Must(text => Esiid.TryParse(text) is not null).WithMessage("Enter the ESIID: 17 digits, or 22 at CenterPoint, beginning with 10.");
        RuleFor(f => f.Esiid).MustAsync(async (text, ct) => Esiid.TryParse(text) is not { } esiid || await db.Premises.AnyAsync(p => p.Esiid == esiid, ct))
            .WithMessage("The portal knows no delivery point with this ESIID. Look for a mistyped digit.");
        RuleFor(f => f.Day).NotNull().WithMessage("Enter the day of the move.");
        RuleFor(f => f.Day).Custom((day, context) =>
        {
            if (day is { } typed && MoveForm.ProblemOf(typed, CentralTime.DayOf(time.GetUtcNow())) is { } problem)
                context.AddFailure(problem);
        });
    }
}
