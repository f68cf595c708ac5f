using FluentValidation;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>What every form asks of a new password (ACC-2): length, and not one that others try first. No rules of composition.</summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    /// <summary>Fewer different characters make a long password a short one.</summary>
    private const int DifferentCharacters = 5;

    /// <param name="rule">The password's.</param>
    /// <param name="texts">Of the page.</param>
    /// <param name="common">The list.</param>
    /// <param name="known">What others know of the person, such as address and name.</param>
    public static void IsGoodPassword<TForm>(
        this IRuleBuilderInitial<TForm, string?> rule, IStringLocalizer<Texts> texts, CommonPasswords common, Func<TForm, IEnumerable<string?>> known) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(p => p is { Length: >= MinLength }).WithMessage(_ => texts["Choose a password of at least {0} characters.", MinLength])
            .MaximumLength(MaxLength).WithMessage(_ => texts["Use at most {0} characters.", MaxLength])
            .Must((form, password) => !IsGuessable(password!, known(form)) && !common.Contains(password!))
            .WithMessage(_ => texts["This password is easy to guess. Choose another, for example four words that do not belong together."]);

    private static bool IsGuessable(string password, IEnumerable<string?> known) =>
        password.Distinct().Count() < DifferentCharacters
        || known.Any(word => string.Equals(word?.Trim(), password.Trim(), StringComparison.OrdinalIgnoreCase));
}
