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
/// looked at. A locked account and an address without one get the answer of a wrong password, and take as long.
/// </summary>
public sealed class CheckPassword(PortalDbContext db, IPasswordHasher<PortalUser> passwords, AttemptLimits limits, TimeProvider time)
{
    /// <summary>Tries at one e-mail address in an hour, whether or not it has an account. A right one counts them anew.</summary>
    public const int PerAddress = 20;

    /// <param name="device">Of the history, see <see cref="DeviceWords"/>.</param>
    public async Task<PasswordCheck> ExecuteAsync(string email, string password, string device, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Normalize(email);
        if (await limits.TryAsync([LimitOf(address)], cancellationToken) is { } wait)
            return new PasswordCheck(null, wait);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == address, cancellationToken);
        if (user?.PasswordHash is not { } hash || !await db.CountSignInAsync(user.Id, time.GetUtcNow(), cancellationToken))
        {
            passwords.HashPassword(new PortalUser(), password);
            return await WrongAsync(user, SignInOutcome.Locked, device, cancellationToken);
        }

        var verdict = passwords.VerifyHashedPassword(user, hash, password);
        if (verdict == PasswordVerificationResult.Failed)
            return await WrongAsync(user, SignInOutcome.WrongPassword, device, cancellationToken);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = passwords.HashPassword(user, password);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new PasswordCheck(user);
    }

    /// <summary>Counts anew, once somebody has shown all that the account asks for.</summary>
    public async Task ForgiveAsync(PortalUser user, CancellationToken cancellationToken)
    {
        await db.UnlockAsync(user.Id, cancellationToken);
        await limits.ForgetAsync(LimitOf(user.NormalizedEmail!), cancellationToken);
    }

    private async Task<PasswordCheck> WrongAsync(PortalUser? user, SignInOutcome outcome, string device, CancellationToken cancellationToken)
    {
        if (user is not null)
        {
            db.SignInRecords.Add(new SignInRecord { UserId = user.Id, At = time.GetUtcNow(), Outcome = outcome, Device = device });
            await db.SaveChangesAsync(cancellationToken);
        }

        return new PasswordCheck(null);
    }

    /// <param name="address">Normalised.</param>
    internal static AttemptLimit LimitOf(string address) => new("sign-in address", address, PerAddress, TimeSpan.FromHours(1));
}
