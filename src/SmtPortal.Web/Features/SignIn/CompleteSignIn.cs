using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>Signs in whoever has shown all that their account asks for.</summary>
public sealed class CompleteSignIn(SignInManager<PortalUser> signIn, CheckPassword password)
{
    /// <param name="methods">What was shown, one of <see cref="SignInMethods"/>.</param>
    public async Task ExecuteAsync(PortalUser user, IReadOnlyList<Claim> methods, CancellationToken cancellationToken)
    {
        await password.ForgiveAsync(user, signIn.Context, cancellationToken);
        await signIn.Context.EndSecondStepAsync();
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, methods);
    }
}
