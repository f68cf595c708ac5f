using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.SignIn;

/// <param name="User">Whose password it is; null: it is nobody's, or the account is locked.</param>
/// <param name="Wait">How long until the next try at this address is allowed; null: it was looked at.</param>
public sealed record PasswordCheck(PortalUser? User, TimeSpan? Wait = null);

/// <summary>
/// Looks at a password, within the limits of its address and the lock of its account. Every try is counted before it is
/// looked at. A locked account and an address without one get the answer of a wrong password, and take as long. A browser from
/// which the account was used before has a count of its own and passes the lock, so that nobody who guesses keeps the owner out.
/// </summary>
public sealed class CheckPassword(PortalDbContext db, IPasswordHasher<PortalUser> passwords, AttemptLimits limits, BeginSession browsers, TimeProvider time)
{
    /// <summary>Tries at one e-mail address in an hour, whether or not it has an account. A right one counts them anew.</summary>
    public const int PerAddress = 20;

    /// <param name="context">The browser that asks.</param>
    public async Task<PasswordCheck> ExecuteAsync(string email, string password, HttpContext context, CancellationToken cancellationToken)
    {
        var (address, device) = (EmailAddress.Normalize(email), DeviceWords.Of(context.Request));
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == address, cancellationToken);
        var known = user is null ? null : await browsers.KnownAsync(context, user.Id, cancellationToken);
        if (await limits.TryAsync([known is null ? LimitOf(address) : LimitOf(known)], cancellationToken) is { } wait)
            return new PasswordCheck(null, wait);
        if (user?.PasswordHash is not { } hash || (!await db.CountSignInAsync(user.Id, time.GetUtcNow(), cancellationToken) && known is null))
        {
            passwords.HashPassword(new PortalUser(), password);
            await limits.TryAsync([NobodyOf(address)], cancellationToken);
            return await WrongAsync(user, address, SignInOutcome.Locked, device, cancellationToken);
        }

        var verdict = passwords.VerifyHashedPassword(user, hash, password);
        if (verdict == PasswordVerificationResult.Failed)
            return await WrongAsync(user, address, SignInOutcome.WrongPassword, device, cancellationToken);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await db.RehashAsync(user.Id, hash, passwords.HashPassword(user, password), cancellationToken);

        return new PasswordCheck(user);
    }

    /// <summary>Counts anew, once somebody has shown all that the account asks for.</summary>
    public async Task ForgiveAsync(PortalUser user, HttpContext context, CancellationToken cancellationToken)
    {
        await db.UnlockAsync(user.Id, cancellationToken);
        if (await browsers.KnownAsync(context, user.Id, cancellationToken) is { } known)
            await limits.ForgetAsync(LimitOf(known), cancellationToken);
        await limits.ForgetAsync(LimitOf(user.NormalizedEmail!), cancellationToken);
    }

    private async Task<PasswordCheck> WrongAsync(PortalUser? user, string address, SignInOutcome outcome, string device, CancellationToken cancellationToken)
    {
        if (user is null)
        {
            await limits.ForgetAsync(NobodyOf(address), cancellationToken);
            return new PasswordCheck(null);
        }

        db.SignInRecords.Add(new SignInRecord { UserId = user.Id, At = time.GetUtcNow(), Outcome = outcome, Device = device });
        await db.SaveChangesAsync(cancellationToken);
        return new PasswordCheck(null);
    }

    /// <param name="address">Normalised.</param>
    internal static AttemptLimit LimitOf(string address) => new("sign-in address", address, PerAddress, TimeSpan.FromHours(1));

    /// <summary>
    /// A count of nothing. A wrong password of an account writes twice, its count and its history: where there is no account, or a
    /// locked one, this is written instead, since the time of the answer would tell.
    /// </summary>
    private static AttemptLimit NobodyOf(string address) => new("sign-in nobody", address, AttemptLimit.Unlimited, TimeSpan.FromHours(1));

    private static AttemptLimit LimitOf(byte[] knownBrowser) => new("sign-in browser", Convert.ToHexString(knownBrowser), PerAddress, TimeSpan.FromHours(1));
}
