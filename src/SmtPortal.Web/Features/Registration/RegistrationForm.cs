using FluentValidation;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

public sealed class RegistrationForm : ProofForm
{
    public const int PasswordMinLength = 12;
    public const int PasswordMaxLength = 128;

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }
}

public sealed class RegistrationFormValidator : ProofFormValidator<RegistrationForm>
{
    /// <summary>Fewer different characters make a long password a short one.</summary>
    private const int DifferentCharacters = 5;

    public RegistrationFormValidator(IStringLocalizer<Texts> texts)
        : base(texts)
    {
        RuleFor(f => f.Name).Must(n => Words.Tidy(n) is not null).WithMessage(_ => texts["Enter your name."]);
        RuleFor(f => f.Name).MaximumLength(Customer.NameMaxLength).WithMessage(_ => texts["Use at most {0} characters.", Customer.NameMaxLength]);
        RuleFor(f => f.Email).NotEmpty().WithMessage(_ => texts["Enter your e-mail address."]);
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e!.Trim())).When(f => !string.IsNullOrWhiteSpace(f.Email))
            .WithMessage(_ => texts["This does not look like an e-mail address, such as name@example.com."]);
        RuleFor(f => f.Password).Must(p => p is { Length: >= RegistrationForm.PasswordMinLength })
            .WithMessage(_ => texts["Choose a password of at least {0} characters.", RegistrationForm.PasswordMinLength]);
        RuleFor(f => f.Password).MaximumLength(RegistrationForm.PasswordMaxLength)
            .WithMessage(_ => texts["Use at most {0} characters.", RegistrationForm.PasswordMaxLength]);
        RuleFor(f => f.Password).Must((form, password) => !IsGuessable(password!, form)).When(f => f.Password is { Length: >= RegistrationForm.PasswordMinLength })
            .WithMessage(_ => texts["This password is easy to guess. Choose another, for example four words that do not belong together."]);
    }

    private static bool IsGuessable(string password, RegistrationForm form) =>
        password.Distinct().Count() < DifferentCharacters
        || new[] { form.Email, form.Name, form.Esiid, form.MeterNumber }.Any(known => string.Equals(known?.Trim(), password.Trim(), StringComparison.OrdinalIgnoreCase));
}
