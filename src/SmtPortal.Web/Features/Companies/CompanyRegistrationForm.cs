using FluentValidation;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

public sealed class CompanyRegistrationForm : CompanyProfileForm
{
    public string? CompanyName { get; set; }

    public string? Duns { get; set; }

    /// <summary>Name of the first administrator.</summary>
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public bool RulesAccepted { get; set; }

    /// <summary>The version that the page showed.</summary>
    public string? RulesVersion { get; set; } = CompanyRules.Version;

    /// <summary>Of a validated form.</summary>
    public CompanyDetails Details() => new(
        Words.Tidy(CompanyName)!, Domain.Accounts.Duns.TryParse(Duns)!, Words.Tidy(ContactName)!, Kept(ContactPhone), Kept(NotificationEmail),
        Kept(Website), Kept(PrivacyPolicyUrl), Words.Tidy(SealName), RulesVersion!);
}

public sealed class CompanyRegistrationFormValidator : CompanyProfileFormValidator<CompanyRegistrationForm>
{
    public CompanyRegistrationFormValidator(IStringLocalizer<Texts> texts, PasswordPolicy passwords)
    {
        RuleFor(f => f.CompanyName).Must(n => Words.Tidy(n) is not null).WithMessage("Enter the name of the company.");
        RuleFor(f => f.CompanyName).MaximumLength(ThirdParty.NameMaxLength).WithMessage(TooLong(ThirdParty.NameMaxLength));
        RuleFor(f => f.CompanyName).Must(n => n?.Contains("://", StringComparison.Ordinal) != true && n?.Contains('@', StringComparison.Ordinal) != true)
            .WithMessage("Enter the name only, without a web or mail address.");
        RuleFor(f => f.Duns).Must(d => Domain.Accounts.Duns.TryParse(d) is not null).WithMessage("Enter the D-U-N-S number: 9 digits, or 13 with the four of your own.");
        RuleFor(f => f.Name).Must(n => Words.Tidy(n) is not null).WithMessage("Enter your name.");
        RuleFor(f => f.Name).MaximumLength(Customer.NameMaxLength).WithMessage(TooLong(Customer.NameMaxLength));
        RuleFor(f => f.Email).Must(e => EmailAddress.IsWellFormed(e?.Trim())).WithMessage("Enter your e-mail address, such as name@example.com.");
        RuleFor(f => f.Password).IsGoodPassword(texts, passwords, f => [f.Email, f.Name, f.CompanyName]);
        RuleFor(f => f.RulesAccepted).Equal(true).WithMessage("Agree to the rules, or do not register.");
        RuleFor(f => f.RulesVersion).Equal(CompanyRules.Version).OverridePropertyName(nameof(CompanyRegistrationForm.RulesAccepted))
            .WithMessage("The rules have changed while this page was open. Read them again.");
    }
}
