using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.SignIn;

/// <param name="Methods">How it was shown, for the cookie; null: the code is not right, or the account is locked.</param>
/// <param name="Wait">How long until the next try of this account is allowed; null: it was looked at.</param>
public sealed record CodeCheck(IReadOnlyList<System.Security.Claims.Claim>? Methods, TimeSpan? Wait = null);

/// <summary>
/// Looks at a code of an authenticator app, or at a recovery code, within the limits and the lock of the account. Neither
/// counts twice.
/// </summary>
public sealed class CheckCode(PortalDbContext db, AuthenticatorKeys keys, Outbox outbox, AttemptLimits limits, BeginSession browsers, TimeProvider time)
{
    /// <summary>Codes that one account may try in an hour; a right one counts them anew.</summary>
    public const int PerAccount = 10;

    /// <param name="code">As typed.</param>
    /// <param name="context">The browser that asks; one from which the account was used before passes the lock, as at the password.</param>
    public async Task<CodeCheck> ExecuteAsync(PortalUser user, string code, HttpContext context, CancellationToken cancellationToken)
    {
        var (now, limit) = (time.GetUtcNow(), new AttemptLimit("code account", user.Id.ToString(), PerAccount, TimeSpan.FromHours(1)));
        if (await limits.TryAsync([limit], cancellationToken) is { } wait)
            return new CodeCheck(null, wait);
        var outcome = SignInOutcome.Locked;
        if (await db.CountSignInAsync(user.Id, now, cancellationToken) || await browsers.KnownAsync(context, user.Id, cancellationToken) is not null)
        {
            outcome = SignInOutcome.WrongCode;
            var methods = await IsOfTheAppAsync(user.Id, code, now, cancellationToken) ? SignInMethods.ByCode
                : await IsForRecoveryAsync(user, code, now, cancellationToken) ? SignInMethods.ByRecoveryCode : null;
            if (methods is not null)
            {
                await limits.ForgetAsync(limit, cancellationToken);
                return new CodeCheck(methods);
            }
        }

        db.SignInRecords.Add(new SignInRecord { UserId = user.Id, At = now, Outcome = outcome, Device = DeviceWords.Of(context.Request) });
        await db.SaveChangesAsync(cancellationToken);
        return new CodeCheck(null);
    }

    private async Task<bool> IsOfTheAppAsync(Guid userId, string typed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var code = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        if (code.Length != Totp.Digits || !code.All(char.IsAsciiDigit))
            return false;
        var key = await db.Authenticators.Where(a => a.UserId == userId).Select(a => a.Key).SingleOrDefaultAsync(cancellationToken);
        return key is not null && Totp.StepOf(keys.Unprotect(userId, key), code, now) is { } step && await db.UseStepAsync(userId, step, cancellationToken);
    }

    private async Task<bool> IsForRecoveryAsync(PortalUser user, string typed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (RecoveryCodes.HashOf(typed) is not { } hash || !await db.UseRecoveryCodeAsync(user.Id, hash, cancellationToken))
            return false;
        outbox.Add(db, new SecondFactorEmail(SecondFactorChange.RecoveryCodeUsed, now), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
