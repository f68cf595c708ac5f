using FluentValidation;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Features.Companies;

/// <summary>What a company says about itself when it registers, and may change later.</summary>
public class CompanyProfileForm
{
    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    public string? NotificationEmail { get; set; }

    public string? Website { get; set; }

    public string? PrivacyPolicyUrl { get; set; }

    public string? SealName { get; set; }

    public bool SealAttested { get; set; }

    /// <summary>An optional text as it is kept; null for an empty one.</summary>
    public static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The pages of companies are in English.</summary>
public sealed class CompanyProfileFormValidator : CompanyProfileFormValidator<CompanyProfileForm>;

public abstract class CompanyProfileFormValidator<TForm> : AbstractValidator<TForm>
    where TForm : CompanyProfileForm
{
    private const string NotAnAddress = "Enter a whole address that begins with https://, such as https://www.example.com/.";

    protected CompanyProfileFormValidator()
    {
        RuleFor(f => f.ContactName).Must(n => Words.Tidy(n) is not null).WithMessage("Enter the name of somebody to talk to.");
        RuleFor(f => f.ContactName).MaximumLength(ThirdParty.NameMaxLength).WithMessage(TooLong(ThirdParty.NameMaxLength));
        RuleFor(f => f.ContactPhone).Must(IsPhone).When(f => CompanyProfileForm.Kept(f.ContactPhone) is not null)
            .WithMessage("Enter a telephone number: digits, spaces, hyphens and brackets, with + for other countries.");
        RuleFor(f => f.NotificationEmail).Must(e => EmailAddress.IsWellFormed(e!.Trim())).When(f => CompanyProfileForm.Kept(f.NotificationEmail) is not null)
            .WithMessage("This does not look like an e-mail address, such as name@example.com.");
        RuleFor(f => f.Website).Must(u => WebAddress.IsWellFormed(u!.Trim())).When(f => CompanyProfileForm.Kept(f.Website) is not null).WithMessage(NotAnAddress);
        RuleFor(f => f.PrivacyPolicyUrl).Must(u => WebAddress.IsWellFormed(u!.Trim())).When(f => CompanyProfileForm.Kept(f.PrivacyPolicyUrl) is not null).WithMessage(NotAnAddress);
        RuleFor(f => f.SealName).MaximumLength(ThirdParty.NameMaxLength).WithMessage(TooLong(ThirdParty.NameMaxLength));
        RuleFor(f => f.SealName).Must(s => !Words.HoldLink(s)).WithMessage("Enter the name of the seal only, without a link.");
        RuleFor(f => f.SealAttested).Equal(true).When(f => Words.Tidy(f.SealName) is not null).WithMessage("Attest that your company holds the seal, or leave its name empty.");
    }

    protected static string TooLong(int length) => $"Use at most {length} characters.";

    private static bool IsPhone(string? text) =>
        text!.Trim() is { Length: <= ThirdParty.PhoneMaxLength } phone && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')' or '.') && phone.Count(char.IsAsciiDigit) >= 7;
}
