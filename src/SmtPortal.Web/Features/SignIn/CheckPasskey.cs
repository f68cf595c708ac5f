using Microsoft.AspNetCore.Identity;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>
/// Looks at the answer of a browser that was asked for a passkey. The lock of an account is against guessing, which a
/// passkey is not open to: its owner signs in with it while others guess the password.
/// </summary>
public sealed class CheckPasskey(SignInManager<PortalUser> signIn, PasskeyQuestions questions)
{
    /// <param name="answer">Of the browser: JSON.</param>
    /// <returns>Whose passkey it is; null: nobody's, or not an answer to what was asked.</returns>
    public async Task<PortalUser?> ExecuteAsync(string? answer, CancellationToken cancellationToken)
    {
        if (answer is not { Length: > 0 and <= Passkeys.AnswerMaxLength } || !await questions.TakeSigningInAsync(signIn.Context, cancellationToken))
            return null;
        var result = await signIn.PerformPasskeyAssertionAsync(answer);
        if (!result.Succeeded)
            return null;
        // Its counter goes on: a copy of the device would be found out by it.
        return (await signIn.UserManager.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded ? result.User : null;
    }
}
