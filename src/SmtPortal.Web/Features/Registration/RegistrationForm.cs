using FluentValidation;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

public sealed class RegistrationForm : ProofForm
{
    public string? Name { get; set; }

    /// <summary>Name of the business; empty: the account is a home's.</summary>
    public string? Business { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }
}

public sealed class RegistrationFormValidator : ProofFormValidator<RegistrationForm>
{
    public RegistrationFormValidator(IStringLocalizer<Texts> texts, RepChoices reps, PasswordPolicy passwords)
        : base(texts, reps)
    {
        RuleFor(f => f.Name).Must(n => Words.Tidy(n) is not null).WithMessage(_ => texts["Enter your name."]);
        RuleFor(f => f.Name).MaximumLength(Customer.NameMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Customer.NameMaxLength]);
        RuleFor(f => f.Business).MaximumLength(Customer.NameMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Customer.NameMaxLength]);
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => texts["Enter your e-mail address."]);
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e!.Trim())).When(f => !string.IsNullOrWhiteSpace(f.Email))
            .WithMessage(_ => texts["This does not look like an e-mail address, such as name@example.com."]);
        RuleFor(f => f.Password).IsGoodPassword(texts, passwords, f => [f.Email, f.Name, f.Esiid, f.MeterNumber]);
    }
}
