using Microsoft.AspNetCore.Identity;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Security;

public enum AddPasskeyOutcome
{
    Added,

    /// <summary>The browser's answer is none, not to this question, or not by the rules.</summary>
    NotTaken,

    /// <summary>The account has as many as it may.</summary>
    TooMany,
}

/// <summary>Adds the passkey that a browser has just made. The mail about it is part of the same save.</summary>
public sealed class AddPasskey(SignInManager<PortalUser> signIn, PortalDbContext db, PasskeyQuestions questions, Outbox outbox, TimeProvider time)
{
    /// <param name="name">By which its owner knows it.</param>
    /// <param name="answer">Of the browser: JSON.</param>
    public async Task<AddPasskeyOutcome> ExecuteAsync(PortalUser user, string name, string answer, CancellationToken cancellationToken)
    {
        var users = signIn.UserManager;
        if ((await users.GetPasskeysAsync(user)).Count >= Passkeys.PerAccount)
            return AddPasskeyOutcome.TooMany;
        if (answer.Length is 0 or > Passkeys.AnswerMaxLength || !await questions.TakeAddingAsync(signIn.Context, cancellationToken))
            return AddPasskeyOutcome.NotTaken;
        var result = await signIn.PerformPasskeyAttestationAsync(answer);
        // Asked of another account, which has signed in with this browser since.
        if (!result.Succeeded || result.UserEntity.Id != user.Id.ToString())
            return AddPasskeyOutcome.NotTaken;
        result.Passkey.Name = name;
        outbox.Add(db, new SecondFactorEmail(SecondFactorChange.PasskeyAdded, time.GetUtcNow()), user.Email!, user.Language);
        // The framework's save fails when the account has changed since it was loaded: of two at once, neither passes the limit.
        return (await users.AddOrUpdatePasskeyAsync(user, result.Passkey)).Succeeded ? AddPasskeyOutcome.Added : AddPasskeyOutcome.NotTaken;
    }
}

/// <summary>Gives a passkey another name.</summary>
public sealed class RenamePasskey(PortalDbContext db)
{
    /// <returns>False: the account has no such passkey.</returns>
    public async Task<bool> ExecuteAsync(Guid userId, byte[] id, string name, CancellationToken cancellationToken)
    {
        if (await db.PasskeyOfAsync(userId, id, cancellationToken) is not { } passkey)
            return false;
        passkey.Data.Name = name;
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
