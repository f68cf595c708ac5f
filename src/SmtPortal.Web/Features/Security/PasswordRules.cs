using FluentValidation;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>What the portal asks of passwords, for forms and their pages.</summary>
public sealed class PasswordPolicy(CommonPasswords common, IOptions<RuleOptions> rules)
{
    public int MinLength => rules.Value.PasswordMinLength;

    public bool IsCommon(string password) => common.Contains(password);
}

/// <summary>What every form asks of a new password (ACC-2): length, and not one that others try first. No rules of composition.</summary>
public static class PasswordRules
{
    public const int MaxLength = 128;

    /// <summary>Fewer different characters make a long password a short one.</summary>
    private const int DifferentCharacters = 5;

    /// <param name="rule">The password's.</param>
    /// <param name="texts">Of the page.</param>
    /// <param name="passwords">How long they are, and which are common.</param>
    /// <param name="known">What others know of the person, such as address and name.</param>
    public static void IsGoodPassword<TForm>(
        this IRuleBuilderInitial<TForm, string?> rule, IStringLocalizer<Texts> texts, PasswordPolicy passwords, Func<TForm, IEnumerable<string?>> known) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(p => p?.Length >= passwords.MinLength).WithMessage(_ => texts["Choose a password of at least {0} characters.", passwords.MinLength])
            .MaximumLength(MaxLength).WithMessage(_ => texts["Use at most {0} characters.", MaxLength])
            .Must((form, password) => !IsGuessable(password!, known(form)) && !passwords.IsCommon(password!))
            .WithMessage(_ => texts["This password is easy to guess. Choose another, for example four words that do not belong together."]);

    private static bool IsGuessable(string password, IEnumerable<string?> known) =>
        password.Distinct().Count() < DifferentCharacters
        || known.Any(word => string.Equals(word?.Trim(), password.Trim(), StringComparison.OrdinalIgnoreCase));
}
