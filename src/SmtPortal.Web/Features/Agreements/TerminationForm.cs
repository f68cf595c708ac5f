using FluentValidation;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>Why an agreement is ended, on the pages of both sides. All of it may be left out.</summary>
public sealed class TerminationForm
{
    public TerminationReason? Reason { get; set; }

    public string? Text { get; set; }

    /// <summary>What was said; null: nothing.</summary>
    public TerminationNote? Note => (Reason, Words.Tidy(Text)) switch
    {
        ({ } reason, var text) => new TerminationNote(reason, text),
        (null, { } text) => new TerminationNote(TerminationReason.Other, text),
        _ => null,
    };
}

public sealed class TerminationFormValidator : AbstractValidator<TerminationForm>
{
    public TerminationFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Reason).IsInEnum();
        RuleFor(f => f.Text).Must(text => Words.Tidy(text) is not null).When(f => f.Reason == TerminationReason.Other)
            .WithMessage(_ => texts["Say the reason in a few words, or choose none."]);
        RuleFor(f => f.Text).MaximumLength(TerminationNote.TextMaxLength).WithMessage(_ => texts["Use at most {0} characters.", TerminationNote.TextMaxLength]);
    }
}
